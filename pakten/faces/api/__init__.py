"""Open data and the public API: the same figures as the pages, hidden in the same way.

Owns formats and addresses; decides nothing about what may be shown.
"""
