"""A social value that can be checked: unit values a city has written down, with source and range.

Owns the model and its sums, which are never mixed with the counts; off until a city turns it on.
"""
