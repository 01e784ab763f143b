"""What everybody may see: the pact, its members and results, and the doors in."""
