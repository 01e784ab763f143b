"""Reading the ledger: its rows, how far the promises are, and that the figures equal the rows."""

from pakten.agreements.results.queries.cells import counted_cells, wrong_cells
from pakten.agreements.results.queries.drill import drill
from pakten.agreements.results.queries.progress import Progress, progress_of, with_done
from pakten.agreements.results.queries.rows import (
    Corrected,
    Fit,
    corrections_between,
    ledger,
    linked_placement,
    origin_of,
    pledges_that_fit,
    promise_of,
    published_corrections,
    standing,
)

__all__ = [
    "Corrected",
    "Fit",
    "Progress",
    "corrections_between",
    "counted_cells",
    "drill",
    "ledger",
    "linked_placement",
    "origin_of",
    "pledges_that_fit",
    "progress_of",
    "promise_of",
    "published_corrections",
    "standing",
    "with_done",
    "wrong_cells",
]
