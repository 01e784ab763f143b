"""What time erases, and whether the log of visits is as it was written."""

import argparse
import sys

from django.utils import timezone

from pakten.base.audit.queries import check_looks
from pakten.base.tenancy.context import pact_context
from pakten.config.commands.chosen import named_pact
from pakten.oversight.privacy.actions.keeping import VERB, due_in, keep_rules
from pakten.parties.pacts.models import Pact


def _pacts(words: argparse.Namespace) -> list[Pact]:
    return [named_pact(words.pact)] if words.pact else list(Pact.objects.order_by("pk"))


def retention(words: argparse.Namespace) -> int:
    """A line for each table with rows past their rule: pact, table, rule, how many."""
    now = timezone.now()
    for pact in _pacts(words):
        with pact_context(pact.pk, verb=VERB):
            due = [each for each in due_in(pact, now) if each.rows]
            for each in due:
                rule = f"{each.years} years after {each.rule.after}"
                print(f"{pact.slug}\t{each.label}\t{rule}\t{each.rows}")
            run = None if words.dry_run else keep_rules(pact, at=now)
            for label, rows in (run.held if run else {}).items():
                print(f"{pact.slug}\t{label}\theld: other rows need them\t{rows}")
            if not due:
                print(f"{pact.slug}\tnothing is past its rule")
    return 0


def check(words: argparse.Namespace) -> int:
    """A line for each pact with its looks and last link; 1 and the first broken row where one is."""
    wrong = 0
    for pact in _pacts(words):
        with pact_context(pact.pk, verb="check_looks"):
            chain = check_looks(pact.pk)
        if chain.broken is None:
            print(f"{pact.slug}\t{chain.looks} looks, unbroken\t{chain.head or '-'}")
        else:
            wrong = 1
            sys.stderr.write(
                f"pakten: {pact.slug}: the log of visits is broken at row {chain.broken}\n"
            )
    return wrong
