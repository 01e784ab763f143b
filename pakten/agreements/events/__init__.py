"""Gatherings with a time, a place and invited people (mission P3, P9).

Owns invitations, answers and attendance; does not own what is done there, such as signing.
"""
