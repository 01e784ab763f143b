"""Who signs for the city, when to remind, and how long persons are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions.texts import write_texts
from pakten.parties.pacts.models import CitySignatory, Pact, RetentionRule
from pakten.parties.pacts.queries import declared_retention
from pakten.parties.pacts.states import LetterKind, TextChangeKind

LONGEST_WARNING, MOST_REMINDERS = 365, 6


@dataclass(frozen=True, slots=True)
class SignatoryDetails:
    """Who signs, as typed."""

    name: str
    title: LocalText
    email: str = ""
    signs: LetterKind = LetterKind.ALL
    position: int = 1
    valid_from: date | None = None
    valid_to: date | None = None

    def values(self) -> dict[str, object]:
        """The columns besides the title."""
        names = ("name", "email", "signs", "position", "valid_from", "valid_to")
        return {name: getattr(self, name) for name in names}


def add_city_signatory(
    pact: Pact, details: SignatoryDetails, *, by: Actor, at: datetime
) -> CitySignatory:
    """Somebody more who signs for the city."""
    require(by, Verb.SHAPE_PACT, pact)
    _can_sign(details)
    made = CitySignatory.objects.create(pact=pact, **details.values())
    write_texts(made, {"title": details.title}, TextChangeKind.WRITTEN, by=by, at=at)
    return made


def edit_city_signatory(
    signatory: CitySignatory, details: SignatoryDetails, *, by: Actor, at: datetime
) -> CitySignatory:
    """Change who, what or when. Letters that are drawn up keep who was named in them."""
    kept = CitySignatory.objects.select_for_update().get(pk=signatory.pk)
    require(by, Verb.SHAPE_PACT, kept)
    _can_sign(details)
    for name, value in details.values().items():
        setattr(kept, name, value)
    kept.save()
    write_texts(kept, {"title": details.title}, TextChangeKind.WRITTEN, by=by, at=at)
    return kept


def _can_sign(details: SignatoryDetails) -> None:
    first, last = details.valid_from, details.valid_to
    if first and last and last < first:
        raise ValidationError({"valid_to": _("The last day comes before the first.")})


@dataclass(frozen=True, slots=True)
class PactRules:
    """The pact's times, as typed. Days before the end, working days, months."""

    reminder_days: tuple[int, ...]
    reply_days: int
    contact_check_months: int
    check_in_month: int
    look_again_months: int
    smallest_group: int


def edit_rules(pact: Pact, rules: PactRules, *, by: Actor, at: datetime) -> Pact:
    """Change when the pact reminds. Holds for letters in force too, from the next day on."""
    require(by, Verb.SHAPE_PACT, pact)
    days = sorted(set(rules.reminder_days), reverse=True)
    if not 1 <= len(days) <= MOST_REMINDERS or not all(1 <= d <= LONGEST_WARNING for d in days):
        raise ValidationError(
            {"reminder_days": _("Write one to six numbers from 1 to 365, as 90, 30, 7.")}
        )
    kept = Pact.objects.select_for_update().get(pk=pact.pk)
    kept.reminder_days, kept.warn_days = days, days[0]
    kept.reply_days = rules.reply_days
    kept.contact_check_months = rules.contact_check_months
    kept.check_in_month = rules.check_in_month
    kept.look_again_months = rules.look_again_months
    kept.smallest_group = rules.smallest_group
    kept.save()
    return kept


def edit_retention(pact: Pact, years: Mapping[str, int], *, by: Actor, at: datetime) -> None:
    """How long each table keeps persons here. Never longer than the table declares."""
    require(by, Verb.SHAPE_PACT, pact)
    declared = declared_retention()
    wrong = {}
    for label, wanted in years.items():
        most = declared[label].years
        if not 0 <= wanted <= most:
            wrong[label] = _("At most %(most)d years: %(why)s") % {
                "most": most,
                "why": _(declared[label].why),
            }
    if wrong:
        raise ValidationError(wrong)
    for label, wanted in years.items():
        if wanted == declared[label].years:
            RetentionRule.objects.filter(pact=pact, model=label).delete()
        else:
            RetentionRule.objects.update_or_create(
                pact=pact, model=label, defaults={"years": wanted}
            )
