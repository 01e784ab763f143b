"""Pakten: the working system of a city's integration pact.

The floors, from the ground up: base, parties, agreements, activities, oversight, faces, config.
Imports go down only; `docs/architecture.md` says why and `tests/fences` proves it.
"""
