"""The geometry of members by how they keep their promises, period by period; a template draws it.

Drawn twice, wide and narrow, so that no text shrinks on a phone. Bars begin at zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pakten.agreements.followup.queries.keeping import Snapshot
from pakten.agreements.followup.states import MANY, Keeping


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, of one state; `label` is written inside where there is room."""

    x: float
    y: float
    width: float
    height: float
    state: str
    count: int
    has_room: bool

    @property
    def middle(self) -> tuple[float, float]:
        return round(self.x + self.width / 2, 1), round(self.y + self.height / 2 + 5, 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: pieces from the bottom, its total above, its names below."""

    middle: float
    top: float
    total: int
    label: str
    year: int | None
    edge: float | None
    pieces: tuple[Piece, ...]
    is_running: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template needs; lengths in units of the view box."""

    width: int
    height: int
    left: int
    right: float
    base: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    names: tuple[tuple[float, str, str, int], ...]


_LEFT = 36


@dataclass(frozen=True, slots=True)
class _Frame:
    """So much room a bar, zero at `base`, so many units a member."""

    room: float
    base: float
    scale: float


def kept_over_time(
    snapshots: Sequence[Snapshot], *, width: int, height: int, names: bool, most_bars: int = 14
) -> Chart | None:
    """The chart of the last periods, or None where there has been no member yet.

    `names`: write the states beside the last bar, for the wide drawing.
    """
    shown = [each for each in snapshots if each.total][-most_bars:]
    if not shown:
        return None
    most = max(each.total for each in shown)
    step = _step(most)
    high = step * -(-most // step)
    base, right = height - 44.0, width - (108.0 if names else 4.0)
    frame = _Frame((right - _LEFT) / len(shown), base, (base - 24) / high)
    bars = tuple(_bar(each, shown[i - 1] if i else None, i, frame) for i, each in enumerate(shown))
    return Chart(
        width, height, _LEFT, right, base, bars,
        tuple((round(base - frame.scale * n, 1), n) for n in range(0, high + 1, step)),
        _names(bars[-1]) if names else (),
    )  # fmt: skip


def _bar(each: Snapshot, before: Snapshot | None, index: int, frame: _Frame) -> Bar:
    x = _LEFT + frame.room * index
    thick, middle = min(frame.room * 0.66, 46.0), x + frame.room / 2
    pieces, below = [], 0
    for state in Keeping:
        if count := each.numbers[state]:
            below += count
            y, tall = frame.base - frame.scale * below, frame.scale * count
            pieces.append(
                Piece(
                    round(middle - thick / 2, 1), round(y, 1), round(thick, 1), round(tall - 1.5, 1),
                    state.value, count, tall >= 20 and thick >= 24,
                )
            )  # fmt: skip
    new_year = before is None or before.on.year != each.on.year
    return Bar(
        round(middle, 1), round(frame.base - frame.scale * each.total - 8, 1), each.total,
        str(each.quarter), each.on.year if new_year else None,
        round(x, 1) if new_year and before else None, tuple(pieces), each.is_running,
    )  # fmt: skip


def _names(bar: Bar) -> tuple[tuple[float, str, str, int], ...]:
    """(y, state, label, count) of the last bar, at least a line apart."""
    found: list[tuple[float, str, str, int]] = []
    lowest = 1e9
    for piece in bar.pieces:
        y = min(piece.middle[1], lowest - 19)
        lowest = y
        found.append((round(y, 1), piece.state, str(MANY[Keeping(piece.state)]), piece.count))
    return tuple(found)


def _step(most: int) -> int:
    """Between two lines: 1, 2, 5, 10, 20, 50 ... so that there are at most five lines."""
    step, factors, turn = 1, (2.0, 2.5, 2.0), 0
    while most / step > 5:
        step = int(step * factors[turn % 3])
        turn += 1
    return step
