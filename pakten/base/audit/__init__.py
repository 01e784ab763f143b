"""The history of every row, written by database triggers, and the timeline read from it.

Owns `audit_event`; does not decide what a change means to a reader, each domain words its own.
"""
