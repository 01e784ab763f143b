"""Yearly check-ins, renewals and how promises are kept over time (mission P4).

Owns campaigns, sheets, causes, rests and reminders; does not own pledges (`commitments`) or deeds
(`results`), and changes no figure: what is missing is recorded in the ledger by the one who may.
"""
