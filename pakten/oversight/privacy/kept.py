"""How long everything is kept, in words: the same rules that the daily job goes by."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.translation import gettext

from pakten.base.audit.retention import Retention
from pakten.oversight.privacy.actions.keeping import due_in
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.queries import declared_retention, retention_years
from pakten.parties.pacts.queries.retention import NAMES

# Rooms whose tables are about those who look for work, first on the page open to all.
OF_PERSONS = frozenset(
    {"people", "guidance", "opportunities", "rounds", "pulses", "equality", "privacy"}
)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A table: what it is called, how many years here after what, why; how many rows are past it."""

    name: str
    years: int
    after: str
    why: str
    follows: bool
    due: int
    of_persons: bool


def kept_lines(pact: Pact, at: datetime | None = None) -> list[KeptLine]:
    """Every table with persons. With `at`: how many rows the job would erase, without erasing."""
    years = retention_years(pact)
    due = {each.label: each.rows for each in due_in(pact, at)} if at else {}
    lines = [
        _line(label, rule, years[label], due.get(label, 0))
        for label, rule in declared_retention().items()
    ]
    return sorted(lines, key=lambda line: (not line.of_persons, line.name))


def _line(label: str, rule: Retention, years: int, due: int) -> KeptLine:
    name = str(NAMES.get(label) or apps.get_model(label)._meta.verbose_name).capitalize()
    mine = label.split(".", maxsplit=1)[0] in OF_PERSONS
    return KeptLine(
        name, years, gettext(rule.after), gettext(rule.why), bool(rule.follows), due, mine
    )
