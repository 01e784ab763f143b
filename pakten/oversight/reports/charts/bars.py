"""Where the marks of bars stand: standing, lying, in panels, and one bar of shares."""

from pakten.oversight.reports.charts.kinds import Bar, BarChart, Panels, ShareBar
from pakten.oversight.reports.charts.marks import NARROW, WIDE, Box, Drawing, Rule, Text
from pakten.oversight.reports.charts.scale import Axis, number, width_of, wrapped

_ROW = 20
_THICK = 24


def bar_drawing(chart: BarChart, *, narrow: bool) -> Drawing:
    """Standing where every label fits under its bar, otherwise lying."""
    width = NARROW if narrow else WIDE
    if chart.lying if chart.lying is not None else not _fits(chart, width):
        return _lying(chart, width)
    return _standing(chart, width, 190 if narrow else 250)


def panels_drawing(chart: Panels, *, narrow: bool) -> Drawing:
    """Bar charts on one scale, in columns or below each other, each under its name."""
    columns, gap = (1, 0) if narrow else (min(3, max(len(chart.charts), 1)), 22)
    width = ((NARROW if narrow else WIDE) - gap * (columns - 1)) / columns
    most = max((b.value or 0 for c in chart.charts for b in c.bars), default=0)
    height = 150 if narrow else 210
    heads = [wrapped(each.title, width) for each in chart.charts]
    drawing, top = Drawing(NARROW if narrow else WIDE, 0), 0.0
    for first in range(0, len(chart.charts), columns):
        row = range(first, min(first + columns, len(chart.charts)))
        head = max(len(heads[i]) for i in row) * _ROW + 6
        for i in row:
            left = (i - first) * (width + gap)
            for n, words in enumerate(heads[i]):
                drawing.add(Text(round(left, 1), round(top + 15 + n * _ROW, 1), words, "strong"))
            drawing.place(_standing(chart.charts[i], width, height, most), left, top + head)
        top += head + height + 16
    drawing.height = max(top - 16, 0)
    return drawing


def _fits(chart: BarChart, width: float) -> bool:
    room = width / max(len(chart.bars), 1)
    words = [max(width_of(b.label), width_of(b.words(chart.suffix))) for b in chart.bars]
    return max(words, default=0) + 4 <= room


def _most(chart: BarChart, given: float | None = None) -> float:
    highest = max((bar.value or 0 for bar in chart.bars), default=0)
    return max(given or 0, chart.most or 0, highest) or 1


def _standing(chart: BarChart, width: float, height: float, most: float | None = None) -> Drawing:
    drawing, base = Drawing(width, height), height - 28.0
    y = Axis(0, _most(chart, most), base, 26)
    room = width / max(len(chart.bars), 1)
    thick = min(room * 0.78, 72)
    for i, bar in enumerate(chart.bars):
        middle = round((i + 0.5) * room, 1)
        if bar.value is not None:
            top = y.at(bar.value)
            left = round(middle - thick / 2, 1)
            drawing.add(Box(left, top, round(thick, 1), round(base - top, 1), _role(bar)))
            drawing.add(Text(middle, top - 7, bar.words(chart.suffix), "strong", "middle"))
        else:
            drawing.add(Text(middle, base - 8, bar.words(""), "muted", "middle"))
        drawing.add(Text(middle, base + 20, bar.label, "muted", "middle"))
        if bar.label == chart.break_after:
            edge = round((i + 1) * room, 1)
            drawing.add(Rule(edge, 4, edge, base, "break"))
    drawing.add(Rule(0, base, width, base, "axis"))
    return drawing


def _lying(chart: BarChart, width: float) -> Drawing:
    """A label, under it its bar, and the figure beside it, or in it where it is long."""
    drawing, top = Drawing(width, 0), 0.0
    x = Axis(0, _most(chart), 0, width)
    for bar in chart.bars:
        for words in wrapped(bar.label, width):
            top += _ROW
            drawing.add(Text(0, top - 4, words, "strong"))
        long = x.at(bar.value) if bar.value is not None else 0.0
        if bar.value is not None:
            drawing.add(Box(0, top + 3, max(long, 1), _THICK, _role(bar)))
        top = _figure(drawing, bar, chart.suffix, long, top)
        if bar.label == chart.break_after:
            drawing.add(Rule(0, top - 4, width, top - 4, "break"))
    drawing.height = max(top - 8, 0)
    return drawing


def _figure(drawing: Drawing, bar: Bar, suffix: str, long: float, top: float) -> float:
    """Writes the figure with its note and gives the top of the next row."""
    words = bar.words(suffix)
    if bar.note and bar.value is not None:
        words = bar.note if words in bar.note else f"{words}, {bar.note}"
    y = top + 3 + _THICK / 2 + 5
    if long + width_of(words) + 10 <= drawing.width:
        role = "text" if bar.value is not None else "muted"
        drawing.add(Text(long + (8 if long else 0), y, words, role))
    elif width_of(words) + 16 <= long and not bar.pale:
        drawing.add(Text(10, y, words, "on"))
    else:
        for line in wrapped(words, drawing.width):
            drawing.add(Text(0, top + _THICK + 20, line, "text"))
            top += _ROW
    return top + _THICK + 15


def _role(bar: Bar) -> str:
    return f"pale-{bar.tone}" if bar.pale else f"fill-{bar.tone}"


def share_drawing(chart: ShareBar, *, narrow: bool) -> Drawing:
    """The bar, and below it what each part is."""
    drawing = Drawing(NARROW if narrow else WIDE, 0)
    whole = sum(part.value for part in chart.shares) or 1
    x, before = Axis(0, whole, 0, drawing.width), 0.0
    for part in chart.shares:
        left, right = x.at(before), x.at(before + part.value)
        if right > left:
            drawing.add(Box(left, 0, round(right - left, 1), _THICK, f"fill-{part.tone}"))
        if before and part.value:
            drawing.add(Rule(left, 0, left, _THICK, "cut"))
        before += part.value
    drawing.height = _key(chart, whole, drawing)
    return drawing


def _key(chart: ShareBar, whole: float, drawing: Drawing) -> float:
    at, y = 0.0, _THICK + 22.0
    for part in chart.shares:
        words = f"{part.label} {round(100 * part.value / whole)}\u00a0% ({number(part.value)})"
        if at and at + 22 + width_of(words) > drawing.width:
            at, y = 0.0, y + _ROW + 2
        drawing.add(Box(at, y - 11, 13, 13, f"fill-{part.tone}"))
        drawing.add(Text(round(at + 20, 1), y, words, "text"))
        at = round(at + 20 + width_of(words) + 18, 1)
    return y + 8
