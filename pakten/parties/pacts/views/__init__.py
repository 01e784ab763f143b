"""Pages by which a pact is seen and shaped."""
