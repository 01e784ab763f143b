"""One measure as a picture of its own, for pages of others: `<img src="…/data/figures/hires.svg">`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pakten.agreements.results.states import Dimension
from pakten.base.statistics.states import Gender
from pakten.faces.api.asking import Asked
from pakten.faces.api.figures import Answer, Figure, Number
from pakten.faces.api.problems import Refused
from pakten.faces.api.results import unit_of
from pakten.oversight.reports.charts import Bar, BarChart, Line, LineChart, draw_file

LOOKS, WIDTHS = ("light", "dark"), ("wide", "narrow")
_COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')
# The light look's colours and what they are on a dark page.
_DARK: Mapping[str, str] = {
    "#ffffff": "#141b20", "#1d2733": "#eef2f4", "#575e67": "#b6bfc6", "#dfe4e6": "#37424b",
    "#8a949b": "#83909a", "#7f8a92": "#9aa5ad", "#a3adb3": "#74808a", "#0b5c56": "#63c7bb",
    "#0b5d57": "#63c7bb", "#b2720f": "#e2ac4f", "#8a5a0c": "#e8b968", "#5e9892": "#47938b",
    "#c4860f": "#e3b04b", "#a3341c": "#f08a72",
}  # fmt: skip
_OLDER = ("now", "before", "older")


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is made of: the figures, whose they are, and how small is hidden."""

    found: Answer
    asked: Asked

    @property
    def kin(self) -> str:
        return self.found.asking.kins[0]

    @property
    def name(self) -> str:
        return str(self.found.measures[self.kin].measure.name)

    @property
    def unit(self) -> str:
        """What is counted, the split, and how far the running year has come."""
        split = self.found.asking.splits[0]
        parts = [unit_of(self.found.measures[self.kin])]
        if split != Dimension.TOTAL:
            parts.append(str(split.label).lower())
        if self.asked.today.year in self.found.asking.years:
            words = _("{year} up to and including {day}")
            parts.append(words.format(year=self.asked.today.year, day=self.asked.today))
        return ", ".join(part for part in parts if part)

    @property
    def source(self) -> str:
        return _("Source: {source}").format(source=self.asked.source)

    @property
    def hidden(self) -> str:
        if not self.found.measures[self.kin].per_person:
            return _("no figure")
        return _("hidden")

    @property
    def suffix(self) -> str:
        return "\u00a0%" if self.found.measures[self.kin].measure.is_share else ""


def figure_svg(found: Answer, asked: Asked, look: str, width: str) -> bytes:
    """The picture as a file."""
    if look not in LOOKS:
        raise Refused(422, _("Looks are {all}.").format(all=", ".join(LOOKS)), "look")
    if width not in WIDTHS:
        raise Refused(422, _("Widths are {all}.").format(all=", ".join(WIDTHS)), "width")
    svg = draw_file(chart_of(Picture(found, asked)), narrow=width == "narrow")
    if look == "dark":
        svg = _COLOUR.sub(lambda m: f'{m[1]}="{_DARK.get(m[2], m[2])}"', svg)
    return svg.encode()


def chart_of(picture: Picture) -> LineChart | BarChart:
    """Which chart tells it: bars by year or by group, lines for women and men and for months."""
    split, years = picture.found.asking.splits[0], picture.found.asking.years
    if split == Dimension.TOTAL:
        return _years(picture)
    if split == Dimension.MONTH:
        return _months(picture)
    if split == Dimension.GENDER and len(years) > 1:
        return _women_and_men(picture)
    return _groups(picture)


def _words(value: Number | None, picture: Picture) -> str:
    if value is None:
        return picture.hidden
    told = f"{value:,}".replace(",", "\u00a0")
    return (
        told.replace(".", ",") + picture.suffix
        if isinstance(value, float)
        else told + picture.suffix
    )


def _title(picture: Picture, figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return picture.name
    return _("{measure}: {figure} in {period}").format(
        measure=picture.name, figure=_words(figure.value, picture), period=figure.period
    )


def _years(picture: Picture) -> BarChart:
    figures, today = picture.found.figures, picture.asked.today
    changed = [
        version.valid_from.year
        for version in picture.found.measures[picture.kin].versions[1:]
        if version.valid_from
    ]
    return BarChart(
        title=_title(picture, figures[-1] if figures else None),
        unit=picture.unit,
        source=picture.source,
        bars=[
            Bar(
                f.period,
                f.value,
                "" if f.value is not None else picture.hidden,
                f.year == today.year,
            )
            for f in figures
        ],
        break_after=str(changed[-1] - 1) if changed else None,
        lying=False,
        suffix=picture.suffix,
    )


def _groups(picture: Picture) -> BarChart:
    """The groups of the last year asked for."""
    year = picture.found.asking.years[-1]
    figures = [each for each in picture.found.figures if each.year == year]
    return BarChart(
        title=_("{measure}, {year}").format(measure=picture.name, year=year),
        unit=picture.unit,
        source=picture.source,
        bars=[
            Bar(
                picture.found.label(f.split, f.category), f.value,
                "" if f.value is not None else picture.hidden,
            )
            for f in figures
        ],
        lying=True,
        suffix=picture.suffix,
    )  # fmt: skip


def _women_and_men(picture: Picture) -> LineChart:
    lines = []
    for code, tone in ((Gender.WOMAN, "women"), (Gender.MAN, "men")):
        points = [(float(f.year), f.value) for f in picture.found.figures if f.category == code]
        label = picture.found.label(Dimension.GENDER, code)
        known = [value for _year, value in points if value is not None]
        last = f"{label}: {_words(known[-1], picture)}" if known else label
        lines.append(Line(last, points, tone, name=label))
    years = picture.found.asking.years
    return LineChart(
        title=_("{measure}, women and men").format(measure=picture.name),
        unit=picture.unit,
        source=picture.source,
        ticks=[(float(year), str(year)) for year in years],
        lines=lines,
        suffix=picture.suffix,
        missing=picture.hidden,
    )


def _months(picture: Picture) -> LineChart:
    """A line a year, the latest three."""
    lines = []
    years = picture.found.asking.years[-len(_OLDER) :]
    for year, tone in zip(reversed(years), _OLDER, strict=False):
        figures = [each for each in picture.found.figures if each.year == year]
        points = [
            (float(f.period[5:]), f.value) for f in figures if not _is_to_come(f.period, picture)
        ]
        lines.append(Line(str(year), points, tone, name=str(year)))
    return LineChart(
        title=_("{measure}, month by month").format(measure=picture.name),
        unit=picture.unit,
        source=picture.source,
        ticks=[(float(n), str(n)) for n in range(1, 13)],
        lines=lines,
        suffix=picture.suffix,
        missing=picture.hidden,
    )


def _is_to_come(period: str, picture: Picture) -> bool:
    return period > f"{picture.asked.today:%Y-%m}"
