"""Organisations in a pact: members and those on the way in, their contacts and interest forms.

Owns the register; does not own what a member promised, that is `agreements.commitments`.
"""
