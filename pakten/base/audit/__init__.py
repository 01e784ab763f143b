"""The history of every row, written by database triggers, and who has looked at a person.

Owns `audit_event` and the chained `audit_look`; does not decide what a change means to a reader, each
domain words its own.
"""
