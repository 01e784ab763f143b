"""Where women's dots and men's diamonds stand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pakten.oversight.reports.charts.kinds import DotChart, DotRow, Figure
from pakten.oversight.reports.charts.marks import (
    NARROW,
    WIDE,
    Diamond,
    Dot,
    Drawing,
    Rule,
    Text,
)
from pakten.oversight.reports.charts.scale import Axis, number, steps_to, width_of, wrapped

_LINE = 20


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one row stands: the middle of its dots, its label, its words, and how high it is."""

    middle: float
    label: float
    words: float
    height: float


@dataclass(frozen=True, slots=True)
class _Room:
    """The drawing area: labels before it or above it, words after it or below it."""

    x: Axis
    label: float
    words: float
    words_at: float
    narrow: bool


def dot_drawing(chart: DotChart, *, narrow: bool) -> Drawing:
    """A key, then one row each on the same scale."""
    drawing = Drawing(NARROW if narrow else WIDE, 0)
    grid = steps_to(_most(chart), whole=False, lines=4)
    room = _room(chart, drawing.width, grid, narrow)
    top = _key(chart, drawing) + (24 if not narrow else 30)
    first = top
    for row in chart.rows:
        top = _row(chart, row, room, drawing, top)
    lines = Drawing(drawing.width, top)
    for value in grid:
        at = room.x.at(value)
        lines.add(Rule(at, first, at, round(top, 1), "grid"))
        lines.add(Text(at, first - 8, number(value) + chart.suffix, "muted", "middle"))
    if chart.goal is not None:
        lines.add(
            Rule(room.x.at(chart.goal), first, room.x.at(chart.goal), round(top, 1), "target")
        )
    drawing.marks[:0] = lines.marks
    drawing.height = round(top + 6, 1)
    return drawing


def _most(chart: DotChart) -> float:
    figures: list[float] = [chart.goal or 0, chart.most or 0]
    for row in chart.rows:
        figures += [row.women or 0, row.men or 0]
        figures += [r[1] for r in (row.women_range, row.men_range) if r]
    return max(figures) or 1


def _room(chart: DotChart, width: float, grid: list[float], narrow: bool) -> _Room:
    ends = Axis(0, grid[-1], 18, width - 24)
    if narrow:
        return _Room(ends, width, width, 0, narrow)
    said = any(row.verdict or row.note for row in chart.rows)
    label = min(max((width_of(row.label) for row in chart.rows), default=0), width * 0.32) + 8
    words = width * 0.24 if said else 0
    axis = Axis(0, grid[-1], round(label + 22, 1), round(width - words - 44, 1))
    return _Room(axis, label - 8, words, round(width - words, 1), narrow)


def _key(chart: DotChart, drawing: Drawing) -> float:
    women, men = _("Women"), _("Men")
    drawing.add(Dot(7, 9, 6, "fill-women"), Text(20, 14, women, "text-women"))
    at = 20 + width_of(women) + 22
    drawing.add(
        Diamond(round(at, 1), 9, 7, "fill-men"), Text(round(at + 13, 1), 14, men, "text-men")
    )
    if chart.goal is not None:
        at += 13 + width_of(men) + 18
        words = f"{_('Goal')} {number(chart.goal)}{chart.suffix}"
        drawing.add(Rule(round(at, 1), 2, round(at, 1), 17, "target"))
        drawing.add(Text(round(at + 8, 1), 14, words, "text"))
    return 18


def _row(chart: DotChart, row: DotRow, room: _Room, drawing: Drawing, top: float) -> float:
    """One row; gives where the next begins."""
    label = wrapped(row.label, room.label)
    said = [line for text in (row.verdict, row.note) if text for line in wrapped(text, room.words)]
    place = _place(row, room, len(label), len(said))
    for i, words in enumerate(label):
        drawing.add(Text(0, round(top + place.label + i * _LINE, 1), words, "strong"))
    for i, words in enumerate(said):
        role = "text" if row.verdict and i == 0 else "muted"
        drawing.add(Text(room.words_at, round(top + place.words + i * _LINE, 1), words, role))
    _points(chart, row, room, drawing, top + place.middle)
    return top + place.height


def _place(row: DotRow, room: _Room, labels: int, said: int) -> _Place:
    plot = 44 if _spread(row) else 30
    if room.narrow:
        above = labels * _LINE
        return _Place(above + plot / 2 + 2, 16, above + plot + 18, above + plot + said * _LINE + 14)
    height = max(plot, labels * _LINE, said * _LINE) + 14
    middle = height / 2
    down = _LINE / 2
    return _Place(middle, middle - (labels - 1) * down + 5, middle - (said - 1) * down + 5, height)


def _spread(row: DotRow) -> bool:
    return bool(row.women_range or row.men_range)


def _points(chart: DotChart, row: DotRow, room: _Room, drawing: Drawing, y: float) -> None:
    """The two figures: on one line without intervals, on one each with them."""
    women, men = row.women, row.men
    off = 10 if _spread(row) else 0
    if women is not None and men is not None and not off:
        ends = sorted((room.x.at(women), room.x.at(men)))
        drawing.add(Rule(ends[0], round(y, 1), ends[1], round(y, 1), "gap"))
    first = women is None or men is None or women <= men
    _one(chart, room, drawing, _Who("women", women, row.women_range, round(y - off, 1), first, men))
    down = off or (14 if women is None and men is None else 0)
    _one(
        chart, room, drawing, _Who("men", men, row.men_range, round(y + down, 1), not first, women)
    )


@dataclass(frozen=True, slots=True)
class _Who:
    """One of the two figures: who, how much, its interval, where, and whether it is the left one."""

    who: str
    figure: Figure
    spread: tuple[float, float] | None
    y: float
    is_left: bool
    beside: Figure


def _one(chart: DotChart, room: _Room, drawing: Drawing, part: _Who) -> None:
    if part.figure is None:
        words = f"{_('Women') if part.who == 'women' else _('Men')}: {chart.words(None)}"
        middle = (room.x.start + room.x.end) / 2
        far = part.beside is not None and room.x.at(part.beside) < middle
        at, anchor = (room.x.end, "end") if far else (room.x.start, "start")
        drawing.add(Text(at, part.y + 5, words, "muted", anchor))
        return
    x = room.x.at(part.figure)
    if part.spread:
        low, high = (room.x.at(end) for end in part.spread)
        drawing.add(Rule(low, part.y, high, part.y, f"range-{part.who}"))
    drawing.add(
        Dot(x, part.y, 6, "fill-women")
        if part.who == "women"
        else Diamond(x, part.y, 7, "fill-men")
    )
    words = number(part.figure) + chart.suffix
    at, anchor = _beside(room, x, part, width_of(words))
    drawing.add(Text(at, part.y + 5, words, f"text-{part.who}", anchor))


def _beside(room: _Room, x: float, part: _Who, wide: float) -> tuple[float, str]:
    """Where the number stands: outside the pair, or after the interval; never outside the drawing."""
    if part.spread:
        low, high = (room.x.at(end) for end in part.spread)
        if high + 12 + wide <= room.x.end + 24:
            return round(high + 12, 1), "start"
        return round(low - 12, 1), "end"
    if part.is_left and x - 12 - wide >= 0:
        return round(x - 12, 1), "end"
    return round(x + 12, 1), "start"
