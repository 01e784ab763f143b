"""What pages and the work behind a round read."""
