"""The drawings of equality: each title is the finding, each figure comes from the rules."""

from collections.abc import Sequence

from django.utils.dates import MONTHS_3
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from pakten.oversight.equality.queries.page import Equality
from pakten.oversight.equality.rules.funnel import Funnel, FunnelStage
from pakten.oversight.equality.rules.goals import OwnGoal
from pakten.oversight.equality.rules.outcomes import Outcome
from pakten.oversight.equality.rules.reach import Reached
from pakten.oversight.equality.rules.shares import Told
from pakten.oversight.equality.states import Gap
from pakten.oversight.reports.charts import (
    Bar,
    BarChart,
    DotChart,
    DotRow,
    Fan,
    Line,
    LineChart,
)

ROWS = 8


def reach_chart(page: Equality) -> DotChart | None:
    """Who gets what, per 1 000 of the target group; None without anybody to count against."""
    group = page.eligible
    rows = [r for r in page.reach if r.women_rate is not None or r.men_rate is not None][:ROWS]
    if group is None or not rows:
        return None
    source = _("the pact’s ledger. Target group: {women} women and {men} men, {source}.").format(
        women=number_format(group.women, force_grouping=True),
        men=number_format(group.men, force_grouping=True),
        source=group.source,
    )
    return DotChart(
        title=_reach_title(rows),
        unit=_(
            "Of 1 000 women and 1 000 men in the target group: how many got each, {year}"
        ).format(year=page.year),
        source=source,
        rows=[DotRow(row.label, row.women_rate, row.men_rate) for row in rows],
        missing=_("fewer than {n}").format(n=page.smallest),
    )


def _reach_title(rows: Sequence[Reached]) -> str:
    less = [row.label for row in rows if row.gap == Gap.WOMEN_LESS]
    more = [row.label for row in rows if row.gap == Gap.MEN_LESS]
    if less and more:
        return _("Fewer women get: {less}. Fewer men get: {more}").format(
            less=_few(less), more=_few(more)
        )
    if less:
        return _("Fewer women than men get: {what}").format(what=_few(less))
    if more:
        return _("Fewer men than women get: {what}").format(what=_few(more))
    return _("We see no sure difference between women and men")


def _few(names: list[str]) -> str:
    return ", ".join(name.lower() if not name.isupper() else name for name in names[:2])


def outcome_chart(page: Equality) -> DotChart | None:
    """What came of it, with intervals; None where nothing can be told."""
    told = [row for row in page.outcomes if row.women and row.men]
    if not told:
        return None
    return DotChart(
        title=_outcome_title(told),
        unit=_(
            "Of 100 women and 100 men: how many work or study {months} months later. The line is the uncertainty (95 %)."
        ).format(months=page.months),
        source=_("follow-up of those who ended practice or began a job in {year}").format(
            year=page.cohort
        ),
        rows=[_outcome_row(r, r.women, r.men) for r in told if r.women and r.men],
        most=100,
    )


def _outcome_row(row: Outcome, women: Told, men: Told) -> DotRow:
    return DotRow(
        label=row.label,
        women=women.per_100,
        men=men.per_100,
        women_range=_range(women),
        men_range=_range(men),
        verdict=row.verdict,
        note=row.explained,
    )


def _range(told: Told) -> tuple[float, float]:
    return round(100 * told.interval.low), round(100 * told.interval.high)


def _outcome_title(rows: Sequence[Outcome]) -> str:
    sure = [row for row in rows if row.is_sure]
    if not sure:
        return _("We see no sure difference in what comes of it")
    if sure[0].gap == Gap.WOMEN_LESS:
        return _("{what}: fewer women at work afterwards").format(what=sure[0].label)
    return _("{what}: fewer men at work afterwards").format(what=sure[0].label)


def goal_chart(goal: OwnGoal) -> LineChart | None:
    """This year, last year, the pace that is needed, and where the year probably ends."""
    if not goal.points:
        return None
    lines = [
        Line(
            _("{year}: {n}").format(year=goal.year, n=goal.so_far), goal.points, name=str(goal.year)
        )
    ]
    if goal.before:
        last = goal.before[-1][1]
        label = _("{year}: {n}").format(year=goal.year - 1, n=last)
        lines.append(Line(label, goal.before, tone="before", name=str(goal.year - 1)))
    pace = [(float(month), goal.target * month / 12) for month in (0, 12)]
    plan = _("Goal {n}").format(n=goal.target)
    lines.append(Line(plan, pace, tone="plan", dashed=True, name=_("Pace that is needed")))
    title = _("{n} {whom}: {what}. {outlook}").format(
        n=goal.so_far, whom=goal.whom, what=_few([str(goal.measure.name)]), outlook=goal.outlook
    )
    return LineChart(
        title=title,
        unit=_(
            "Counted from the beginning of the year. The shadow is where the year ends if its rest is like last year’s."
        ),
        source=_("the pact’s ledger. Goal decided {day}.").format(day=goal.decided_on.isoformat()),
        ticks=[(0.0, ""), *((float(m), str(MONTHS_3[m])) for m in range(1, 13))],
        lines=lines,
        x_range=(0, 12),
        fan=_fan(goal),
    )


def _fan(goal: OwnGoal) -> Fan | None:
    if goal.range is None or goal.gone >= 12:
        return None
    low, high = goal.range
    here = float(goal.so_far)
    return Fan([(goal.gone, here, here), (12.0, low, high)], label=f"{low}–{high}")


def funnel_chart(funnel: Funnel) -> BarChart | None:
    """From a proposal to still at work; None where too few were proposed."""
    if funnel.is_empty:
        return None
    return BarChart(
        title=funnel.finding,
        unit=_("People who were proposed during {year}, and how far they have come").format(
            year=funnel.year
        ),
        source=_("the pact’s register of proposals and follow-ups"),
        bars=[_bar(stages) for stages in funnel.in_turn],
        lying=True,
        column=_("People"),
    )


def _bar(stages: Sequence[FunnelStage]) -> Bar:
    """One bar for steps that as many people took: all of them are named."""
    first, *more = (stage.label for stage in stages)
    label = get_text_list([first, *(each[:1].lower() + each[1:] for each in more)], _("and"))
    return Bar(label, stages[0].count, stages[0].words, pale=stages[0].is_floor)
