"""What a person may do with their own data: see it all, take it along, have it erased; and what time erases.

Owns requests for erasure and the runs of retention; every room below keeps its own tables and says how long.
"""
