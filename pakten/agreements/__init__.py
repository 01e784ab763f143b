"""What was promised and what came of it: letters, pledges and the outcome ledger."""
