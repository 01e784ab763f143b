"""Page-shaped reads of openings and placements; one module per page."""
