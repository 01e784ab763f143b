"""Everything the page of equality shows of one year. At most fifteen queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pakten.agreements.results.states import Dimension
from pakten.base.statistics.suppression import Shown
from pakten.oversight.equality.models import Eligible, EqualityStep
from pakten.oversight.equality.queries.goals import own_goals
from pakten.oversight.equality.queries.outcomes import cohort_year, outcomes
from pakten.oversight.equality.rules.goals import OwnGoal
from pakten.oversight.equality.rules.outcomes import Outcome
from pakten.oversight.equality.rules.reach import Counted, Reached, W, counted, reach_of
from pakten.oversight.reports.shown import ShownFigures, series, shown_figures
from pakten.parties.pacts.models import Measure
from pakten.parties.pacts.states import Counting, Deed

OUTREACH = (Deed.OUTREACH_MET.value, Deed.OUTREACH_REFERRED.value)
# What ends something or goes before it is not something one gets.
_NOT_REACH = frozenset({*OUTREACH, Deed.MENTOR_PAIR_COMPLETED.value, Deed.PERSON_PRESENTED.value})
SPLITS = (Dimension.GENDER, Dimension.TARGET_GROUP)


@dataclass(frozen=True, slots=True)
class Outreached:
    """A step of outreach: how many women came there. None when too few to tell."""

    measure: Measure
    women: int | None


@dataclass(frozen=True, slots=True)
class Equality:
    """One year, as it may be read by anybody."""

    year: int
    today: date
    months: int
    smallest: int
    eligible: Eligible | None
    reach: tuple[Reached, ...]
    before: Mapping[str, Reached]
    outcomes: tuple[Outcome, ...]
    goals: tuple[OwnGoal, ...]
    outreach: tuple[Outreached, ...]
    steps: tuple[EqualityStep, ...]

    @property
    def is_running(self) -> bool:
        return self.year == self.today.year

    @property
    def cohort(self) -> int:
        """The year whose efforts are followed."""
        return cohort_year(self.months, self.today)

    @property
    def jobs(self) -> Reached | None:
        """The measure the verdict is about: those who began a job."""
        return next((r for r in self.reach if r.measure.deed == Deed.JOB_STARTED), None)

    @property
    def untold(self) -> list[Outcome]:
        """The efforts with too few to tell of."""
        return [row for row in self.outcomes if row.women is None]

    @property
    def lost(self) -> list[Reached]:
        """Where somebody is reached less for sure, the most people first."""
        return sorted((r for r in self.reach if r.missing), key=lambda row: -row.missing)[:2]


def equality(year: int, today: date, smallest: int, months: int = 6) -> Equality:
    """Reach, outcomes, goals, outreach and steps."""
    figures = shown_figures([year - 1, year], SPLITS, smallest=smallest, kins=_kins())
    groups = _eligible([year - 1, year])
    now = groups.get(year) or groups.get(year - 1)
    return Equality(
        year=year,
        today=today,
        months=months,
        smallest=smallest,
        eligible=now,
        reach=tuple(_reach(figures, year, now)),
        before={r.measure.kin: r for r in _reach(figures, year - 1, groups.get(year - 1))},
        outcomes=tuple(outcomes(months, today, smallest)),
        goals=tuple(own_goals(figures, year, today, smallest)),
        outreach=tuple(_outreach(figures, year)),
        steps=tuple(EqualityStep.objects.all()),
    )


def _kins() -> list[str]:
    return [k for k, s in series().items() if s.per_person and s.counting == Counting.DEEDS]


def _eligible(years: list[int]) -> dict[int, Eligible]:
    """The whole target group by year."""
    rows = Eligible.objects.filter(year__in=years, target_group=None, district=None)
    return {row.year: row for row in rows}


def _reach(figures: ShownFigures, year: int, eligible: Eligible | None) -> list[Reached]:
    measures = {
        kin: each.measure
        for kin, each in figures.series.items()
        if each.measure.deed not in _NOT_REACH
    }
    genders = {kin: figures.get(kin, year, Dimension.GENDER) for kin in measures}
    women, men = (eligible.women, eligible.men) if eligible else (0, 0)
    return reach_of(measures, genders, women, men)


def _outreach(figures: ShownFigures, year: int) -> list[Outreached]:
    found = []
    for deed in OUTREACH:
        for kin, each in figures.series.items():
            shown: Shown[str] = figures.get(kin, year, Dimension.GENDER)
            if each.measure.deed == deed and shown.total != 0:
                women: Counted | None = counted(shown, W)
                found.append(Outreached(each.measure, women.count if women else None))
    return found
