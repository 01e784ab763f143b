"""What other rooms tell of the same ledger, written down beside it: goals for women, the report."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from pakten.agreements.results.states import Dimension
from pakten.oversight.annual.freezing import freeze_pact
from pakten.oversight.equality.queries.goals import own_goals
from pakten.oversight.equality.rules.reach import W, counted
from pakten.oversight.reports.shown import ShownFigures
from pakten.parties.pacts.models import Pact, TargetGroup
from tests.factories.attack import Attack
from tests.factories.world import NOW

AFTERWARDS = date(2026, 11, 20)
IN, OUT = "goal in", "goal out"


def write_goals(attack: Attack, figures: ShownFigures, years: Iterable[int], smallest: int) -> None:
    """The women of some groups, month by month: what is left of the months and of women is told too."""
    for year in years:
        for goal in own_goals(figures, year, AFTERWARDS, smallest):
            groups = [str(g.pk) for g in TargetGroup.objects.filter(code__in=goal.codes)]
            if goal.points:
                _write_goal(attack, f"{goal.measure.kin} {year} ", goal.points, groups)


def _write_goal(attack: Attack, prefix: str, points: Any, groups: list[str]) -> None:
    year = prefix.rsplit(maxsplit=1)[-1]
    for (x, before), (end, after) in pairwise(points):
        span = (int(x), int(end))
        months = range(span[0] + 1, span[1] + 1)
        for who in (IN, OUT):
            cells = {(prefix + who, month - 1, month): None for month in months}
            attack.parts((prefix + who, *span), cells)
        attack.tell((prefix + IN, *span), after - before)
        for m in months:
            both = {(prefix + who, m - 1, m): None for who in (IN, OUT)}
            attack.parts((f"{prefix}{Dimension.MONTH}", f"{year}-{m:02}"), both)
    spans = [(int(x), int(end)) for (x, _n), (end, _m) in pairwise(points)]
    for who in (IN, OUT):
        attack.parts((prefix + who, 0, 12), {(prefix + who, *span): None for span in spans})
    _write_margins(attack, prefix, groups)


def _write_margins(attack: Attack, prefix: str, groups: list[str]) -> None:
    """Women are those of the goal and others; the groups too; the goal is a part of the table."""
    goal = {(prefix + IN, 0, 12): None}
    table = f"{prefix}{Dimension.GENDER}×{prefix}{Dimension.TARGET_GROUP}"
    attack.parts((f"{prefix}{Dimension.GENDER}", W), goal | {(f"{prefix}other women",): None})
    rows = {(f"{prefix}{Dimension.TARGET_GROUP}", group): None for group in groups}
    attack.parts((f"{prefix}of the groups",), rows)
    attack.parts((f"{prefix}of the groups",), goal | {(f"{prefix}others",): None})
    attack.parts((prefix + IN, 0, 12), {(table, group, W): None for group in groups})
    for group in groups:
        for other in ("unstated", "man"):
            for together in (f"{W}+{other}", f"{other}+{W}"):
                if (table, group, together) in attack.names:
                    cells = {(table, group, code): None for code in (W, other)}
                    attack.parts((table, group, together), cells)


def write_reach(attack: Attack, figures: ShownFigures, years: Iterable[int]) -> None:
    """Women and men reached, as a rate gives them back: alone, or with those who stated neither."""
    for kin, each in figures.series.items():
        for year in years if each.per_person and not each.formula else ():
            for code in (W, "man"):
                name = f"{kin} {year} {Dimension.GENDER}"
                if found := counted(figures.get(kin, year, Dimension.GENDER), code):
                    parts = {(name, code): None} | (
                        {(name, "unstated"): None} if found.more else {}
                    )
                    attack.parts((f"{kin} {year} reached", code, bool(found.more)), parts)
                    attack.tell((f"{kin} {year} reached", code, bool(found.more)), found.count)


def write_report(attack: Attack, pact: Pact, year: int) -> None:
    """A locked year: the same figures, and the sums from January on."""
    for measure in freeze_pact(pact, year, at=NOW, today=AFTERWARDS)["measures"]:
        kin = measure["kin"]
        for told, total in measure["totals"].items():
            attack.tell((kin, int(told)), total)
        for split, cells in measure["splits"].items():
            attack.parts(
                (kin, year), {(f"{kin} {year} {split}", code): n for code, n in cells.items()}
            )
        _write_until(attack, f"{kin} {year} ", measure, str(year))


def _write_until(attack: Attack, prefix: str, measure: Any, year: str) -> None:
    cells: dict[Any, Any] = {}
    for month, (n, so_far) in enumerate(
        zip(measure["months"][year], measure["until"][year], strict=True), 1
    ):
        cells[f"{prefix}{Dimension.MONTH}", f"{year}-{month:02}"] = n
        attack.parts((f"{prefix}until", month), cells)
        attack.tell((f"{prefix}until", month), so_far)


def names_in_rooms(prefix: str, month: str, told: dict[Any, str]) -> Iterator[Any]:
    """Every name above that a deed counts in. The goal is of all target groups."""
    number, woman = int(month[5:]), told[Dimension.GENDER] == W
    group = bool(told[Dimension.TARGET_GROUP])
    who = IN if woman and group else OUT
    yield from ((prefix + who, first, end) for first in range(number) for end in range(number, 13))
    yield from ((f"{prefix}until", end) for end in range(number, 13))
    if woman and not group:
        yield (f"{prefix}other women",)
    if group:
        yield (f"{prefix}of the groups",)
        if not woman:
            yield (f"{prefix}others",)
    for code in (W, "man"):
        if told[Dimension.GENDER] == code:
            yield (f"{prefix}reached", code, False)
        if told[Dimension.GENDER] in (code, "unstated"):
            yield (f"{prefix}reached", code, True)
