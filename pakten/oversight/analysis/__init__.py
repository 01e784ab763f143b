"""Analysis for the office: one measure, any period, split and compared with its target.

Owns how figures are explored and their breaks told; stores nothing but saved views, and takes every figure from reports.
"""
