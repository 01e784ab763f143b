"""What the words of `pakten` do. `cli` knows the words and loads the module a word needs.

Owns the talk with the person at the keyboard; the work lies in the packages below.
"""
