"""Pages of the looks and of the checklist."""
