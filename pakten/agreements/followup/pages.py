"""What the page of a sheet shows, put together from reads and the form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.queries import pledge_text
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.followup.actions.agreeing import what_is_missing
from pakten.agreements.followup.forms.sheets import CheckInForm
from pakten.agreements.followup.models import Approval, CheckIn, CheckInLine, SheetLink
from pakten.agreements.followup.states import (
    OPEN_FOR_CHANGE,
    TONES,
    CampaignState,
    Next,
    SheetState,
    Standing,
)
from pakten.agreements.results.rules import why_not_told
from pakten.base.access import Actor, Scope, Verb, may
from pakten.parties.organisations.models import Contact
from pakten.parties.organisations.states import ContactRole

FIELDS = ("more", "note", "cause", "side", "next", "quantity", "due_on")


@dataclass(frozen=True, slots=True)
class Row:
    """A promise on the page: words, figures, tone, and its fields while it can be changed."""

    line: CheckInLine
    text: str
    standing: Standing
    refusal: str
    may_record: bool
    fields: dict[str, BoundField] = field(default_factory=dict)

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    @property
    def bar(self) -> str:
        """The tone of the bar: a promise that is done is green, like one on plan."""
        return "ok" if self.standing == Standing.KEPT else self.tone

    @property
    def is_fine(self) -> bool:
        return self.standing in (Standing.KEPT, Standing.ON_PLAN)

    @property
    def errors(self) -> list[str]:
        return [str(error) for each in self.fields.values() for error in each.errors]

    @property
    def plan(self) -> float | None:
        return None if self.standing == Standing.KEPT else self.line.expected

    @property
    def goes_on(self) -> bool:
        return self.line.next == Next.GO_ON


@dataclass(frozen=True, slots=True)
class Half:
    """One party's promises."""

    party: str
    name: str
    rows: tuple[Row, ...]

    @property
    def fine(self) -> int:
        return sum(row.is_fine for row in self.rows)


@dataclass(frozen=True, slots=True)
class Yes:
    """A party at the end of the sheet: who is to say yes, and whether they have."""

    name: str
    approval: Approval | None
    who: str


def lines_of(sheet: CheckIn) -> list[CheckInLine]:
    """The sheet's lines in order, with what their sentences need. One query."""
    rows = sheet.lines.select_related("pledge__measure", "pledge__organisation")
    return list(rows.order_by("position", "pk"))


def can_be_changed(sheet: CheckIn, actor: Actor) -> bool:
    """Whether the reader gets fields instead of text."""
    held = may(actor, Verb.FILL_CHECK_IN, sheet)
    ours = may(actor, Verb.SEND_CHECK_IN, {Scope("pact", sheet.pact_id)})
    ready = sheet.state in OPEN_FOR_CHANGE and (ours or sheet.state != SheetState.DRAFT)
    return held and ready and sheet.campaign.state == CampaignState.OPEN


def sheet_page(
    actor: Actor, sheet: CheckIn, lines: Sequence[CheckInLine], form: CheckInForm | None
) -> dict[str, Any]:
    """Everything on the page of a sheet. With `form`, fields instead of text."""
    ours = may(actor, Verb.SEND_CHECK_IN, {Scope("pact", sheet.pact_id)})
    rows = [_row(sheet, line, form, actor, ours=ours) for line in lines]
    halves = [
        Half(party, name, tuple(row for row in rows if row.line.pledge.promised_by == party))
        for party, name in _names(sheet)
    ]
    approvals = {each.party: each for each in sheet.approvals.all()}
    contact = _contact(sheet)
    today = timezone.localdate()
    return {
        "links": _links(sheet) if ours else [],
        "sheet": sheet,
        "form": form,
        "halves": halves,
        "fine": sum(half.fine for half in halves),
        "promises": len(rows),
        "phases": phases_of(sheet),
        "ours": ours,
        "contact": contact,
        "missing": what_is_missing(sheet) if sheet.state in OPEN_FOR_CHANGE else [],
        "yeses": _yeses(sheet, approvals, contact),
        "my_yes": approvals.get(Party.CITY if ours else Party.MEMBER),
        "by_phone": next((a for a in approvals.values() if a.how == "phone"), None),
        "may_object": not ours and sheet.object_by is not None and today <= sheet.object_by,
        "days_late": (today - sheet.campaign.due_on).days,
        "can": {verb.value: may(actor, verb, sheet) for verb in _BUTTONS},
        "letter_in_force": sheet.letter.state == LetterState.ACTIVE,
    }


def _links(sheet: CheckIn) -> list[SheetLink]:
    """The latest link of each contact that has one which works."""
    rows = sheet.links.live(timezone.now()).order_by("sent_at", "pk")
    return list({link.name: link for link in rows}.values())


_BUTTONS = (
    Verb.REFRESH_CHECK_IN, Verb.SEND_CHECK_IN, Verb.AGREE_CHECK_IN, Verb.PHONE_CHECK_IN,
    Verb.CLOSE_CHECK_IN, Verb.REOPEN_CHECK_IN, Verb.OBJECT_CHECK_IN, Verb.RECORD_OUTCOME,
    Verb.REVOKE_SHEET_LINK,
)  # fmt: skip


def _names(sheet: CheckIn) -> list[tuple[str, str]]:
    house = sheet.organisation
    return [(Party.MEMBER.value, house.name), (Party.CITY.value, house.pact.city)]


def _row(
    sheet: CheckIn, line: CheckInLine, form: CheckInForm | None, actor: Actor, *, ours: bool
) -> Row:
    fields = {}
    if form:
        names = {name: f"l{line.pk}-{name}" for name in FIELDS}
        fields = {name: form[key] for name, key in names.items() if key in form.fields}
    refusal = why_not_told(line.pledge, by_city=ours)
    may_record = not refusal and actor.account_id is not None
    return Row(line, pledge_text(line.pledge), line.standing(sheet), refusal, may_record, fields)


def _contact(sheet: CheckIn) -> Contact | None:
    """Whom the sheet goes to: the one for everyday work, else the first."""
    contacts = list(sheet.organisation.contacts.all())
    daily = (each for each in contacts if ContactRole.DAILY in each.roles)
    return next(daily, contacts[0] if contacts else None)


def _yeses(sheet: CheckIn, approvals: dict[str, Approval], contact: Contact | None) -> list[Yes]:
    responsible = sheet.organisation.responsible
    who = {
        Party.MEMBER.value: contact.name if contact else "",
        Party.CITY.value: responsible.name if responsible else "",
    }
    return [Yes(name, approvals.get(party), who[party]) for party, name in _names(sheet)]


def phases_of(sheet: CheckIn) -> list[dict[str, Any]]:
    """The four steps of a sheet with their dates, for the line at the top."""
    order = list(SheetState)
    now = order.index(SheetState(sheet.state))
    dates: list[Any] = [
        sheet.figures_on,
        sheet.sent_at,
        sheet.campaign.due_on if now < 2 else None,
        sheet.closed_at,
    ]
    names = [
        _("The figures are fetched"), _("You fill in"), _("Both agree"), _("Closed"),
    ]  # fmt: skip
    states = [
        "done" if i <= now - 1 or now == 3 else "now" if i == now else "next" for i in range(4)
    ]
    states[0] = "done"
    if now == 0:
        states[1] = "now"
    return [
        {"label": name, "date": day, "state": state, "is_due": i == 2 and now < 2}
        for i, (name, day, state) in enumerate(zip(names, dates, states, strict=True))
    ]
