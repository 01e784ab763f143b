"""Goals of their own for women of some target groups. Two queries, however many goals."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Dimension
from pakten.base.statistics.states import Gender
from pakten.oversight.equality.rules.chains import is_safe
from pakten.oversight.equality.rules.goals import OwnGoal
from pakten.oversight.equality.rules.paces import Month, safe_points
from pakten.oversight.reports.gathering import Series
from pakten.oversight.reports.shown import ShownFigures, crossed_of, is_told
from pakten.parties.pacts.models import Target
from pakten.parties.pacts.nesting import around as line_of
from pakten.parties.pacts.nesting import family
from pakten.parties.pacts.queries import targets_of
from pakten.parties.pacts.states import Deed

WOMAN = Gender.WOMAN.value
# (year, month, gender, target group) -> how many
Sums = Mapping[tuple[int, int, str, str], int]


def own_goals(figures: ShownFigures, year: int, today: date, smallest: int) -> list[OwnGoal]:
    """One for each measure that has a target for women of some target group; jobs come first."""
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in targets_of(figures.series, [year]):
        if target.gender == WOMAN and target.target_group and _whole(target):
            targets[target.kin].append(target)
    wanted = dict.fromkeys(one for kin in targets for one in family(kin, figures.around))
    sums = _sums([figures.series[kin] for kin in wanted], year)
    gone = _gone(today) if today.year == year else 12.0
    goals = [
        _goal(_Asked(figures, kin, sums, rows, smallest), gone) for kin, rows in targets.items()
    ]
    return sorted(goals, key=lambda goal: goal.measure.deed != Deed.JOB_STARTED)


def _whole(target: Target) -> bool:
    return target.quarter is None and target.district_id is None


def _sums(chosen: Iterable[Series], year: int) -> Mapping[str, Sums]:
    """The ledger's sums by month, gender and target group, this year and last."""
    kins = {version.pk: each.kin for each in chosen for version in each.versions}
    rows = (
        Outcome.objects.filter(
            measure__in=list(kins), occurred_on__range=(date(year - 1, 1, 1), date(year, 12, 31))
        )
        .order_by()
        .annotate(year=ExtractYear("occurred_on"), month=ExtractMonth("occurred_on"))
        .values_list("measure_id", "year", "month", "gender", "target_group_id")
        .annotate(count=Sum("quantity"))
    )
    found: dict[str, Counter[tuple[int, int, str, str]]] = defaultdict(Counter)
    for measure, in_year, month, gender, group, count in rows:
        found[kins[measure]][in_year, month, gender, "" if group is None else str(group)] += count
    return found


