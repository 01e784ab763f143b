"""Openings that members post and the placements made from them (mission P5, K1).

Owns the opening, the proposal and every step of the placement; the deed itself goes to the ledger.
"""
