"""The home pages, one per role.

Owns what each role meets first; what waits is counted in `waiting`, the figures in their rooms.
"""
