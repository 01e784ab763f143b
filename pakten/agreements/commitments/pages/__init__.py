"""What the pages of letters show, put together from the reads."""

from pakten.agreements.commitments.pages.changes import changes_page
from pakten.agreements.commitments.pages.letter import (
    checks_of,
    letter_page,
    sheet_form,
    turn_of,
)
from pakten.agreements.commitments.pages.listing import list_page
from pakten.agreements.commitments.pages.onward import draft_dates, next_step

__all__ = [
    "changes_page",
    "checks_of",
    "draft_dates",
    "letter_page",
    "list_page",
    "next_step",
    "sheet_form",
    "turn_of",
]
