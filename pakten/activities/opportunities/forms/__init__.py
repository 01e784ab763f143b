"""What is typed in: openings, the steps of a placement, a file of ads."""
