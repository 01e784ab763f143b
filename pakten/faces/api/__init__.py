"""Open data for machines: figures, members, measures and definitions.

Owns addresses and formats; says nothing that the public pages do not say.
"""
