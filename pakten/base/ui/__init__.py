"""Owns how pages look and speak: shells, components, style sheets, lists, per-language text.

Does not own any page's content, any model, nor who may see what.
"""
