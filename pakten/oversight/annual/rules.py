"""What must hold before a report goes on, and which words and pictures a member has earned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.oversight.annual.states import MAY_BE_EMPTY, SOURCE, Part

Earned = Mapping[str, Any]
FIRST_YEAR = 2000


def words_in(text: str) -> int:
    """How long a text is, as its writer counts."""
    return len(text.split())


def has_ended(year: int, today: date) -> bool:
    """Whether a year can be locked: its last day has passed."""
    return FIRST_YEAR <= year < today.year


def needs_words(part: str, lang: str) -> bool:
    """Whether the report cannot be sent without a text there."""
    return lang == SOURCE and Part(part) not in MAY_BE_EMPTY


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition for words and pictures, with what a member lacks when it does not hold."""

    code: str
    holds: Callable[[Earned], bool]
    lacking: str | Promise


@dataclass(frozen=True, slots=True)
class Wording:
    """A text the member may use, and what it must have earned besides the rules for all."""

    code: str
    text: str | Promise
    holds: Callable[[Earned], bool]


# Facts: `in_force` (a letter in force today), `approved` (vetted by the city), `dormant`,
# and of the year `due` and `kept` (the member's own promises), `since` (the year it joined).
RULES: tuple[Rule, ...] = (
    Rule("in_force", lambda f: f["in_force"],
         _("You have no letter of intent in force. Sign or renew one with the pact office.")),
    Rule("approved", lambda f: f["approved"],
         _("The city's vetting of you is not approved just now. The pact office knows what is missing.")),
    Rule("awake", lambda f: not f["dormant"],
         _("Nothing has been heard of your promises for a long time. Agree with the pact office how to go on.")),
    Rule("kept_one", lambda f: f["kept"] >= 1,
         _("None of your promises was kept in the year. The words can be yours when one is.")),
)  # fmt: skip

WORDINGS: tuple[Wording, ...] = (
    Wording("kept_all", _("We kept all our promises in %(pact)s in %(year)s: %(kept)s of %(due)s."),
            lambda f: f["kept"] == f["due"] > 1),
    Wording("kept", _("We kept %(kept)s of %(due)s promises in %(pact)s in %(year)s."),
            lambda f: f["kept"] < f["due"] or f["due"] == 1),
    Wording("member", _("We have been a member of %(pact)s since %(since)s."),
            lambda f: bool(f["since"])),
)  # fmt: skip


def lacking(facts: Earned) -> list[str]:
    """Why words and pictures are not there; empty when they are earned."""
    return [str(rule.lacking) for rule in RULES if not rule.holds(facts)]


def earned_words(facts: Earned, names: Mapping[str, Any]) -> list[str]:
    """The sentences a member may use about its year; none while anything lacks."""
    if lacking(facts):
        return []
    return [str(each.text) % names for each in WORDINGS if each.holds(facts)]
