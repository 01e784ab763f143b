"""Reading a pact: what the rooms above ask, and what its own pages show."""

from pakten.parties.pacts.queries.measures import targets_of
from pakten.parties.pacts.queries.rules import (
    city_signatories,
    declared_retention,
    excluded,
    excluded_on,
    reminder_days,
    retention_years,
)

__all__ = [
    "city_signatories",
    "declared_retention",
    "excluded",
    "excluded_on",
    "reminder_days",
    "retention_years",
    "targets_of",
]
