"""Signing letters: occasions, personal links with a code, and on the spot (mission P3, seed 004).

Owns how a signature is given; does not own the text that is signed, that is `commitments`.
"""
