"""One placement: its stage line, what comes next, what has happened, where it counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities import explain
from pakten.activities.opportunities.explain import Said
from pakten.activities.opportunities.models import FollowUp, Placement, PlacementStep
from pakten.activities.opportunities.queries.lists import (
    Standing,
    due_of,
    placements_of,
    standing_of,
)
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.agreements.commitments.models import LetterLine, Pledge
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.agreements.results.queries import standing as standing_rows
from pakten.base.access import Actor

P = PlacementState
LINE = (P.PROPOSED, P.ACCEPTED, P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED)


def one_placement(actor: Actor) -> QuerySet[Placement]:
    """Placements with all that their page shows."""
    return placements_of(actor).select_related(
        "participant__counsellor", "participant__account", "opening__organisation__pact", "proposed_by",
        "opening__district", "opening__occupation",
    ).prefetch_related("steps__by", "follow_ups")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened."""

    day: date
    title: str
    text: str
    by: str
    tone: str = ""


def stages_of(placement: Placement) -> list[dict[str, Any]]:
    """The line from the proposal to 36 months, as the component wants it."""
    when = {step.state: timezone.localtime(step.at).date() for step in placement.steps.all()}
    when.setdefault(P.PROPOSED, timezone.localtime(placement.proposed_at).date())
    if placement.started_on:
        when[P.STARTED] = placement.started_on
    # a yes is a stage of its own only while it is the latest
    line = [
        state for state in LINE if state in (P.PROPOSED, placement.state) or state != P.ACCEPTED
    ]
    reached = max((n for n, state in enumerate(line) if state in when), default=0)
    stages = [
        {"label": state.label, "date": _day(when.get(state)), "state": "done" if n <= reached else "next"}
        for n, state in enumerate(line)
    ]  # fmt: skip
    if placement.state == P.PROPOSED:  # an answer was taken back
        stages = [stages[0], *({**stage, "date": "", "state": "next"} for stage in stages[1:])]
    if placement.state == P.DECLINED:
        return [*stages[: reached + 1], _last(placement, when.get(P.DECLINED))]
    stages += _after(placement)
    if placement.state == P.ENDED:
        done = [stage for stage in stages if stage["state"] == "done"]
        return [*done, _last(placement, placement.ended_on)]
    coming = next((stage for stage in stages if stage["state"] == "next"), None)
    if coming:
        coming["state"] = "now"
    return stages


def _last(placement: Placement, day: date | None) -> dict[str, Any]:
    return {"label": placement.get_state_display(), "date": _day(day), "state": "done"}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def asked_rows(placement: Placement) -> list[FollowUp]:
    """The follow-ups of the side that is asked, or of both. No query where they are fetched."""
    wanted = placement.follow_side
    return [row for row in placement.follow_ups.all() if not wanted or row.side == wanted]


def _after(placement: Placement) -> list[dict[str, Any]]:
    """A stage for each of the months: done when every side that is asked has answered."""
    by_months: dict[int, list[FollowUp]] = {}
    for row in asked_rows(placement):
        by_months.setdefault(row.months, []).append(row)
    return [
        {
            "label": months(number),
            "date": _day(max(row.answered_on or row.due_on for row in rows)),
            "state": "done" if all(row.answered_on or row.given_up_on for row in rows) else "next",
        }
        for number, rows in sorted(by_months.items())
    ]


def months(number: int) -> str:
    """1 as "1 month"."""
    return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}


def events_of(placement: Placement) -> list[Event]:
    """What has happened, newest first: the steps, and the answers to follow-ups."""
    steps = [s for s in placement.steps.all() if not s.note.startswith("months:")]
    found = [_event(step, placement) for step in steps]
    found += [_answered(row) for row in placement.follow_ups.all() if row.answered_on]
    found.reverse()
    return sorted(found, key=lambda event: event.day, reverse=True)


def _answered(row: FollowUp) -> Event:
    told = {"time": months(row.months), "answer": row.get_now_display() or row.get_answer_display()}
    title = _("After %(time)s: %(answer)s") % told
    tone = "" if row.answer in ("", FollowUp.Answer.WELL, FollowUp.Answer.SO_SO) else "warning"
    day = row.answered_on or row.due_on
    whose = str(row.get_side_display())
    if row.answered_by_side == Side.CITY:
        whose = _("%(side)s, filled in by the office") % {"side": whose}
    return Event(day, title, row.note, whose, tone)


def _event(step: PlacementStep, placement: Placement) -> Event:
    day = timezone.localtime(step.at).date()
    text = step.note
    if step.state == P.DECLINED:
        reason = placement.get_decline_reason_display()
        text = f"{placement.get_declined_by_display()}: {reason}. {text}"
    if step.state == P.ENDED and placement.end_cause:
        text = (
            f"{placement.get_end_cause_side_display()}: {placement.get_end_cause_display()}. {text}"
        )
    title = str(step.get_state_display())
    if step.state == P.PROPOSED and step.at > placement.proposed_at:
        title = _("The answer was taken back")
    return Event(day, title, text, step.by.name if step.by else "")


@dataclass(frozen=True, slots=True)
class Counted:
    """A ledger row of a placement, with the pledge it moved and the letter the pledge stands in."""

    outcome: Outcome
    progress: Progress | None
    letter_id: int | None


def counted_of(placement: Placement, today: date) -> list[Counted]:
    """Where the placement counts: each deed once, against at most one pledge."""
    sources = [f"placement:{placement.pk}:{what}" for what in ("started", "job")]
    told = Outcome.objects.filter(source__in=sources)
    rows = list(standing_rows(told).order_by("occurred_on", "pk").select_related("measure"))
    pledges = with_done(Pledge.objects.filter(pk__in=[row.pledge_id for row in rows]))
    progress = {p.pledge.pk: p for p in progress_of(pledges.select_related("measure"), today)}
    letters = dict(LetterLine.objects.filter(pledge__in=progress).values_list("pledge", "letter"))
    return [
        Counted(row, progress.get(row.pledge_id or 0), letters.get(row.pledge_id or 0))
        for row in rows
    ]


def due_follow_ups(placement: Placement, today: date) -> list[FollowUp]:
    """The sides that are asked and have not answered, of the first months that are due."""
    due = [
        row
        for row in asked_rows(placement)
        if not row.answered_on and not row.given_up_on and row.due_on <= today
    ]
    return [row for row in due if row.months == due[0].months] if due else []


def next_follow_up(placement: Placement, today: date, side: str = "") -> FollowUp | None:
    """The first follow-up that is due and has no answer; of one side, whoever is asked first."""
    if not side:
        return next(iter(due_follow_ups(placement, today)), None)
    rows = [row for row in placement.follow_ups.all() if row.side == side]
    return next((row for row in rows if not row.answered_on and row.due_on <= today), None)


def standing(placement: Placement, today: date) -> Standing:
    """What the placement waits for."""
    return standing_of(placement, today, due_on=due_of(placement))


def reasons_for(placement: Placement, *, to_you: bool = False) -> list[Said]:
    """The stored marks in the reader's words."""
    names = explain.names_of(explain.keys_of(placement.marks))
    return explain.said(placement.marks, names, to_you=to_you)
