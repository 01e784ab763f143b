"""What the caseload asks the database: next step, what waits, last contact; and what its words mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.models import FollowUp, Placement, PlacementStep
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.parties.guidance.models import NextStep, Session
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose

QUIET_WEEKS, WEEK = 6, timedelta(days=7)
WHOSE = ("mine", "none", "all", "left")
_IN_PLAY = (PlacementState.PROPOSED, PlacementState.ACCEPTED, PlacementState.STARTED)


@dataclass(frozen=True, slots=True)
class Group:
    """When something is to be done: in words, in the database, and of a day."""

    label: str | Promise
    where: Callable[[date], Q]
    holds: Callable[[date | None, date], bool]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of thing that waits."""

    label: str | Promise
    where: Callable[[date], Q]


WHEN: dict[str, Group] = {
    "late": Group(_("Late"), lambda t: Q(act_on__lt=t), lambda day, t: day is not None and day < t),
    "today": Group(_("Today"), lambda t: Q(act_on=t), lambda day, t: day == t),
    "week": Group(
        _("This week"),
        lambda t: Q(act_on__gt=t, act_on__lte=t + WEEK),
        lambda day, t: day is not None and t < day <= t + WEEK,
    ),
    "later": Group(
        _("Later"), lambda t: Q(act_on__gt=t + WEEK), lambda day, t: day is not None and day > t
    ),
    "none": Group(
        _("Without a next step"), lambda _t: Q(act_on__isnull=True), lambda day, _t: day is None
    ),
}
WAITS: dict[str, Waiting] = {
    "counsellor": Waiting(_("Has no counsellor"), lambda _t: Q(counsellor__isnull=True)),
    "proposal": Waiting(_("A proposal has no answer"), lambda _t: Q(has_proposal=True)),
    "follow_up": Waiting(_("A follow-up is due"), lambda t: Q(follow_on__lte=t)),
    "course": Waiting(
        _("A course is done"), lambda t: Q(swedish_next_on__lte=t) & ~Q(swedish_next="")
    ),
    "consent": Waiting(_("No yes to being proposed"), lambda _t: Q(may_match=False)),
    "quiet": Waiting(
        _("No contact for six weeks"),
        lambda t: Q(seen_at__date__lt=t - QUIET_WEEKS * WEEK),
    ),
}


def whose_of(request: PactRequest) -> str:
    """Which tab: mine unless told otherwise."""
    asked = str(request.GET.get("whose", ""))
    return asked if asked in WHOSE else "mine"


def in_whose(rows: QuerySet[Participant], whose: str, actor: Actor) -> QuerySet[Participant]:
    """The people under a tab."""
    if whose == "left":
        return rows.filter(left_on__isnull=False).prefetch_related("leaves")
    here = rows.filter(left_on__isnull=True)
    if whose == "none":
        return here.filter(counsellor__isnull=True)
    return here if whose == "all" else here.filter(counsellor=actor.account_id)


def waits_for(person: Participant, today: date) -> set[str]:
    """Which of the kinds hold for a row of `people_with_steps`, told without asking again."""
    row: Any = person
    quiet = timezone.localdate(row.seen_at) < today - QUIET_WEEKS * WEEK
    course = bool(person.swedish_next) and (person.swedish_next_on or date.max) <= today
    held = {
        "counsellor": person.counsellor_id is None,
        "course": course,
        "consent": not row.may_match,
        "quiet": quiet,
    }
    return {code for code, holds in held.items() if holds}


def people_with_steps(actor: Actor, today: date) -> QuerySet[Participant]:
    """People with `act_on` (the day something is to be done), `seen_at` and what waits."""
    return (
        Participant.objects.visible_to(actor)
        .select_related("counsellor")
        .prefetch_related(
            Prefetch("next_steps", NextStep.objects.visible_to(actor).open(), "open_steps"),
            Prefetch("placements", _in_play(actor), "live"),
            "experiences__occupation",
        )
        .annotate(
            step_on=_first(NextStep.objects.open().order_by(), "due_on", Min, DateField()),
            follow_on=_first(_unanswered(), "due_on", Min, DateField(),
                             person="placement__participant"),
            has_proposal=Exists(_proposed()),
            may_match=Exists(_agreed()),
            seen_at=_last_contact(),
        )
        .annotate(act_on=_act_on(today))
    )  # fmt: skip


def _in_play(actor: Actor) -> QuerySet[Placement]:
    rows = Placement.objects.visible_to(actor).filter(state__in=_IN_PLAY)
    due = _unanswered().filter(placement=OuterRef("pk")).order_by("due_on")
    return rows.select_related("opening__organisation").annotate(
        due_on=Subquery(due.values("due_on")[:1])
    )


def _unanswered() -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(
        answered_on__isnull=True, placement__state=PlacementState.STARTED
    )
    return rows.order_by()


def _first(
    rows: QuerySet[Any], column: str, best: type[Any], kind: Any, person: str = "participant"
) -> Subquery:
    found = rows.filter(**{person: OuterRef("pk")}).values(person).annotate(found=best(column))
    return Subquery(found.values("found"), output_field=kind)


def _proposed() -> QuerySet[Placement]:
    return Placement.objects.filter(participant=OuterRef("pk"), state=PlacementState.PROPOSED)


def _agreed() -> QuerySet[Consent]:
    return Consent.objects.filter(
        participant=OuterRef("pk"), purpose=Purpose.MATCHING, withdrawn_at__isnull=True
    )


def _last_contact() -> Greatest:
    """The latest of: registered, sat together, a step done, a yes given, a placement's step.

    Nulls are passed by.
    """
    stamp = DateTimeField()
    return Greatest(
        "registered_at",
        _first(Session.objects.order_by(), "started_at", Max, stamp),
        _first(NextStep.objects.order_by(), "done_at", Max, stamp),
        _first(Consent.objects.order_by(), "given_at", Max, stamp),
        _first(PlacementStep.objects.order_by(), "at", Max, stamp, person="placement__participant"),
    )


def _act_on(today: date) -> Least:
    """The first day something is to be done: the next step, a follow-up due, a course done."""
    due = Case(When(follow_on__lte=today, then="follow_on"), output_field=DateField())
    course = Case(
        When(~Q(swedish_next="") & Q(swedish_next_on__lte=today), then="swedish_next_on"),
        output_field=DateField(),
    )
    return Least("step_on", due, course)
