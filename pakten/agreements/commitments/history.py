"""A letter's history in people's words: who did what, and what became what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, LetterLine
from pakten.agreements.commitments.states import Party
from pakten.base.accounts.models import Account
from pakten.base.audit.models import Event
from pakten.base.audit.queries import events_of

LETTER, PLEDGE, SIGNATURE, LINE, SIGNATORY = (
    "commitments_letter",
    "commitments_pledge",
    "commitments_signature",
    "commitments_letterline",
    "commitments_signatory",
)
LATEST = 60
MOST_DETAILS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed of one person: when, who did what, and the details."""

    at: datetime
    title: str
    details: list[str]


def history_of(letter: Letter, lines: Sequence[LetterLine], latest: int = LATEST) -> list[Entry]:
    """The newest entries first. Three queries."""
    gone = Event.objects.filter(
        table__in=[LINE, SIGNATURE, SIGNATORY], kind=Event.Kind.REMOVED, before__letter_id=letter.pk
    )
    removed = list(gone.values_list("table", "row_id", "before__pledge_id"))
    pledges = [line.pledge_id for line in lines] + [pid for t, _pk, pid in removed if t == LINE]
    signed = [s.pk for s in letter.signatures.all()]
    signed += [pk for table, pk, _pid in removed if table == SIGNATURE]
    signers = [s.pk for s in letter.signatories.all()]
    signers += [pk for table, pk, _pid in removed if table == SIGNATORY]
    found = events_of({LETTER: [letter.pk], PLEDGE: pledges, SIGNATURE: signed, SIGNATORY: signers})
    events = list(found[: latest * 5])
    names = dict(
        Account.objects.filter(pk__in={e.account_id for e in events if e.account_id}).values_list(
            "pk", "name"
        )
    )
    measures = {line.pledge_id: str(line.pledge.measure.name) for line in lines}
    return list(_entries(events, names, measures))[:latest]


def _entries(
    events: Sequence[Event], names: dict[int, str], measures: dict[int, str]
) -> Iterator[Entry]:
    for (at, account, verb), group in groupby(events, key=lambda e: (e.at, e.account_id, e.verb)):
        rows = list(group)
        details = [said for event in reversed(rows) for said in _said(event, measures)]
        who = names.get(account or 0) or _signer(rows) or _("The system")
        yield Entry(at, f"{who} {_deed(verb, rows)}", _shortened(details))


def _signer(rows: Sequence[Event]) -> str:
    """Who signed by a link or on a screen, with no account of their own."""
    signed = (e.after or {} for e in rows if e.table == SIGNATURE and e.kind == Event.Kind.ADDED)
    return next((str(row.get("name", "")) for row in signed), "")


def _shortened(details: list[str]) -> list[str]:
    if len(details) <= MOST_DETAILS:
        return details
    rest = len(details) - MOST_DETAILS + 1
    return [*details[: MOST_DETAILS - 1], _("and %(n)d more") % {"n": rest}]


def _deed(verb: str, rows: Sequence[Event]) -> str:
    began = any(e.table == LETTER and e.kind == Event.Kind.ADDED for e in rows)
    words = {
        "draft_letter": _("began the letter"),
        "add_pledge": _("added a pledge"),
        "edit_pledge": _("changed a pledge"),
        "remove_pledge": _("removed a pledge"),
        "add_signatory": _("named somebody who signs"),
        "edit_signatory": _("changed who signs"),
        "remove_signatory": _("removed somebody who was to sign"),
        "share_letter": _("sent the draft to the other party"),
        "agree_letter": _("agreed to the text"),
        "revise_letter": _("began a new version"),
        "ready_letter": _("marked the letter as ready to sign"),
        "reopen_letter": _("opened the letter again"),
        "sign_letter": _("recorded a signature"),
        "sign_own_letter": _("signed"),
        "sign_by_link": _("signed"),
        "sign_on_tablet": _("signed"),
        "end_letter": _("ended the letter"),
    }
    otherwise = _("began the letter") if began else _("changed the letter")
    return words.get(verb, otherwise)


def _fields() -> dict[str, str]:
    return {
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
        "background": _("Background"),
        "member_signatory": _("Signs for the member"),
        "city_signatory": _("Signs for the city"),
        "quantity": _("How many"),
        "starts_on": _("From"),
        "due_on": _("No later than"),
        "note": _("In more detail"),
        "responsible": _("Responsible"),
        "name": _("Name"),
        "title": _("Title"),
    }


def _said(event: Event, measures: dict[int, str]) -> Iterator[str]:
    row: dict[str, Any] = event.after or event.before or {}
    if event.table == SIGNATURE:
        signed = event.kind == Event.Kind.ADDED
        text = _("%(name)s signed for %(party)s") if signed else _("Cleared: %(name)s, %(party)s")
        party = str(Party(row.get("party", Party.CITY)).label).lower()
        yield text % {"name": row.get("name", ""), "party": party}
    elif event.table == SIGNATORY and event.kind != Event.Kind.CHANGED:
        yield ", ".join(filter(None, [row.get("name"), row.get("title")]))
    elif event.table == PLEDGE and event.kind != Event.Kind.CHANGED:
        what = measures.get(event.row_id, _("a pledge"))
        yield f"{what}: {row.get('quantity', '')} ({row.get('due_on', '')})"
    elif event.kind == Event.Kind.CHANGED:
        yield from _changes(event, measures.get(event.row_id, "") if event.table == PLEDGE else "")


def _changes(event: Event, what: str) -> Iterator[str]:
    before, after = event.before or {}, event.after or {}
    for name, label in _fields().items():
        if name not in after:
            continue
        start = f"{what}, {label.lower()}" if what else label
        if name == "background":
            yield _("%(what)s was rewritten") % {"what": start}
        else:
            words = {"what": start, "old": before.get(name) or "–", "new": after[name] or "–"}
            yield _("%(what)s: %(old)s became %(new)s") % words
