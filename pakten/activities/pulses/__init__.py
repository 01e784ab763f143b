"""Asks both sides how a placement goes: by personal link, after months and each week.

Owns the links and the weekly answers; the placement and its follow-ups are `opportunities`'.
"""
