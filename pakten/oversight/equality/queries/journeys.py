"""How far each person proposed in a year came. Four queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pakten.activities.opportunities.endings import holds_on
from pakten.activities.opportunities.models import FollowUp, Placement, PlacementStep
from pakten.activities.opportunities.states import EndOutcome, PlacementState, Side
from pakten.base.days import add_months
from pakten.oversight.equality.models import Afterwards
from pakten.oversight.equality.rules.funnel import UNDER_WAY, Funnel, Journey, make_funnel
from pakten.oversight.equality.rules.standing import Life, months_kept
from pakten.oversight.equality.states import AFTER, AT_WORK, STAGES, STARTED, Stage

P = PlacementState
_STAGE_OF: dict[str, int] = {
    P.PRESENTED: STAGES.index(Stage.PRESENTED),
    P.INTERVIEWED: STAGES.index(Stage.INTERVIEWED),
    P.AGREED: STAGES.index(Stage.AGREED),
    P.STARTED: STARTED,
    P.ENDED: STARTED,
}
_AFTER = {months: step for step, months in AFTER.items()}


def funnel(year: int, smallest: int) -> Funnel:
    """Of those proposed for an employer during a year: how many came how far by today."""
    return make_funnel(journeys(year, timezone.localdate()), year, smallest)


@dataclass
class _Way:
    """The best of one person's placements."""

    gender: str
    furthest: int = -1
    months_passed: int = 0
    stopped: str = ""


def journeys(year: int, today: date) -> list[Journey]:
    """One for each person proposed during the year, by the best of the year's placements."""
    placements = Placement.objects.filter(proposed_at__year=year).select_related("participant")
    rows = list(placements.order_by("proposed_at", "pk"))
    stages, lives = _stages(year), _lives(year)
    ways: dict[int, _Way] = {}
    for row in rows:
        way = ways.setdefault(row.participant_id, _Way(row.participant.gender))
        reach, passed = _reach(row, stages, lives, today)
        if reach >= way.furthest:
            way.furthest, way.stopped = reach, _stopped(row)
        way.months_passed = max(way.months_passed, passed)
    return [Journey(w.gender, w.furthest, w.months_passed, w.stopped) for w in ways.values()]


def _stages(year: int) -> dict[int, int]:
    """The furthest stage that the steps of each placement tell of."""
    steps = PlacementStep.objects.filter(placement__proposed_at__year=year, state__in=_STAGE_OF)
    found: dict[int, int] = defaultdict(int)
    for placement, state in steps.order_by().values_list("placement", "state"):
        found[placement] = max(found[placement], _STAGE_OF[state])
    return found


def _lives(year: int) -> dict[int, Life]:
    """What follow-ups and later answers tell, by placement."""
    found: dict[int, Life] = defaultdict(Life)
    told = FollowUp.objects.filter(placement__proposed_at__year=year, answered_on__isnull=False)
    for placement, due, *said in told.values_list("placement", "due_on", "answer", "now"):
        if (holds := holds_on(*said)) is not None:
            found[placement].answers.append((due, holds))
    later = Afterwards.objects.filter(placement__proposed_at__year=year)
    for placement, months, standing, ended in later.values_list(
        "placement", "months", "standing", "placement__ended_on"
    ):
        if ended:
            found[placement].answers.append((add_months(ended, months), standing in AT_WORK))
    return found


def _reach(
    row: Placement, stages: Mapping[int, int], lives: Mapping[int, Life], today: date
) -> tuple[int, int]:
    """The furthest stage of a placement, and how many months have passed since its first day."""
    begun = row.started_on
    if begun is None:
        presented = _STAGE_OF[P.PRESENTED] if row.presented_at else 0
        return max(presented, stages.get(row.pk, 0), _STAGE_OF.get(row.state, 0)), 0
    life = lives.get(row.pk) or Life()
    if row.ended_on and row.end_outcome in (EndOutcome.JOB, EndOutcome.STUDIES):
        life.answers.append((row.ended_on, True))
    marks = [(months, add_months(begun, months)) for months in AFTER.values()]
    kept = months_kept(begun, life.last_known(begun), marks)
    passed = max((months for months, day in marks if day <= today), default=0)
    return _AFTER.get(kept, STARTED), passed


def _stopped(row: Placement) -> str:
    if row.started_on:
        return ""
    return (row.declined_by or Side.OTHER) if row.state == P.DECLINED else UNDER_WAY
