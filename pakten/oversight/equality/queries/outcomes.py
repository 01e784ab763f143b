"""What came of the efforts that ended, or the jobs that began, in a year. Three queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pakten.activities.opportunities.endings import holds_on
from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import OpeningKind
from pakten.base.days import add_months
from pakten.oversight.equality.models import Afterwards
from pakten.oversight.equality.rules.outcomes import Case, Outcome, tell_outcomes
from pakten.oversight.equality.rules.standing import Life
from pakten.oversight.equality.states import AT_WORK, FAMILIES, FROM_THE_END, Effort, Standing

JOBS = frozenset({OpeningKind.JOB.value, OpeningKind.EXTRA_JOB.value})


def cohort_year(months: int, today: date) -> int:
    """The last year whose every case can have been asked: its last day and the months have passed.

    So all of a year are counted at once, and nobody shows up as the difference of two figures.
    """
    year = today.year - 1
    return year if add_months(date(year, 12, 31), months) < today else year - 1


def outcomes(months: int, today: date, smallest: int) -> list[Outcome]:
    """The efforts of the last year that can be told of, so many months later."""
    year = cohort_year(months, today)
    years = {part: year for _family, parts in FAMILIES for part in parts}
    rows = list(
        Placement.objects.filter(
            started_on__isnull=False,
            started_on__lte=date(year + 1, 12, 31),
            started_on__year__gte=year - 1,
        ).select_related("participant", "opening")
    )
    lives = _lives(rows)
    cases = _cases(rows, lives, year, months)
    return tell_outcomes(cases, years, months, smallest)


def _lives(rows: list[Placement]) -> dict[int, Life]:
    """What is known of each person, from all placements."""
    of = {row.pk: row for row in rows}
    lives: dict[int, Life] = defaultdict(Life)
    last: dict[int, date] = {}
    for placement, due, answer, now in _follow_ups(rows):
        row = of[placement]
        here = holds_on(answer, now)
        if here and not now and row.opening.kind in JOBS:
            last[placement] = max(due, last.get(placement, due))
        elif here is not None and (now or not here):
            lives[row.participant_id].answers.append((due, here))
    for placement, months, standing in _later(rows):
        row = of[placement]
        if row.ended_on and standing != Standing.NOT_REACHED:
            day = add_months(row.ended_on, months)
            lives[row.participant_id].answers.append((day, standing in AT_WORK))
    for row in rows:
        until = row.ended_on or last.get(row.pk)
        if row.opening.kind in JOBS and row.started_on and until:
            lives[row.participant_id].spells.append((row.started_on, until))
    return lives


def _follow_ups(rows: list[Placement]) -> Iterable[tuple[int, date, str, str]]:
    told = FollowUp.objects.filter(placement__in=rows, answered_on__isnull=False).order_by()
    return told.values_list("placement_id", "due_on", "answer", "now")


def _later(rows: list[Placement]) -> Iterable[tuple[int, int, str]]:
    told = Afterwards.objects.filter(placement__in=rows).order_by()
    return told.values_list("placement_id", "months", "standing")


def _cases(rows: list[Placement], lives: dict[int, Life], year: int, months: int) -> list[Case]:
    """One for each person and effort: the best known of the year."""
    found: dict[tuple[str, int], list[bool | None]] = defaultdict(list)
    genders: dict[int, str] = {}
    for row in rows:
        effort = Effort(row.opening.kind) if row.opening.kind in Effort.values else None
        since = row.ended_on if effort in FROM_THE_END else row.started_on
        if effort is None or since is None or since.year != year:
            continue
        genders[row.participant_id] = row.participant.gender
        standing = lives[row.participant_id].at(add_months(since, months))
        found[effort.value, row.participant_id].append(standing)
    return [
        Case(effort, genders[person], _best(standings))
        for (effort, person), standings in found.items()
    ]


def _best(standings: list[bool | None]) -> bool | None:
    if True in standings:
        return True
    return False if False in standings else None
