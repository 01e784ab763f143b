"""Writing a drawing as SVG: with classes for a page, with colours of its own for a file."""

from collections.abc import Callable, Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pakten.base.ui.text import fit_for_xml
from pakten.oversight.reports.charts.bars import bar_drawing, panels_drawing, share_drawing
from pakten.oversight.reports.charts.dots import dot_drawing
from pakten.oversight.reports.charts.kinds import (
    BarChart,
    Chart,
    DotChart,
    LineChart,
    Panels,
    ShareBar,
    Spark,
)
from pakten.oversight.reports.charts.lines import line_drawing, spark_drawing
from pakten.oversight.reports.charts.looks import FONTS, LOOKS
from pakten.oversight.reports.charts.marks import (
    Box,
    Diamond,
    Dot,
    Drawing,
    Mark,
    Rule,
    Text,
    Trace,
)
from pakten.oversight.reports.charts.scale import SIZE, wrapped

_MARGIN = 20


def drawing_of(chart: Chart, *, narrow: bool = False) -> Drawing:
    """The marks of a chart at one of the two widths."""
    if isinstance(chart, LineChart):
        return line_drawing(chart, narrow=narrow)
    if isinstance(chart, BarChart):
        return bar_drawing(chart, narrow=narrow)
    if isinstance(chart, Panels):
        return panels_drawing(chart, narrow=narrow)
    if isinstance(chart, DotChart):
        return dot_drawing(chart, narrow=narrow)
    if isinstance(chart, ShareBar):
        return share_drawing(chart, narrow=narrow)
    return spark_drawing(list(chart.values), chart.goal)


def draw(chart: Chart, *, narrow: bool = False) -> SafeString:
    """The chart inside a page. Its classes follow light, dark, print and forced colours.

    Time runs from left to right in every language, so the drawing itself is never mirrored.
    """
    drawing = drawing_of(chart, narrow=narrow)
    size = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" direction="ltr"'
    body = "".join(_written(mark, _class) for mark in drawing.marks)
    if isinstance(chart, Spark):
        kind = f'class="p-spark" width="{_n(drawing.width)}" height="{_n(drawing.height)}"'
        return _safe(f'<svg {kind} {size} aria-hidden="true" focusable="false">{body}</svg>')
    kind = f'class="p-drawing p-drawing--{"narrow" if narrow else "wide"}"'
    label = f'role="img" aria-label="{escape(chart.title)}"'
    return _safe(f'<svg {kind} {size} {label} focusable="false">{body}</svg>')


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  every text in it was escaped where it was written


def draw_file(chart: Chart, *, heading: bool = True, narrow: bool = False) -> str:
    """The chart as a file of its own: for download, embedding and documents.

    With `heading` the finding, the unit and the source stand in the picture; a document that writes
    them itself asks for it without. The narrow one is for pages as narrow as a phone's.
    """
    inner = drawing_of(chart, narrow=narrow)
    drawing = Drawing(inner.width + 2 * _MARGIN, 0)
    top = _heading(chart, drawing) if heading else float(_MARGIN)
    drawing.place(inner, _MARGIN, top)
    drawing.height = (
        top + inner.height + (_source(chart, drawing, top + inner.height) if heading else _MARGIN)
    )
    wide, high = _n(drawing.width), _n(drawing.height)
    body = "".join(_written(mark, _own) for mark in drawing.marks)
    return fit_for_xml(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" direction="ltr" role="img" font-family="{FONTS}" font-size="{SIZE}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(_description(chart))}</desc>"
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>{body}</svg>'
    )


def _heading(chart: Chart, drawing: Drawing) -> float:
    room, y = drawing.width - 2 * _MARGIN, 34.0
    for words in wrapped(chart.title, room, 20):
        drawing.add(Text(_MARGIN, y, words, "heading"))
        y += 26
    for words in wrapped(chart.unit, room):
        drawing.add(Text(_MARGIN, y - 2, words, "muted"))
        y += 20
    return y


def _source(chart: Chart, drawing: Drawing, base: float) -> float:
    lines = wrapped(chart.source, drawing.width - 2 * _MARGIN)
    for i, words in enumerate(lines):
        drawing.add(Text(_MARGIN, round(base + 26 + i * 20, 1), words, "muted"))
    return 26 + len(lines) * 20


def _description(chart: Chart) -> str:
    """The table in one line, for who cannot see the picture."""
    head, rows = chart.table
    said = (
        "; ".join(": ".join(p for p in pair if p) for pair in zip(head, r, strict=True))
        for r in rows
    )
    return f"{chart.unit}. " + ". ".join(said)


def _class(role: str) -> str:
    return f' class="{" ".join(f"c-{part}" for part in role.split())}"'


def _own(role: str) -> str:
    return "".join(f" {LOOKS[part]}" for part in role.split())


def _written(mark: Mark, look: Callable[[str], str]) -> str:
    seen = look(mark.role)
    if isinstance(mark, Text):
        if not mark.text:
            return ""
        anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        return f'<text x="{_n(mark.x)}" y="{_n(mark.y)}"{anchor}{seen}>{escape(mark.text)}</text>'
    if isinstance(mark, Rule):
        ends = f'x1="{_n(mark.x)}" y1="{_n(mark.y)}" x2="{_n(mark.x2)}" y2="{_n(mark.y2)}"'
        return f"<line {ends}{seen}/>"
    if isinstance(mark, Box):
        size = f'width="{_n(mark.width)}" height="{_n(mark.height)}"'
        return f'<rect x="{_n(mark.x)}" y="{_n(mark.y)}" {size}{seen}/>'
    if isinstance(mark, Dot):
        return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}"{seen}/>'
    return f'<path d="{_path(mark)}"{seen}/>'


def _path(mark: Trace | Diamond) -> str:
    if isinstance(mark, Diamond):
        x, y, r = mark.x, mark.y, mark.radius
        return _through(((x, y - r), (x + r, y), (x, y + r), (x - r, y))) + "Z"
    return _through(mark.points) + ("Z" if mark.closed else "")


def _through(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """A length without a needless decimal."""
    return f"{round(value, 1):g}" if value < 1e5 else str(round(value))
