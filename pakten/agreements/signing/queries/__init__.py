"""Reading: where each signatory stands, the programme of an occasion, and what waits."""
