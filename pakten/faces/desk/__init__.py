"""What waits for the one who signed in: a home page per role."""
