"""Participants: what a person can do and wishes for, and what they agreed to.

Owns the person and the consents; does not own proposals or placements.
"""
