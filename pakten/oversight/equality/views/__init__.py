"""The page of equality, for all and for the office, and what the office writes."""
