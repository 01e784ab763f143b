"""The letter as a sheet: per activity, what the member promises beside what the city promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import Content, pledge_content
from pakten.agreements.commitments.models import Letter, LetterLine, Signature
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Activity

_MARK = "{quantity}"
_ELSEWHERE = 1000  # an activity no longer in the catalogue comes last


@dataclass(slots=True)
class Line:
    """A pledge as a sentence; with a form, its number and date are fields in the sentence."""

    number: int
    id: int
    promised_by: str
    before: str
    after: str
    quantity: int
    starts_on: date
    due_on: date
    note: str
    responsible: str
    measure: str
    inputs: dict[str, BoundField] = field(default_factory=dict)
    clashes: list[Any] = field(default_factory=list)
    comments: int = 0
    changed: bool = False

    @property
    def errors(self) -> list[str]:
        """What is wrong with this line."""
        return [str(said) for each in self.inputs.values() for said in each.errors]

    @property
    def text(self) -> str:
        """The sentence without its date: "Hire 4 of the pact's participants"."""
        return f"{self.before}{self.quantity}{self.after}"


@dataclass(slots=True)
class Section:
    """An activity with both sides' pledges."""

    code: str
    name: LocalText
    icon: str
    position: int = 0
    id: int = 0
    member: list[Line] = field(default_factory=list)
    city: list[Line] = field(default_factory=list)

    def side(self, party: str) -> list[Line]:
        """The pledges of one party."""
        return self.member if party == Party.MEMBER else self.city


def field_name(pledge_id: int, name: str) -> str:
    """The form's name for a field of a pledge."""
    return f"p{pledge_id}-{name}"


def in_words(words: Mapping[str, str]) -> str:
    """A text of several languages in the one that is active."""
    return str(LocalText(dict(words)))


def halves(pledge: Content) -> tuple[str, str]:
    """The words before and after the number in a pledge's sentence."""
    said = in_words(pledge["sentence"])
    if _MARK not in said:
        return f"{said}: ", ""
    before, after = said.split(_MARK, 1)
    return before, after


def line_of(number: int, pledge: Content, pk: int = 0) -> Line:
    """A pledge of the content as a line of the sheet."""
    before, after = halves(pledge)
    return Line(
        number, pk, pledge["by"], before, after, pledge["quantity"],
        date.fromisoformat(pledge["from"]), date.fromisoformat(pledge["by_day"]),
        pledge["note"], pledge["responsible"], in_words(pledge["name"]),
    )  # fmt: skip


def sections_of(lines: Sequence[LetterLine], form: BaseForm | None = None) -> list[Section]:
    """The pledges of a draft by activity, in the catalogue's order; numbered down the sheet."""
    found: dict[str, Section] = {}
    for line in lines:
        each = line.pledge.measure.activity
        section = Section(each.code, each.name, each.icon, each.position, each.pk)
        found.setdefault(each.code, section)
    rows = [(line.pledge_id, pledge_content(line.pledge)) for line in lines]
    ordered = _fill(found, rows)
    if form is not None:
        for section in ordered:
            for row in section.member + section.city:
                _give_inputs(row, form)
    return ordered


def sections_of_text(content: Content, pact_id: int) -> list[Section]:
    """The same of a kept text, in its own words; the catalogue gives only icons and order."""
    catalogue = {each.code: each for each in Activity.objects.filter(pact=pact_id)}
    found: dict[str, Section] = {}
    for pledge in content["pledges"]:
        code = pledge["activity"]["code"]
        known = catalogue.get(code)
        name = LocalText(pledge["activity"]["name"])
        icon, position = (known.icon, known.position) if known else ("handshake", _ELSEWHERE)
        found.setdefault(code, Section(code, name, icon, position, known.pk if known else 0))
    return _fill(found, [(0, pledge) for pledge in content["pledges"]])


def _fill(found: dict[str, Section], rows: Iterable[tuple[int, Content]]) -> list[Section]:
    pledges = list(rows)
    ordered = sorted(found.values(), key=lambda each: (each.position, each.id))
    number = 0
    for section in ordered:
        for party in Party:
            for pk, pledge in pledges:
                if pledge["activity"]["code"] == section.code and pledge["by"] == party:
                    number += 1
                    section.side(party).append(line_of(number, pledge, pk))
    return ordered


def _give_inputs(line: Line, form: BaseForm) -> None:
    for name in ("quantity", "due_on", "responsible"):
        if field_name(line.id, name) in form.fields:
            line.inputs[name] = form[field_name(line.id, name)]
    clashes = getattr(form, "clashes", ())
    line.clashes = [each for each in clashes if each.name.startswith(f"p{line.id}-")]


def unused_activities(pact_id: int, on: date, sections: Sequence[Section]) -> list[Activity]:
    """Activities of the catalogue that the letter does not touch yet."""
    used = [section.id for section in sections]
    return list(Activity.objects.on(on).filter(pact=pact_id).exclude(pk__in=used))


def stages_of(letter: Letter, signatures: Sequence[Signature]) -> list[dict[str, Any]]:
    """The way of a letter for the stage line: what is done, now and next."""
    signed = {s.party: s.signed_on for s in signatures}
    begun, over = letter.state != LetterState.DRAFT, letter.state == LetterState.ENDED
    in_force = over or letter.state == LetterState.ACTIVE
    left = {s.party for s in letter.signatories.all() if not in_force}
    left -= {s.party for s in signatures if s.signatory_id is None}
    given = {s.signatory_id for s in signatures}
    left = {s.party for s in letter.signatories.all() if s.party in left and s.pk not in given}
    steps: list[tuple[str, date | None, bool]] = [
        (_("Draft"), letter.drafted_at.date(), begun),
        (_("Ready to sign"), None, begun),
        (_("The member signs"), signed.get(Party.MEMBER), _all_signed(Party.MEMBER, signed, left)),
        (_("The city signs"), signed.get(Party.CITY), _all_signed(Party.CITY, signed, left)),
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


def _all_signed(party: Party, signed: Mapping[str, date], left: set[str]) -> bool:
    return party in signed and party not in left
