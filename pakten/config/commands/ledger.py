"""The figures proved: each is computed anew from the deeds and compared with what is shown."""

import argparse
import sys

from pakten.agreements.results.queries import counted_cells, wrong_cells
from pakten.base.tenancy.context import pact_context
from pakten.config.commands.chosen import named_pact
from pakten.parties.pacts.models import Measure, Pact

SHOWN = 50


def check(words: argparse.Namespace) -> int:
    """One line and 0 where all agree; else every figure that does not, and 1."""
    pacts = [named_pact(words.pact)] if words.pact else list(Pact.objects.order_by("pk"))
    figures, wrong = 0, []
    for pact in pacts:
        with pact_context(pact.pk, verb="check_ledger"):
            figures += counted_cells()
            names = dict(Measure.objects.values_list("pk", "code"))
            wrong += [
                f"{pact.slug}\t{year}\t{names.get(measure, measure)}\t{dimension}\t{value or '-'}"
                for dimension, measure, year, value in wrong_cells()
            ]
    if not wrong:
        print(f"{figures} figures equal the ledger")
        return 0
    sys.stderr.write(f"pakten: {len(wrong)} of {figures} figures differ from the ledger:\n")
    sys.stderr.write("".join(f"{line}\n" for line in wrong[:SHOWN]))
    return 1
