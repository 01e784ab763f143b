"""Pages of sessions, steps, leaving and likely doubles."""
