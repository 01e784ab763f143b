"""Pages of openings, the short list, placements and imports."""
