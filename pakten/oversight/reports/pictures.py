"""The charts of the results page, made of figures that are already shown."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.oversight.reports.charts import (
    Bar,
    BarChart,
    Fan,
    Line,
    LineChart,
    Panels,
    Share,
)
from pakten.oversight.reports.charts.scale import number
from pakten.oversight.reports.figures import ByActivity, Headline, Kept, Lead, Year
from pakten.oversight.reports.findings import activities_title, lead_title

_SHORT = (
    gettext_lazy("Jan"), gettext_lazy("Feb"), gettext_lazy("Mar"), gettext_lazy("Apr"),
    gettext_lazy("May"), gettext_lazy("Jun"), gettext_lazy("Jul"), gettext_lazy("Aug"),
    gettext_lazy("Sep"), gettext_lazy("Oct"), gettext_lazy("Nov"), gettext_lazy("Dec"),
)  # fmt: skip
_TONES = ("older", "before", "now")


def months() -> list[tuple[float, str]]:
    """The ticks of a year."""
    return [(float(n), str(name)) for n, name in enumerate(_SHORT, 1)]


def source_of(headline: Headline) -> str:
    """Where the figures come from, and how much rests on what."""
    shares = [f"{round(100 * s.value)}\u00a0% {s.label.lower()}" for s in headline.source_words]
    ledger = _("The pact’s ledger.")
    return f"{ledger} {', '.join(shares)}." if shares else ledger


def cumulative(lead: Lead) -> LineChart:
    """This year against the two before, with the goal and where the year is likely to end."""
    target, likely = lead.headline.target, lead.forecast
    fan = None
    if likely and lead.month < 12 and lead.headline.until is not None:
        now = float(lead.headline.until)
        fan = Fan(
            [(lead.month, now, now), (12, likely.low, likely.high)],
            f"{number(likely.low)}–{number(likely.high)}",
        )
    goal = _("This year’s goal {n}").format(n=number(target)) if target else ""
    return LineChart(
        title=lead_title(lead),
        unit=_("{what}, counted from the beginning of each year").format(
            what=lead.headline.measure.name
        ),
        source=source_of(lead.headline),
        ticks=months(),
        lines=[_line(y, tone) for y, tone in zip(lead.years, _TONES, strict=True) if _known(y)],
        target=target,
        target_label=goal,
        x_range=(1, 12),
        fan=fan,
        missing=_("not shown"),
    )


def _known(year: Year) -> bool:
    return any(year.until.values())


def _line(year: Year, tone: str) -> Line:
    points = list(year.until.items())
    last = next((n for _m, n in reversed(points) if n is not None), None)
    label = "" if last is None else f"{year.year}: {number(last)}"
    return Line(label, points, tone, name=str(year.year))


def activities(lead: Lead, found: ByActivity) -> Panels | BarChart | None:
    """Bars by activity and year on one scale; the running year pale, a new definition dotted."""
    if not found.rows:
        return None
    panels = [
        BarChart(name, "", "", _bars(figures, lead), _break(found)) for name, figures in found.rows
    ]
    unit = _("{what}, by activity and year. {year} so far is the pale bar.").format(
        what=lead.headline.measure.name, year=lead.year
    )
    title, source = activities_title(lead, found), _("The pact’s ledger.")
    if len(panels) > 1:
        return Panels(title, unit, source, panels)
    unit = _("{year} so far is the pale bar.").format(year=lead.year)
    return BarChart(title, unit, source, panels[0].bars, _break(found), lying=False)


def _bars(figures: Mapping[int, int | None], lead: Lead) -> list[Bar]:
    return [Bar(_year(y), n, pale=y == lead.year) for y, n in figures.items()]


def _year(year: int) -> str:
    return f"’{year % 100:02}"


def _break(found: ByActivity) -> str | None:
    return _year(found.broken_on - 1) if found.broken_on else None


def kept_shares(kept: Kept) -> list[Share]:
    """Promises kept in time, late, in part and not at all."""
    return [
        Share(_("Kept in time"), kept.in_time, "s1"),
        Share(_("Kept too late"), kept.late, "s2"),
        Share(_("Kept in part"), kept.partly, "s3"),
        Share(_("Not kept"), kept.not_kept, "s4"),
    ]
