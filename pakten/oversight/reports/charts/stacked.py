"""The geometry of the stacked bars, year by year; a template draws it as SVG.

Drawn twice, wide and narrow, so that no text shrinks on a phone. Bars begin at zero.
"""

from dataclasses import dataclass

from pakten.oversight.reports.figures import Year, YearByYear

HUES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar. `hue` is 0 to 3, a colour and a pattern; `label` is what it counts."""

    x: float
    y: float
    width: float
    height: float
    hue: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its pieces from the bottom, and where its total is written."""

    year: int
    total: int
    middle: float
    top: float
    pieces: tuple[Piece, ...]
    is_running: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template needs; lengths in units of the view box."""

    width: int
    height: int
    left: int
    base: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    legend: tuple[tuple[int, str], ...]

    @property
    def has_whole(self) -> bool:
        """Whether a bar is drawn without its parts."""
        return any(piece.hue == HUES for bar in self.bars for piece in bar.pieces)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The drawing area: the axis at `left`, zero at `base`, so many units per person."""

    width: int
    left: int
    base: float
    scale: float
    bars: int

    @property
    def room(self) -> float:
        return (self.width - self.left) / self.bars

    @property
    def thick(self) -> float:
        return min(self.room * 0.66, 72.0)


def stacked_bars(figures: YearByYear, *, width: int, height: int = 300) -> Chart | None:
    """The chart, or None when no year has a total that may be shown.

    A year with a hidden part is drawn as one bar without parts: the total is all it may tell.
    """
    years = [year for year in figures.years if year.shown.total]
    if not years:
        return None
    most = max(year.shown.total or 0 for year in years)
    step = _step(most)
    high = step * -(-most // step)
    base = height - 30.0
    frame = _Frame(width, 44, base, (base - 26) / high, len(years))
    return Chart(
        width=width,
        height=height,
        left=frame.left,
        base=base,
        bars=tuple(_bar(figures, year, index, frame) for index, year in enumerate(years)),
        ticks=tuple((round(base - frame.scale * n, 1), n) for n in range(0, high + 1, step)),
        legend=tuple((index % HUES, str(m.name)) for index, m in enumerate(figures.measures)),
    )


def _bar(figures: YearByYear, year: Year, index: int, frame: _Frame) -> Bar:
    total = year.shown.total or 0
    middle = frame.left + frame.room * (index + 0.5)
    left, pieces, below = round(middle - frame.thick / 2, 1), [], 0
    parts = [
        (i % HUES, str(m.name), year.shown.cells[m.pk]) for i, m in enumerate(figures.measures)
    ]
    whole = None in [count for _hue, _name, count in parts]
    for hue, name, count in [(HUES, "", total)] if whole else parts:
        if count:
            below += count
            y, height = frame.base - frame.scale * below, frame.scale * count
            pieces.append(
                Piece(left, round(y, 1), round(frame.thick, 1), round(height, 1), hue, name, count)
            )
    top = round(frame.base - frame.scale * total - 7, 1)
    return Bar(year.year, total, round(middle, 1), top, tuple(pieces), year.is_running)


def _step(most: int) -> int:
    """Between two lines: 1, 2, 5, 10, 20, 50 ... so that there are at most five lines."""
    step, factors = 1, (2.0, 2.5, 2.0)
    turn = 0
    while most / step > 5:
        step = int(step * factors[turn % 3])
        turn += 1
    return step
