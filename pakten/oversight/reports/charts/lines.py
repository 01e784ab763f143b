"""Where the marks of a line chart stand."""

from dataclasses import dataclass

from pakten.oversight.reports.charts.kinds import Fan, Figure, Line, LineChart
from pakten.oversight.reports.charts.marks import (
    NARROW,
    WIDE,
    Box,
    Drawing,
    Rule,
    Text,
    Trace,
    point,
)
from pakten.oversight.reports.charts.names import beside_end
from pakten.oversight.reports.charts.scale import (
    Axis,
    apart,
    number,
    steps_to,
    width_of,
)

_ROW = 19


@dataclass(frozen=True, slots=True)
class _Frame:
    x: Axis
    y: Axis
    grid: list[float]
    narrow: bool

    @property
    def left(self) -> float:
        return self.x.start

    @property
    def right(self) -> float:
        return self.x.end


def line_drawing(chart: LineChart, *, narrow: bool) -> Drawing:
    """Grid, bands, target, range, lines and their names."""
    drawing = Drawing(NARROW if narrow else WIDE, 270 if narrow else 320)
    frame = _frame(chart, drawing, narrow)
    _bands(chart, frame, drawing)
    _axes(chart, frame, drawing)
    if chart.target is not None:
        _target(chart, frame, drawing)
    if chart.fan is not None:
        _fan(chart.fan, frame, drawing)
    for line in chart.lines:
        _line(line, frame, drawing)
    _names(chart, frame, drawing)
    return drawing


def _frame(chart: LineChart, drawing: Drawing, narrow: bool) -> _Frame:
    figures = [y for line in chart.lines for _x, y in line.points if y is not None]
    fan = [high for _x, _low, high in chart.fan.points] if chart.fan else []
    most = max([chart.target or 0, chart.most or 0, *figures, *fan], default=0)
    whole = all(isinstance(y, int) for y in figures)
    grid = steps_to(most, whole=whole, lines=4 if narrow else 5)
    left = max(width_of(number(n) + chart.suffix) for n in grid) + 10
    low, high = chart.x_range or _span(chart)
    inner = drawing.width - left
    beside = [width_of(text) for text, x, _y, _tone in _ends(chart) if _is_late(x, low, high)]
    margin = max(beside, default=0) + 14
    right = drawing.width - (margin if beside and margin <= inner * 0.46 else 12)
    return _Frame(
        Axis(low, high, round(left, 1), round(right, 1)),
        Axis(0, grid[-1], drawing.height - 30.0, 32.0),
        grid,
        narrow,
    )


def _span(chart: LineChart) -> tuple[float, float]:
    at = [x for x, _label in chart.ticks] + [x for line in chart.lines for x, _y in line.points]
    return (min(at, default=0), max(at, default=1))


def _is_late(x: float, low: float, high: float) -> bool:
    """Whether something ends so near the edge that its name goes beside the drawing."""
    return x >= low + 0.9 * (high - low)


def _bands(chart: LineChart, frame: _Frame, drawing: Drawing) -> None:
    for band in chart.bands:
        a, b = frame.x.at(max(band.x0, frame.x.low)), frame.x.at(min(band.x1, frame.x.high))
        top, base = frame.y.end, frame.y.start
        drawing.add(Box(a, top, round(b - a, 1), round(base - top, 1), "band"))
        middle = min(
            max((a + b) / 2, width_of(band.label) / 2), drawing.width - width_of(band.label) / 2
        )
        drawing.add(Text(round(middle, 1), top - 8, band.label, "muted", "middle"))


def _axes(chart: LineChart, frame: _Frame, drawing: Drawing) -> None:
    for value in frame.grid:
        y = frame.y.at(value)
        drawing.add(Rule(frame.left, y, frame.right, y, "grid" if value else "axis"))
        words = number(value) + chart.suffix
        drawing.add(Text(frame.left - 8, y + 5, words, "muted", "end"))
    last = -1e9
    for x, label in chart.ticks:
        middle, half = frame.x.at(x), width_of(label) / 2
        if middle - half < last or not frame.x.low <= x <= frame.x.high:
            continue
        last = middle + half + 8
        drawing.add(Text(middle, frame.y.start + 21, label, "muted", "middle"))


