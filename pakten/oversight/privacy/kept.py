"""How long everything is kept, in words: the same rules that the daily job goes by."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.translation import get_language, gettext, gettext_lazy, gettext_noop, override

from pakten.base.audit.retention import Retention
from pakten.oversight.privacy.actions.keeping import due_in
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.queries import declared_retention, retention_years
from pakten.parties.pacts.queries.retention import NAMES

# Rooms whose tables are about those who look for work, first on the page open to all.
OF_PERSONS = frozenset(
    {"people", "guidance", "opportunities", "rounds", "pulses", "equality", "privacy"}
)


# The same tables as those who look for work know them; what is not named is told of by its room.
_TOPICS = (
    (gettext_lazy("What you have told us, and what you said yes to"), {"people", "privacy"}),
    (gettext_lazy("What you and your counsellor do together"), {"guidance"}),
    (gettext_lazy("Proposals and places"), {"opportunities", "pulses"}),
    (gettext_lazy("When many are matched at once"), {"rounds"}),
    (gettext_lazy("Your answers about how it went afterwards"), {"equality"}),
)
_OF_THEIR_OWN = {
    "people.CallbackRequest": gettext_lazy("A wish to be called"),
    "people.ProfileLink": gettext_lazy("A link to your profile"),
    "privacy.Erasure": gettext_lazy("A wish to be removed"),
    "opportunities.PlaceWish": gettext_lazy("Which places you want"),
    "guidance.TwinVerdict": gettext_lazy("Whether two profiles are one person’s"),
}
# After what the years are counted, here too so that it is in every language a newcomer reads.
SAID = frozenset(
    {
        gettext_noop("it was asked for"),
        gettext_noop("it was sent"),
        gettext_noop("it was written"),
        gettext_noop("the effort ended"),
        gettext_noop("the last contact"),
        gettext_noop("the placement ended"),
        gettext_noop("the request"),
        gettext_noop("the round was published or put aside"),
    }
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


def name_of_table(table: str) -> str:
    """What a table of the database is called, in words; one that bears no persons by its own name."""
    label = next((m._meta.label for m in apps.get_models() if m._meta.db_table == table), "")
    if not label:
        return table
    return str(NAMES.get(label) or apps.get_model(label)._meta.verbose_name_plural).capitalize()


def _line(label: str, rule: Retention, years: int, due: int) -> KeptLine:
    name = str(NAMES.get(label) or apps.get_model(label)._meta.verbose_name).capitalize()
    mine = label.split(".", maxsplit=1)[0] in OF_PERSONS
    return KeptLine(
        name, years, gettext(rule.after), gettext(rule.why), bool(rule.follows), due, mine
    )


@dataclass(frozen=True, slots=True)
class KeptTopic:
    """What belongs together for somebody who looks for work, with one rule."""

    name: str
    years: int
    after: str


def kept_topics(pact: Pact) -> list[KeptTopic]:
    """What is kept of those who look for work, in few lines: one a topic and a rule."""
    years = retention_years(pact)
    found = {
        (_topic(label), years[label], rule.after): None
        for label, rule in declared_retention().items()
        if label.split(".", maxsplit=1)[0] in OF_PERSONS
    }
    order = [str(name) for name, _rooms in _TOPICS]
    lines = [KeptTopic(name, number, gettext(after)) for name, number, after in found]
    places = {name: number for number, name in enumerate(order)}
    return sorted(lines, key=lambda line: places.get(line.name, len(order)))


def _topic(label: str) -> str:
    room = label.split(".", maxsplit=1)[0]
    name = _OF_THEIR_OWN.get(label) or next(n for n, rooms in _TOPICS if room in rooms)
    return str(name)


def kept_of_others(pact: Pact) -> tuple[str, list[KeptLine]]:
    """Every table by its name, in the language it is written in: ours, or English."""
    language = "sv" if (get_language() or "sv").startswith("sv") else "en"
    with override(language):
        return language, kept_lines(pact)
