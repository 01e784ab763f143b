"""Social value that can be checked: unit values with sources, as ranges, never mixed with counts.

Owns the city's model; switched off until a city fills it in.
"""
