"""Composition root: settings, URLs, who is asking, the command line and the jobs."""
