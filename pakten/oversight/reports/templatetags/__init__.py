"""Template tags of the reports: drawing a chart inside a page."""
