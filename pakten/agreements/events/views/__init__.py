"""Pages of events: for the office, and for guests with a personal link."""
