"""The letter as a sheet: per activity, what the member promises beside what the city promises."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, LetterLine, Pledge, Signature
from pakten.agreements.commitments.queries import sentence_of
from pakten.agreements.commitments.states import LetterState, Party
from pakten.parties.pacts.models import Activity


@dataclass(slots=True)
class Line:
    """A pledge as a sentence; with a form, its number and date are fields in the sentence."""

    number: int
    pledge: Pledge
    before: str
    after: str
    quantity: BoundField | None = None
    due_on: BoundField | None = None
    responsible: BoundField | None = None

    @property
    def errors(self) -> list[str]:
        """What is wrong with this line."""
        bound = (self.quantity, self.due_on, self.responsible)
        return [str(said) for each in bound if each is not None for said in each.errors]


@dataclass(slots=True)
class Section:
    """An activity with both sides' pledges."""

    activity: Activity
    member: list[Line] = field(default_factory=list)
    city: list[Line] = field(default_factory=list)


def field_name(pledge_id: int, name: str) -> str:
    """The form's name for a field of a pledge."""
    return f"p{pledge_id}-{name}"


def _line(number: int, pledge: Pledge, form: BaseForm | None) -> Line:
    line = Line(number, pledge, *sentence_of(pledge.measure))
    if form is not None:
        line.quantity = form[field_name(pledge.pk, "quantity")]
        line.due_on = form[field_name(pledge.pk, "due_on")]
        if pledge.promised_by == Party.CITY:
            line.responsible = form[field_name(pledge.pk, "responsible")]
    return line


def sections_of(lines: Sequence[LetterLine], form: BaseForm | None = None) -> list[Section]:
    """The pledges by activity, in the catalogue's order; numbered down the sheet."""
    found: dict[int, Section] = {}
    for line in lines:
        activity = line.pledge.measure.activity
        found.setdefault(activity.pk, Section(activity))
    ordered = sorted(found.values(), key=lambda each: (each.activity.position, each.activity.pk))
    number = 0
    for section in ordered:
        for party, into in ((Party.MEMBER, section.member), (Party.CITY, section.city)):
            for line in lines:
                pledge = line.pledge
                if pledge.measure.activity_id == section.activity.pk and (
                    pledge.promised_by == party
                ):
                    number += 1
                    into.append(_line(number, pledge, form))
    return ordered


def unused_activities(pact_id: int, on: date, sections: Sequence[Section]) -> list[Activity]:
    """Activities of the catalogue that the letter does not touch yet."""
    used = [section.activity.pk for section in sections]
    return list(Activity.objects.on(on).filter(pact=pact_id).exclude(pk__in=used))


def stages_of(letter: Letter, signatures: Sequence[Signature]) -> list[dict[str, Any]]:
    """The way of a letter for the stage line: what is done, now and next."""
    signed = {s.party: s.signed_on for s in signatures}
    begun, over = letter.state != LetterState.DRAFT, letter.state == LetterState.ENDED
    in_force = over or letter.state == LetterState.ACTIVE
    steps: list[tuple[str, date | None, bool]] = [
        (_("Draft"), letter.drafted_at.date(), begun),
        (_("Ready to sign"), None, begun),
        (_("The member signs"), signed.get(Party.MEMBER), in_force or Party.MEMBER in signed),
        (_("The city signs"), signed.get(Party.CITY), in_force or Party.CITY in signed),
        (_("In force"), letter.active_from, over),
    ]
    if over:
        steps.append((_("Ended"), letter.ended_on, False))
    now = next(i for i, (_label, _day, is_done) in enumerate(steps) if not is_done)
    return [
        {
            "label": label,
            "date": day or "",
            "state": "done" if is_done else "now" if i == now else "next",
        }
        for i, (label, day, is_done) in enumerate(steps)
    ]
