"""Vetting of members before the city lends them its name (mission P2, seed 002 on brandwashing).

Owns the checklist, the decision, its reason and the day to look again; does not own the register.
"""
