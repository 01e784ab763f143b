"""Sampling assurance: each month a few deeds told by one side are put to the other.

Owns the samples, the answers and the error rate that is published; a wrong deed is mended in the ledger.
"""
