"""Axes, text widths and numbers: the arithmetic every kind of chart shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from pakten.base.ui.templatetags.pakten import thousands

SIZE = 15
_PER_CHARACTER = 0.53


def number(value: float) -> str:
    """A figure as people read it: whole where it is whole, else one decimal; spaces that never break."""
    rounded = round(value) if isinstance(value, int) or abs(value) >= 100 else round(value, 1)
    return thousands(int(rounded) if rounded == int(rounded) else rounded)


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a text is; a little more than it is, so that nothing is cut."""
    return len(text) * size * _PER_CHARACTER


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """The text in lines that fit."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high` in units, from `start` to `end` in the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        span = self.high - self.low or 1
        return round(self.start + (value - self.low) / span * (self.end - self.start), 1)


def step_for(most: float, lines: int = 5) -> float:
    """Between two grid lines: 1, 2, 5, 10, 20, 50 ... so that there are at most so many lines."""
    if most <= 0:
        return 1
    tenth = 10.0 ** floor(log10(most / lines))
    for factor in (1, 2, 5):
        if most / (tenth * factor) <= lines:
            return tenth * factor
    return tenth * 10


def steps_to(most: float, *, whole: bool, lines: int = 5) -> list[float]:
    """The values of the grid lines from zero, the last at or above `most`."""
    step = step_for(most, lines)
    if whole:
        step = max(1, step)
    return [step * n for n in range(ceil(max(most, step) / step - 1e-9) + 1)]


def apart(wanted: Iterable[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near the wanted ones as possible, at least `gap` apart, in the given order of size."""
    places = list(wanted)
    order = sorted(range(len(places)), key=lambda i: places[i])
    last = low - gap
    for i in order:
        last = places[i] = max(places[i], last + gap)
    last = high + gap
    for i in reversed(order):
        last = places[i] = min(places[i], last - gap)
    return places
