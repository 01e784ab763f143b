"""Small groups are never shown: which figures of a breakdown may be read, and which are hidden.

Owns the rule of suppression; does not count anything, and stored figures are never touched.
"""
