"""Whom to ask what they do now: efforts that ended three, six or twelve months ago."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import OpeningKind, PlacementState
from pakten.base.access import Actor
from pakten.base.days import add_months
from pakten.oversight.equality.models import Afterwards
from pakten.oversight.equality.states import AFTER_MONTHS

ASKED = (OpeningKind.INTERNSHIP.value, OpeningKind.APL.value)
# Later than this an answer says too little of the day it is about.
ASK_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """One person to ask, about one day."""

    placement: Placement
    months: int
    due_on: date


def to_ask(actor: Actor, today: date) -> list[Asked]:
    """Those not yet answered for, the longest waiting first. Two queries."""
    oldest = add_months(today - ASK_WITHIN, -max(AFTER_MONTHS))
    rows = (
        Placement.objects.visible_to(actor)
        .filter(state=PlacementState.ENDED, ended_on__gte=oldest, opening__kind__in=ASKED)
        .select_related("participant", "opening__organisation")
    )
    placements = list(rows)
    answered: dict[int, set[int]] = defaultdict(set)
    told = Afterwards.objects.filter(placement__in=placements)
    for placement, months in told.values_list("placement_id", "months"):
        answered[placement].add(months)
    found = [
        Asked(row, months, due)
        for row in placements
        for months in AFTER_MONTHS
        if months not in answered[row.pk]
        and row.ended_on
        and today - ASK_WITHIN <= (due := add_months(row.ended_on, months)) <= today
    ]
    return sorted(found, key=lambda each: (each.due_on, each.placement.pk))


def people_to_ask(actor: Actor, today: date) -> int:
    """How many wait for the question, for the desk."""
    return len(to_ask(actor, today))
