"""A whole round of matching: all open needs and all who seek, drafted, reviewed by people, published.

Owns the round, its locks, vetoes and fairness report; the engine is `matching`, proposals are `opportunities`'.
"""