@dataclass(frozen=True)
class _Asked:
    """One measure, its sums and its family's, and the targets for women of some groups."""

    figures: ShownFigures
    kin: str
    sums: Mapping[str, Sums]
    targets: list[Target]
    smallest: int

    @property
    def ids(self) -> set[str]:
        return {str(target.target_group_id) for target in self.targets}

    def points(self, year: int, end: float) -> tuple[tuple[float, int], ...]:
        """The line of a year up to `end` months; none where the year would betray a few."""
        if not self._betrays_nothing(year):
            return ()
        last = -int(-end // 1)
        whole, *parts = (
            _by_month(one, year, self.ids) for one in (self.sums[self.kin], *self._parts(year))
        )
        months = [
            Month(m, *whole[m], parts=tuple(n for part in parts for n in part[m]))
            for m in range(1, last + 1)
        ]
        return tuple((min(x, end), n) for x, n in safe_points(months, self.smallest))

    def _betrays_nothing(self, year: int) -> bool:
        """Whether the year's figure can stand beside what is told of women, men and groups.

        Neither the women of the goal, the other women, the others of the groups nor the rest may
        be few; where women and men by group are told, the goal holds no part of what that hides.
        The same holds of each part, where measures are counted inside each other.
        """
        kins = family(self.kin, self.figures.around)
        veiled = [self._hidden_with_women(kin, year) for kin in kins]
        cells = [
            n for part in (self.sums[self.kin], *self._parts(year))
            for n in (*_four(part, year, self.ids), *_beside(part, year, self.ids, veiled))
        ]  # fmt: skip
        if not all(is_safe(count, self.smallest) for count in cells):
            return False
        tables = {kin: _table(self.sums[kin], year) for kin in kins}
        crossed = crossed_of(self.figures, self.kin, year, Dimension.TARGET_GROUP, tables)
        hidden = crossed.hidden
        return not crossed.is_given or not hidden & self.ids or hidden <= self.ids

    def _hidden_with_women(self, kin: str, year: int) -> frozenset[str]:
        """The genders that are hidden together with women; none where women are told."""
        cells = self.figures.get(kin, year, Dimension.GENDER).cells
        hidden = {code for code, told in cells.items() if told is None}
        return frozenset(hidden - {WOMAN}) if WOMAN in hidden else frozenset()

    def _parts(self, year: int) -> list[Sums]:
        """Each measure of the family that tells of women, men or groups, without those inside it."""
        kins, around = family(self.kin, self.figures.around), self.figures.around
        splits = (Dimension.GENDER, Dimension.TARGET_GROUP)
        told = [
            kin for kin in kins
            if kin == self.kin or any(is_told(self.figures.get(kin, year, s)) for s in splits)
        ]  # fmt: skip
        parts = {kin: Counter(self.sums[kin]) for kin in told if len(told) > 1}
        for kin in parts:
            outer = next((one for one in line_of(kin, around)[1:] if one in parts), None)
            if outer:
                parts[outer].subtract(self.sums[kin])
        return list(parts.values())


def _by_month(sums: Sums, year: int, ids: set[str]) -> Mapping[int, tuple[int, int]]:
    """Those of the goal and all others, by month."""
    people, others = Counter[int](), Counter[int]()
    for (in_year, month, gender, group), count in sums.items():
        if in_year == year:
            (people if gender == WOMAN and group in ids else others)[month] += count
    return {month: (people[month], others[month]) for month in range(1, 13)}


def _four(sums: Sums, year: int, ids: set[str]) -> Iterable[int]:
    cells = Counter[tuple[bool, bool]]()
    for (in_year, _month, gender, group), count in sums.items():
        if in_year == year:
            cells[group in ids, gender == WOMAN] += count
    return cells.values()


def _beside(
    sums: Sums, year: int, ids: set[str], veiled: Iterable[frozenset[str]]
) -> Iterable[int]:
    """What is left of the genders hidden with women, once the women of the goal are told.

    Their sum is known, of the year and of the groups: those in the groups, and all of them.
    """
    for genders in veiled:
        inside = outside = 0
        for (in_year, _month, gender, group), count in sums.items():
            is_veiled = (gender or Gender.UNSTATED.value) in genders
            if in_year != year or not (is_veiled or (genders and gender == WOMAN)):
                continue
            if group not in ids:
                outside += count
            elif is_veiled:
                inside += count
        yield from (inside, inside + outside)


def _table(sums: Sums, year: int) -> Mapping[str, Mapping[str, int]]:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for (in_year, _month, gender, group), count in sums.items():
        if in_year == year:
            table[group][gender or Gender.UNSTATED.value] += count
    return table


def _goal(asked: _Asked, gone: float) -> OwnGoal:
    targets = asked.targets
    groups = [target.target_group for target in targets if target.target_group]
    year = targets[0].year
    return OwnGoal(
        measure=asked.figures.series[asked.kin].measure,
        year=year,
        codes=frozenset(group.code for group in groups),
        groups=", ".join(str(group) for group in groups),
        target=sum(target.quantity for target in targets),
        decided_on=max(target.decided_on for target in targets),
        points=asked.points(year, gone),
        before=asked.points(year - 1, 12.0),
        gone=gone,
    )


def _gone(today: date) -> float:
    """How many months of the year have passed when the day is over."""
    return today.month - 1 + today.day / monthrange(today.year, today.month)[1]
