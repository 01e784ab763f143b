"""Page-shaped reads of check-ins, of renewals and of how promises are kept."""
