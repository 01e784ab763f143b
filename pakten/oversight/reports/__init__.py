"""Figures for those who look at the whole: read from the ledger at the moment they are asked for.

Owns what is counted together and what may be shown; stores nothing, so no figure can lag or drift.
"""
