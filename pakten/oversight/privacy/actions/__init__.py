"""Asking to be erased, carrying it out, and what time erases."""
