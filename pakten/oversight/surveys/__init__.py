"""Surveys and interviews beside the numbers.

Owns the question bank, the surveys, their answers and the themes of interviews; an anonymous answer holds no key to a person.
"""
