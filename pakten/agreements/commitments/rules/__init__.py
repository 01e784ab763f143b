"""When a letter and its pledges are possible, in plain values: no database here."""

from pakten.agreements.commitments.rules.checks import Check, Surroundings, readiness
from pakten.agreements.commitments.rules.merging import merge
from pakten.agreements.commitments.rules.terms import (
    LARGEST_QUANTITY,
    LetterTerms,
    PledgeTerms,
    Promise,
    SignatoryTerms,
    date_faults,
    pledge_faults,
)

__all__ = [
    "LARGEST_QUANTITY",
    "Check",
    "LetterTerms",
    "PledgeTerms",
    "Promise",
    "SignatoryTerms",
    "Surroundings",
    "date_faults",
    "merge",
    "pledge_faults",
    "readiness",
]
