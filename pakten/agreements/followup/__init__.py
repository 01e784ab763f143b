"""Yearly check-ins, renewals and how promises are kept over time (mission P4).

Owns campaigns, sheets and causes; does not own pledges (`commitments`) or deeds (`results`).
"""
