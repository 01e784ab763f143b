"""Forms by which a pact is shaped."""