def _target(chart: LineChart, frame: _Frame, drawing: Drawing) -> None:
    y = frame.y.at(chart.target or 0)
    drawing.add(Rule(frame.left, y, frame.right, y, "target"))
    drawing.add(Text(frame.left + 4, y - 7, chart.target_label, "text"))


def _fan(fan: Fan, frame: _Frame, drawing: Drawing) -> None:
    over = [(frame.x.at(x), frame.y.at(high)) for x, _low, high in fan.points]
    under = [(frame.x.at(x), frame.y.at(low)) for x, low, _high in reversed(fan.points)]
    drawing.add(Trace((*over, *under), f"fan-{fan.tone}", closed=True))


def _line(line: Line, frame: _Frame, drawing: Drawing) -> None:
    role = f"line-{line.tone}" + (" dashed" if line.dashed else "")
    for stretch in _stretches(line):
        at = tuple((frame.x.at(x), frame.y.at(y)) for x, y in stretch)
        drawing.add(Trace(at, role) if len(at) > 1 else point(line.tone, *at[0], 3.5))


def _stretches(line: Line) -> list[list[tuple[float, float]]]:
    """The parts without a gap: a line is never joined over what is not known."""
    parts: list[list[tuple[float, float]]] = [[]]
    for x, y in line.points:
        if y is None:
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [part for part in parts if part]


def _ends(chart: LineChart) -> list[tuple[str, float, float, str]]:
    """What is named, where and in which tone."""
    found: list[tuple[str, float, float, str]] = []
    for line in chart.lines:
        known = [(x, y) for x, y in line.points if y is not None]
        if known and line.label:
            found.append((line.label, *known[-1], line.tone))
    if chart.fan and chart.fan.label:
        x, low, high = chart.fan.points[-1]
        found.append((chart.fan.label, x, (low + high) / 2, "fan"))
    return found


def _names(chart: LineChart, frame: _Frame, drawing: Drawing) -> None:
    """Names stand beside the end of the line, or near it where the line ends early."""
    beside, early = [], []
    for text, x, value, tone in _ends(chart):
        at, y = frame.x.at(x), frame.y.at(value)
        if tone not in ("plan", "fan"):
            drawing.add(point(tone, at, y, 5 if tone in ("now", "women", "men") else 4))
        room = drawing.width - frame.right - 10
        if _is_late(x, frame.x.low, frame.x.high) and width_of(text) <= room + 2:
            beside.append((text, y, tone))
            continue
        early.append((text, tone, (at, y)))
    places = apart([y + 5 for _t, y, _tone in beside], _ROW, 14, drawing.height - 34)
    for (text, _y, tone), y in zip(beside, places, strict=True):
        drawing.add(Text(frame.right + 10, round(y, 1), text, _word(tone)))
    for text, tone, end in early:
        drawing.add(beside_end(text, _word(tone), end, frame.left, drawing))


def _word(tone: str) -> str:
    return f"text-{'now' if tone == 'fan' else tone}"


def spark_drawing(values: list[Figure], goal: Figure) -> Drawing:
    """A small trend of fixed size: from its own low, so that the shape is seen."""
    drawing = Drawing(128, 48)
    known = [v for v in values if v is not None] + ([goal] if goal is not None else [])
    low, high = (min(known), max(known)) if known else (0, 1)
    x, y = Axis(0, max(len(values) - 1, 1), 6, 122), Axis(low, high, 40, 8)
    if goal is not None:
        drawing.add(Rule(6, y.at(goal), 122, y.at(goal), "target"))
    line = Line("", [(float(i), v) for i, v in enumerate(values)])
    for stretch in _stretches(line):
        at = tuple((x.at(i), y.at(v)) for i, v in stretch)
        drawing.add(Trace(at, "spark") if len(at) > 1 else point("now", *at[0], 2))
    if values and values[-1] is not None:
        drawing.add(point("now", x.at(len(values) - 1), y.at(values[-1]), 4.5))
    return drawing
