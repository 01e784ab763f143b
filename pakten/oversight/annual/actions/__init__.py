"""Locking years, writing beside the figures, moving the report on, and the members' own."""
