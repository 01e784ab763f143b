"""Where the name of a line stands that ends before the edge: near its end, over as little as may be of the rest."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot

from pakten.oversight.reports.charts.marks import Diamond, Dot, Drawing, Mark, Rule, Text, Trace
from pakten.oversight.reports.charts.scale import SIZE, width_of

_STEP = 4
_PASSED = frozenset({"grid", "axis"})
Spot = tuple[float, float]
Frame = tuple[float, float, float, float]


def beside_end(text: str, role: str, end: Spot, left: float, drawing: Drawing) -> Text:
    """The name where it hides least and stands nearest."""
    wide, taken = width_of(text), list(_taken(drawing.marks))
    places = list(_places(end, wide, left, drawing))
    x, y = min(places, key=lambda place: _cost(place, wide, end, taken), default=end)
    return Text(round(x, 1), round(y, 1), text, role)


def _places(end: Spot, wide: float, left: float, drawing: Drawing) -> Iterator[Spot]:
    """Above and before, below and after, and further off, inside the drawing; where text begins."""
    (x, y), most = end, drawing.width - wide
    for off in (12, 16, 22, 30, 42, 56):
        for at in (x - wide + 6, x - wide / 2, x - 6, x - wide - 10, x - wide - 24):
            for base in (y - off, y + off + SIZE - 3):
                if SIZE <= base <= drawing.height - 34:
                    yield max(min(at, most), left + 4 if most > left + 4 else 0), base


def _taken(marks: Iterable[Mark]) -> Iterator[Frame]:
    """Small boxes along every mark that a name must not cover."""
    for mark in marks:
        if isinstance(mark, Trace):
            for (x, y), (x2, y2) in pairwise((*mark.points, *mark.points[: int(mark.closed)])):
                yield from _along(x, y, x2, y2)
        elif isinstance(mark, Rule) and mark.role not in _PASSED:
            yield from _along(mark.x, mark.y, mark.x2, mark.y2)
        elif isinstance(mark, Dot | Diamond):
            yield from _along(mark.x - mark.radius, mark.y, mark.x + mark.radius, mark.y)
        elif isinstance(mark, Text) and mark.anchor == "start":
            wide = width_of(mark.text)
            yield from _along(mark.x, mark.y - SIZE / 2, mark.x + wide, mark.y - SIZE / 2)


def _along(x: float, y: float, x2: float, y2: float) -> Iterator[Frame]:
    steps = max(1, round(max(abs(x2 - x), abs(y2 - y)) / _STEP))
    for i in range(steps + 1):
        at, over = x + (x2 - x) * i / steps, y + (y2 - y) * i / steps
        yield at - 2, over - 2, at + 2, over + 2


def _cost(place: Spot, wide: float, end: Spot, taken: Iterable[Frame]) -> float:
    """How much of the drawing a name there would hide, and how far from its line it would stand."""
    left, right, top, base = place[0], place[0] + wide, place[1] - SIZE + 1, place[1] + 4
    hidden = sum(x < right and x2 > left and y < base and y2 > top for x, y, x2, y2 in taken)
    away = hypot(max(left - end[0], end[0] - right, 0.0), max(top - end[1], end[1] - base, 0.0))
    return _STEP * hidden + away
