"""The annual report from a locked period, for the pact and for each member (mission P11).

Owns locks, texts and approval; does not own the figures, that is `reports`.
"""
