"""A goal of its own for women of some target groups: the line of the year and where it leads."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pakten.oversight.equality.rules.paces import Course, at
from pakten.oversight.equality.states import Certainty
from pakten.parties.pacts.models import Measure

FOREIGN_BORN = frozenset({"newcomer", "not_established"})


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """One measure for women of some groups. Without points there are too few to tell of."""

    measure: Measure
    year: int
    codes: frozenset[str]
    groups: str
    target: int
    decided_on: date
    points: tuple[tuple[float, int], ...]
    before: tuple[tuple[float, int], ...]
    gone: float

    @property
    def is_told(self) -> bool:
        return bool(self.points)

    @property
    def whom(self) -> str:
        """Whom it is for, in the reader's language: born abroad, or the groups by name."""
        if self.codes <= FOREIGN_BORN:
            return _("women born abroad")
        return _("women: {groups}").format(groups=self.groups)

    @property
    def so_far(self) -> int:
        return self.points[-1][1] if self.points else 0

    @property
    def course(self) -> Course | None:
        """Where the year ends if its rest goes like last year's; None where last year is not told."""
        if not self.points or not self.before:
            return None
        left = self.before[-1][1] - at(self.before, self.gone)
        return Course(self.so_far, left, 12 - self.gone, self.target)

    @property
    def pace(self) -> float:
        """How many there should be by now: even over the year."""
        return self.target * self.gone / 12

    @property
    def certainty(self) -> Certainty:
        if self.so_far >= self.target:
            return Certainty.SURE
        return self.course.verdict if self.course else Certainty.UNKNOWN

    @property
    def outlook(self) -> str:
        """What is likely, as the end of a sentence about the goal."""
        course = self.course
        if self.so_far >= self.target:
            return _("The goal {target} is reached").format(target=self.target)
        if course is None or course.verdict == Certainty.UNKNOWN:
            return _("We do not know if the goal {target} is reached").format(target=self.target)
        if course.will_miss:
            return _("The goal {target} is probably not reached").format(target=self.target)
        return _("The goal {target} is probably reached").format(target=self.target)

    @property
    def range(self) -> tuple[int, int] | None:
        """Where the year probably ends."""
        if self.course is None or self.course.months_left <= 0:
            return None
        end = self.course.end
        return max(round(end.low), self.so_far), round(end.high)
