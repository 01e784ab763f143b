"""The counsellor's work with a person: sessions together, the next step, and profiles that may be doubles.

Owns no profile (people does) and no placement; a person's page that mixes them is a face.
"""
