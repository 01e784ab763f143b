"""Surveys and interviews beside the numbers (seed 004; mission P11).

Owns questions, answers, themes and quotes; does not own the ledger.
"""
