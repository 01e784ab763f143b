"""Measurements of a running Pakten, printed as a table. They need nothing but the loopback."""
