"""Staged import of organisations from a file: matched, mended, carried out and undone row by row.

Owns the batch and its rows; does not own the organisations that come of it.
"""
