"""The pact itself: goals, target groups, districts and the catalogue of activities with measures.

Owns the tenant and its staff roles; does not own members, letters or results.
"""
