"""Whom to ask, the weeks of a placement, and what waits for the office."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.notices import house_readers, person_readers
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.rules import MOST_REMINDERS, SILENT_WEEKS, silent_in_a_row
from pakten.activities.pulses.states import Mood
from pakten.base.access import Actor, Verb
from pakten.base.notices.actions import Reader
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

SHOWN_WEEKS = 13


def reader_for(placement: Placement, side: Side, *, weekly: bool = False) -> Reader | None:
    """Who is written to for a side: the person with a yes to it; the supervisor, and for months also
    those who recruit. None where there is no address, or the last link went to the wrong person.
    """
    if side == Side.PERSON:
        return next(iter(person_readers(placement)), None)
    supervision = Supervision.objects.filter(placement=placement).first()
    if supervision and supervision.email:
        last = placement.links.filter(side=side).exclude(about=About.PRESENTATION).first()
        if last is None or last.disowned_at is None or last.revoked_at is not None:
            return Reader(supervision.email, supervision.name)
    return None if weekly else next(iter(house_readers(placement)), None)


def unanswered(today: date) -> QuerySet[FollowUp]:
    """Follow-ups that are due, of a side that is asked, without an answer. Consent is asked here.

    After an end only the person is asked, and only with a yes to be asked afterwards.
    """
    agreed = Participant.objects.filter(pk=OuterRef("placement__participant"))
    afterwards = Q(placement__state=PlacementState.ENDED, side=Side.PERSON) & Exists(
        agreed.consenting(Purpose.FOLLOW_UP)
    )
    asked = Q(placement__follow_side="") | Q(placement__follow_side=F("side"))
    return FollowUp.objects.filter(
        asked, Q(placement__state=PlacementState.STARTED) | afterwards,
        due_on__lte=today, answered_on__isnull=True, given_up_on__isnull=True,
    ).select_related(
        "placement__opening__organisation", "placement__participant__account",
        "placement__participant__counsellor",
    ).order_by("due_on", "pk")  # fmt: skip


def to_ask(today: date) -> list[FollowUp]:
    """Those to write to: not yet asked three times."""
    return list(unanswered(today).filter(asked__lte=MOST_REMINDERS))


def left_to_the_office(actor: Actor, today: date) -> QuerySet[FollowUp]:
    """Asked once and reminded twice, or impossible to write to for two weeks: ring, or fill in."""
    seen = Placement.objects.visible_to(actor).order_by().values("pk")
    late = Q(asked__gt=MOST_REMINDERS, asked_on__lt=today) | Q(asked=0, due_on__lt=today)
    rows = unanswered(today).filter(late, placement__in=seen)
    return rows if actor.where(Verb.SEE_PULSES, "pact") else rows.none()


def calls_waiting(actor: Actor) -> QuerySet[Pulse]:
    """Those who asked to be rung and have not been, the longest waiting first."""
    if not actor.where(Verb.SEE_PULSES, "pact"):
        return Pulse.objects.none()
    rows = Pulse.objects.visible_to(actor).filter(call_me=True, called_at__isnull=True)
    related = ("placement__opening__organisation", "placement__participant__counsellor",
               "placement__supervision")  # fmt: skip
    return rows.select_related(*related).order_by("answered_at", "pk")


@dataclass(frozen=True, slots=True)
class Silent:
    """A placement whose supervisor has not answered for some weeks."""

    placement: Placement
    weeks: int


def silent_placements(actor: Actor) -> list[Silent]:
    """Placements where three weeks in a row or more have no answer from the supervisor. Two queries."""
    if not actor.where(Verb.SEE_PULSES, "pact"):
        return []
    rows = Pulse.objects.visible_to(actor).filter(
        placement__state=PlacementState.STARTED, side=Side.EMPLOYER
    )
    weeks: dict[int, list[bool]] = defaultdict(list)
    for placement, answered in rows.order_by("week_on").values_list("placement", "answered_at"):
        weeks[placement].append(answered is not None)
    silent = {pk: silent_in_a_row(each) for pk, each in weeks.items()}
    wanted = {pk: number for pk, number in silent.items() if number >= SILENT_WEEKS}
    placements = Placement.objects.filter(pk__in=wanted).select_related(
        "participant__counsellor", "opening__organisation", "supervision"
    )
    found = [Silent(each, wanted[each.pk]) for each in placements]
    return sorted(found, key=lambda each: (-each.weeks, each.placement.pk))


def silent_now(actor: Actor) -> QuerySet[Placement]:
    """The same placements to be counted inside another query."""
    if not actor.where(Verb.SEE_PULSES, "pact"):
        return Placement.objects.none()
    said = Pulse.objects.filter(
        placement=OuterRef("placement"), side=Side.EMPLOYER, answered_at__isnull=False,
        week_on__gt=OuterRef("week_on"),
    )  # fmt: skip
    rows = Pulse.objects.visible_to(actor).filter(
        placement__state=PlacementState.STARTED, side=Side.EMPLOYER, answered_at__isnull=True
    )
    weeks = rows.exclude(Exists(said)).order_by().values("placement").annotate(weeks=Count("pk"))
    wanted = weeks.filter(weeks__gte=SILENT_WEEKS).values("placement")
    return Placement.objects.filter(pk__in=wanted)


@dataclass(frozen=True, slots=True)
class Cell:
    """One side's week: good, so-so, hard, or no answer; empty where nobody was asked."""

    mood: str
    text: str


@dataclass(frozen=True, slots=True)
class Weeks:
    """The last weeks of a placement, both sides under each other."""

    numbers: tuple[int, ...]
    person: tuple[Cell, ...]
    supervisor: tuple[Cell, ...]
    silent: int

    @property
    def is_silent(self) -> bool:
        return self.silent >= SILENT_WEEKS


def weeks_of(placement: Placement) -> Weeks | None:
    """Week by week, at most the last thirteen; None where nobody was asked. One query."""
    rows = list(placement.pulses.order_by("week_on"))
    if not rows:
        return None
    days = sorted({row.week_on for row in rows})[-SHOWN_WEEKS:]
    by = {(row.side, row.week_on): row for row in rows}
    sides = {side: [by.get((side, day)) for day in days] for side in (Side.PERSON, Side.EMPLOYER)}
    asked = [row.answered_at is not None for row in rows if row.side == Side.EMPLOYER]
    return Weeks(
        tuple(day.isocalendar().week for day in days),
        tuple(_cell(row) for row in sides[Side.PERSON]),
        tuple(_cell(row) for row in sides[Side.EMPLOYER]),
        silent_in_a_row(asked),
    )


def _cell(row: Pulse | None) -> Cell:
    if row is None:
        return Cell("", "")
    return Cell(row.mood or "none", str(Mood(row.mood).label) if row.mood else "")
