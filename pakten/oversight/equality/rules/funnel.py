"""From a proposal to still at work: how many came how far, and what may be told of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from pakten.activities.opportunities.states import Side
from pakten.base.statistics.states import Gender
from pakten.base.statistics.suppression import Shown, suppress
from pakten.oversight.equality.rules.chains import is_safe, reached, safe_steps
from pakten.oversight.equality.states import AFTER, STAGES, STARTED, WEIGHTS, Stage

UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's way: the furthest stage, how many months have passed since the first day, and
    whose side it stopped on ("" where the person began)."""

    gender: str
    furthest: int
    months_passed: int = 0
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """How many came this far. `of_due` counts only those whose months have passed; None if hidden."""

    stage: Stage
    count: int
    per_100: int
    women: int | None = None
    men: int | None = None
    due: int | None = None
    is_floor: bool = False

    @property
    def label(self) -> str:
        return str(self.stage.label)

    @property
    def of_due(self) -> int | None:
        """Of 100 whose months have passed since the first day."""
        return round(100 * self.count / self.due) if self.due else None

    @property
    def words(self) -> str:
        """The share, as a note beside the count."""
        if self.is_floor:
            return _("at least {share} of 100").format(share=self.per_100)
        return _("{share} of 100").format(share=self.per_100)


@dataclass(frozen=True, slots=True)
class Funnel:
    """Those proposed during a year. Women and men only; those who stated neither are left out."""

    year: int
    smallest: int
    stages: tuple[FunnelStage, ...]
    stopped: Shown[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Nobody, or too few to tell of."""
        return not self.stages or not self.stages[0].count

    @property
    def by_gender(self) -> list[FunnelStage]:
        """The stages that can be told for women and men."""
        return [stage for stage in self.stages if stage.women is not None]

    @property
    def is_merged(self) -> bool:
        """Whether a stage is left out for the sake of a few."""
        return len(self.stages) < len(STAGES)

    @property
    def in_turn(self) -> list[list[FunnelStage]]:
        """The stages in turn; those that as many people came to, together."""
        same = groupby(self.stages, key=lambda stage: (stage.count, stage.is_floor))
        return [list(stages) for _key, stages in same]

    @property
    def began(self) -> FunnelStage | None:
        return next((s for s in self.stages if s.stage == Stage.STARTED), None)

    @property
    def last(self) -> FunnelStage | None:
        """The longest we have followed anybody."""
        after = [s for s in self.stages if s.stage not in STAGES[: STARTED + 1]]
        return next((s for s in reversed(after) if s.count), None)

    @property
    def sides(self) -> list[tuple[str, int | None]]:
        """Whose side it stopped on, in words, the most first; None is hidden."""
        cells = self.stopped.cells if self.stopped else {}
        rows = [(_side(code), cells[code]) for code in sorted(cells)]
        return sorted(rows, key=lambda row: -(row[1] or 0))

    @property
    def finding(self) -> str:
        """What it shows, in a sentence."""
        if self.is_empty or self.began is None:
            return _("We cannot tell yet")
        return _("Of 100 proposed to an employer, {n} began").format(n=self.began.per_100)


def _side(code: str) -> str:
    return _("Under way") if code == UNDER_WAY else str(Side(code).label)


def make_funnel(journeys: Iterable[Journey], year: int, smallest: int) -> Funnel:
    """The stages that can be told of everybody, and of women and men among those.

    Two chains are told: of all, and, at some of its stages, of women and men. In each the people
    between two told stages are none or enough, so what is left out cannot be had by subtraction.
    """
    people = [j for j in journeys if j.gender in (Gender.WOMAN, Gender.MAN)]
    women, men = (_furthest(people, gender) for gender in (Gender.WOMAN, Gender.MAN))
    everybody = [w + m for w, m in zip(women, men, strict=True)]
    steps = safe_steps([everybody], WEIGHTS, smallest)
    weights = [w if step in steps else -1000 for step, w in enumerate(WEIGHTS)]
    apart = frozenset(safe_steps([women, men], weights, smallest)) & set(steps)
    dues = _dues(people, everybody, steps, smallest)
    stages = tuple(
        FunnelStage(
            stage=STAGES[step],
            count=reached(everybody, step),
            per_100=round(100 * reached(everybody, step) / (sum(everybody) or 1)),
            women=reached(women, step) if step in apart else None,
            men=reached(men, step) if step in apart else None,
            due=dues.get(step),
            is_floor=_is_floor(people, step),
        )
        for step in steps
    )
    return Funnel(year, smallest, stages, _stopped(people, steps, smallest))


def _furthest(people: list[Journey], gender: Gender) -> list[int]:
    found = Counter(j.furthest for j in people if j.gender == gender)
    return [found[step] for step in range(len(STAGES))]


def _is_floor(people: list[Journey], step: int) -> bool:
    """Whether somebody began and we do not know of the months after."""
    return step in AFTER and any(STARTED <= j.furthest < step for j in people)


def _dues(
    people: list[Journey], everybody: list[int], steps: tuple[int, ...], smallest: int
) -> dict[int, int]:
    """For how many the months of a stage have passed; none where that would tell of a few."""
    told = [step for step in steps if step in AFTER]
    begun = [j for j in people if j.furthest >= STARTED]
    due = {step: sum(1 for j in begun if j.months_passed >= AFTER[step]) for step in told}
    chain = [len(begun), *due.values()]
    cells = [a - b for a, b in pairwise(chain)]
    cells += [due[step] - reached(everybody, step) for step in told]
    return due if all(is_safe(cell, smallest) for cell in cells) else {}


def _stopped(people: list[Journey], steps: tuple[int, ...], smallest: int) -> Shown[str] | None:
    """Whose side it stopped on, of those who have not begun: only where the beginners are told."""
    if STARTED not in steps:
        return None
    return suppress(Counter(j.stopped for j in people if j.furthest < STARTED), smallest)
