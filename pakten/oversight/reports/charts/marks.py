"""The marks of a drawing. Each has a role, which is a class on a page and a colour in a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

WIDE, NARROW = 640, 280


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    text: str
    role: str = "text"
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    role: str = "grid"


@dataclass(frozen=True, slots=True)
class Trace:
    """A line through points; closed for an area."""

    points: tuple[tuple[float, float], ...]
    role: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    role: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    role: str


@dataclass(frozen=True, slots=True)
class Diamond:
    x: float
    y: float
    radius: float
    role: str


Mark = Text | Rule | Trace | Box | Dot | Diamond


@dataclass(slots=True)
class Drawing:
    """Marks in the order they are painted; lengths in units of the view box."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        self.marks.extend(marks)

    def place(self, other: "Drawing", dx: float, dy: float) -> None:
        """Another drawing inside this one."""
        self.marks.extend(_moved(other.marks, dx, dy))


def point(tone: str, x: float, y: float, radius: float) -> Mark:
    """Where a series ends: a diamond for men, a dot for everything else."""
    if tone == "men":
        return Diamond(x, y, radius + 2, "fill-men")
    return Dot(x, y, radius, f"fill-{tone}")


def _moved(marks: Iterable[Mark], dx: float, dy: float) -> Iterable[Mark]:
    for mark in marks:
        if isinstance(mark, Trace):
            points = tuple((round(x + dx, 1), round(y + dy, 1)) for x, y in mark.points)
            yield replace(mark, points=points)
        elif isinstance(mark, Rule):
            x2, y2 = round(mark.x2 + dx, 1), round(mark.y2 + dy, 1)
            yield replace(mark, x=round(mark.x + dx, 1), y=round(mark.y + dy, 1), x2=x2, y2=y2)
        else:
            yield replace(mark, x=round(mark.x + dx, 1), y=round(mark.y + dy, 1))
