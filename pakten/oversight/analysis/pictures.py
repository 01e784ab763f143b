"""The charts of the explorer: the line over time with its breaks, women beside men, and a trend per row."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from pakten.agreements.results.states import Dimension
from pakten.oversight.analysis.answer import Answer, Number, Row
from pakten.oversight.analysis.periods import Period, breaks, periods, version_in
from pakten.oversight.analysis.question import Step
from pakten.oversight.reports.charts import Band, DotChart, DotRow, Line, LineChart, Spark
from pakten.oversight.reports.charts.scale import number
from pakten.oversight.reports.gathering import Rolled
from pakten.parties.pacts.models import Target

Points = list[tuple[float, Number | None]]
_WIDTH = {Step.YEAR: 1.0, Step.QUARTER: 0.25, Step.MONTH: 1 / 12}


def over_time(answer: Answer) -> LineChart:
    """One line for each definition, never joined, with the goal beside and the running period apart."""
    every = [p for p in periods(answer.question) if p.first <= answer.today]
    plan = _plan(answer, every)
    lines = [*_lines(answer, every), *([plan] if plan else [])]
    return LineChart(
        title=finding(answer),
        unit=_unit(answer),
        source=source(answer),
        ticks=[(p.x, p.label) for p in every],
        lines=lines,
        bands=_bands(answer, every),
        suffix="\u00a0%" if answer.series.measure.is_share else "",
        missing=_("hidden"),
    )


def finding(answer: Answer) -> str:
    """What came out, in one sentence."""
    year, total = answer.question.last, answer.total
    goal, share = answer.goal_of(year), answer.series.measure.is_share
    if total is None:
        return _("The figure of %(year)d is hidden") % {"year": year}
    aim = figure_words(goal, share) if goal else ""
    words = {"n": figure_words(total, share), "goal": aim, "year": year, "before": ""}
    if goal and total >= goal:
        return _("The goal for %(year)d, %(goal)s, is reached: %(n)s") % words
    if goal:
        sentence = _("%(n)s of %(goal)s in %(year)d so far") if answer.is_running else ""
        return (sentence or _("%(n)s of %(goal)s in %(year)d: the goal was not reached")) % words
    if answer.is_running or answer.before is None:
        return (_("%(n)s in %(year)d so far") if answer.is_running else "%(year)d: %(n)s") % words
    return _("%(n)s in %(year)d, %(before)s the year before") % (
        words | {"before": figure_words(answer.before, share)}
    )


def figure_words(figure: Number, share: bool = False) -> str:
    """A figure as people read it."""
    return number(figure) + ("\u00a0%" if share else "")


def _unit(answer: Answer) -> str:
    step = {
        Step.YEAR: _("per year"),
        Step.QUARTER: _("per quarter"),
        Step.MONTH: _("per month"),
    }[answer.question.step]
    return f"{answer.series.measure.name}, {step}"


def source(answer: Answer) -> str:
    """Where the figures come from, and when they were read."""
    return _("The pact's ledger, read %(day)s.") % {"day": answer.today.isoformat()}


def _lines(answer: Answer, every: Sequence[Period]) -> list[Line]:
    """The definitions from the oldest; what is not over, and what two counted, are points apart."""
    several = len(answer.series.versions) > 1
    whole = [p for p in every if p.last < answer.today]
    lines = []
    for n in range(1, len(answer.series.versions) + 1):
        points = _points(answer, whole, n)
        if not any(y is not None for _x, y in points):
            continue
        newest = n == len(answer.series.versions)
        words = _("Definition %(n)d") % {"n": n} if several else _("Outcome")
        lines.append(Line(words, points, "now" if newest else "older", name=words))
    lines += _apart(answer, [p for p in whole if version_in(answer.series, p) is None])
    running = [(p.x, _total(answer, p)) for p in every if p.last >= answer.today]
    if any(y is not None for _x, y in running):
        lines.append(Line("", running, "now", name=_("Not over yet")))
    return lines


def _points(answer: Answer, whole: Sequence[Period], number: int) -> Points:
    points: Points = []
    for period in whole:
        counted = version_in(answer.series, period)
        if counted == number:
            points.append((period.x, _total(answer, period)))
        elif counted is None and answer.question.step == Step.YEAR:
            points.append((period.x, _of_version(answer, period, number)))
        elif points:
            points.append((period.x, None))
    return points


def _apart(answer: Answer, both: Sequence[Period]) -> list[Line]:
    """Periods of two definitions, where the parts are not told: the sum, joined to nothing."""
    points: Points = []
    for period in both:
        parts = answer.figures.get(answer.question.kin, period.first.year, Rolled.VERSION).cells
        told = answer.question.step == Step.YEAR and None not in parts.values() and len(parts) > 1
        points += [] if told else [(period.x, _total(answer, period)), (period.x + 0.01, None)]
    known = [(x, y) for x, y in points if y is not None]
    words = _("Both together")
    return [Line("", known, "before", name=words)] if known else []


def _of_version(answer: Answer, period: Period, number: int) -> Number | None:
    cells = answer.figures.get(answer.question.kin, period.first.year, Rolled.VERSION).cells
    version = answer.series.versions[number - 1]
    return cells.get(str(version.pk)) if len(cells) > 1 else None


def _total(answer: Answer, period: Period) -> Number | None:
    kin, year = answer.question.kin, period.first.year
    if answer.question.step == Step.YEAR:
        return answer.figures.total(kin, year)
    split = Dimension.MONTH if answer.question.step == Step.MONTH else Rolled.QUARTER
    return answer.figures.get(kin, year, split).cells.get(period.key, _nought(answer, year))


def _nought(answer: Answer, year: int) -> Number | None:
    """A month nobody has written in is nought, where the year is shown and has months."""
    return 0 if answer.figures.total(answer.question.kin, year) == 0 else None


def _plan(answer: Answer, every: Sequence[Period]) -> Line | None:
    """The goals: of the year, or of the quarter where one is set, else an even pace."""
    points = [(p.x, goal) for p in every if (goal := _goal(answer, p)) is not None]
    years = {t.year for t in answer.targets if t.quarter and not _some(t)}
    decided = answer.question.step == Step.YEAR or bool(years & set(answer.question.years))
    words = _("Goal") if decided else _("Goal, even pace")
    return Line(words, points, "plan", dashed=True, name=words) if points else None


def _goal(answer: Answer, period: Period) -> Number | None:
    year, quarter = period.first.year, (period.first.month + 2) // 3
    goal = answer.goal_of(year)
    if answer.question.step == Step.YEAR or answer.series.measure.is_share:
        return goal
    if answer.question.step == Step.QUARTER:
        own = {t.quarter: t.quantity for t in answer.targets if t.year == year and not _some(t)}
        return own[quarter] if {1, 2, 3, 4} <= own.keys() else goal and round(goal / 4, 1)
    return goal and round(goal / 12, 1)


def _some(target: Target) -> bool:
    """Whether a goal is for some people only."""
    return bool(target.gender or target.target_group_id or target.district_id)


def _bands(answer: Answer, every: Sequence[Period]) -> list[Band]:
    """Where two definitions counted; a break between two periods is a band without width."""
    half = _WIDTH[answer.question.step] / 2
    bands = []
    for each in breaks(answer.series):
        cut = [p.x for p in every if each.cuts(p)]
        if cut:
            bands.append(Band(min(cut) - half, max(cut) + half, _("Both definitions count")))
        else:
            edge = [b.x for a, b in pairwise(every) if a.last < each.on <= b.first]
            bands += [Band(x - half - 0.01, x - half + 0.01, _("New definition")) for x in edge]
    return bands


def women_and_men(answer: Answer) -> DotChart | None:
    """Women beside men for every row that may be told, the greatest difference first."""
    told = [row for row in answer.rows if row.women is not None and row.men is not None]
    rows = [row for row in told if row.women or row.men]
    if answer.crossing is None or not rows:
        return None
    rows.sort(key=lambda row: -abs((row.women or 0) - (row.men or 0)))
    fewer = sum((row.women or 0) < (row.men or 0) for row in rows)
    words = {"n": fewer, "all": len(rows)}
    some = _("Women are fewer than men in %(n)d of the %(all)d that can be shown")
    none = _("Women are not fewer than men in any of the %(all)d that can be shown")
    return DotChart(
        title=(some if fewer else none) % words,
        unit=f"{answer.series.measure.name}, {answer.question.last}",
        source=source(answer),
        rows=[DotRow(row.label, row.women, row.men, note=_note(row)) for row in rows],
    )


def _note(row: Row) -> str:
    if row.women_goal is None or row.women is None:
        return ""
    return _("Goal for women %(goal)d") % {"goal": row.women_goal}


def trend(row: Row, answer: Answer) -> Spark:
    """The years of one row, small."""
    return Spark(title=row.label, values=row.years, goal=row.goal)
