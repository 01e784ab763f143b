"""Many organisations at once: staged import from a file, and bulk changes; both can be taken back.

Owns the batch, its rows and what stood before; does not own the organisations themselves.
"""
