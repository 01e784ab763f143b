"""Letters of intent and the pledges in them, by the member and by the city (seed 004, mission P3).

Owns drafting, readiness and signing; does not own what was done, that is `agreements.results`.
"""
