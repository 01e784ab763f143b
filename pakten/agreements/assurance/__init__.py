"""Sampling of self-reported deeds: a small random share is confirmed by the other side (mission P11).

Owns the samples, the answers and the error rate; does not own the ledger, that is `results`.
"""
