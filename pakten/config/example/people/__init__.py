"""People, places for them, and what came of it."""
