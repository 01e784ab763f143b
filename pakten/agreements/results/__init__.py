"""The outcome ledger: deeds recorded once, counted against pledges, never changed.

Owns the append-only rows and which pledge each counts for; holds no person.
"""
