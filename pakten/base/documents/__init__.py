"""Printable documents: a Typst template and plain data become an accessible PDF.

Owns fonts and rendering; does not own what a document says, each domain brings its own template.
"""
