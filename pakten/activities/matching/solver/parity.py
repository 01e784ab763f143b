"""Equal rates for a group and the others at the least loss of total score, with proof and price.

The rates of those who could be chosen are to differ by at most `TOLERANCE`. Instead of the rule
there is a shift t: every row of the side behind gains t * (others) on each score, every other row
loses t * (group). For any t >= 0 the best total under shifted scores, plus t times the slack of the
rule, is a bound on every total that keeps the rule (Lagrange). A few warm solves find two choices,
one just short of the rule and one beyond it. What differs between them is made in single exchanges,
the cheapest first, until the rule holds: with equal scores as many as it takes and no more.

No shift takes a score to 0 or below, and at the end free places are filled: nobody goes without for
the sake of a rate alone. A score held up so only raises the bound, which stays a bound.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from pakten.activities.matching.solver.arrays import NOBODY, Int64
from pakten.activities.matching.solver.best import best, solve
from pakten.activities.matching.solver.exchanges import Walked, fill, walk, worth
from pakten.activities.matching.solver.sparse import MOST, Sparse, State, bound_of, prove

TOLERANCE = Fraction(2, 1000)
MOST_SOLVES = 14
NEAR_ENOUGH = 20_000  # a gap of this part of the total is not worth another solve
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rates:
    """Chosen and choosable, of the group and of the others."""

    group: int
    of_group: int
    others: int
    of_others: int

    @property
    def difference(self) -> Fraction:
        """The group's rate less the others'."""
        return _share(self.group, self.of_group) - _share(self.others, self.of_others)


@dataclass(frozen=True, slots=True)
class Lifted:
    """The round under the rule beside the plain one.

    No choice whose rates are as near, or nearer from the same side, has a total above `bound`.
    """

    mate: npt.NDArray[np.int32]
    total: int
    bound: int
    plain: State
    before: Rates
    after: Rates
    reached: bool
    bonus: Fraction
    solves: int

    @property
    def gap(self) -> int:
        return self.bound - self.total

    @property
    def price(self) -> int:
        """What the rule costs of the total score."""
        return self.plain.total - self.total

    @property
    def share(self) -> Fraction:
        """The price as a part of the plain total."""
        return _share(self.price, self.plain.total)


@dataclass(slots=True)
class _Try:
    """What one shift gave: `held` is the rule's slack, below 0 where it is not kept."""

    shift: int
    state: State
    rates: Rates
    held: int
    too_dear: bool

    @property
    def end(self) -> Walked:
        """As an end of the way between two of them."""
        return Walked(self.state.mate, self.state.total, self.held)


def lift(
    sparse: Sparse, group: Bools, eligible: Bools, most_loss: Fraction | float = 1,
    *, plain: State | None = None, tolerance: Fraction = TOLERANCE,
) -> Lifted:  # fmt: skip
    """Lift whichever side is behind until the rates meet, or until the loss would be too great.

    `reached` says whether they met: with few persons, as near as whole persons allow. A loss above
    `most_loss` of the total is never taken; then the lift ends at the most that may be had for it.
    It also ends where the rates could only meet by leaving places empty.
    """
    search = _Search(sparse, group & eligible, ~group & eligible, most_loss, plain, tolerance)
    return search.run()


class _Search:
    """The shifts tried so far, between one that is too small and one that is enough."""

    def __init__(
        self, sparse: Sparse, group: Bools, others: Bools, most_loss: Fraction | float,
        plain: State | None, tolerance: Fraction,
    ) -> None:  # fmt: skip
        self.sparse, self.group, self.others = sparse, group, others
        self.plain = plain or solve(sparse)
        self.of_group, self.of_others = int(group.sum()), int(others.sum())
        both = self.of_group * self.of_others
        self.slack = max(int(both * tolerance), (self.of_group + self.of_others) // 2)
        self.least = self.plain.total - int(Fraction(most_loss) * self.plain.total)
        self.before = self._rates(self.plain.mate)
        self.sign = 1 if self.before.difference <= 0 else -1
        self.unit = self._unit()
        self.solves = 0
        self.bounds = [(0, self.plain.bound * self.unit)]

    def _unit(self) -> int:
        """Shifted scores are counted in parts this small of a point; they must still fit."""
        sizes = sorted((max(1, self.of_group), max(1, self.of_others)))
        widest = int(self.sparse.scores.max(initial=1)) * (2 * (sizes[1] // sizes[0]) + 4)
        fits = MOST // (widest * 2 * (self.sparse.n + 1))
        if not fits:
            raise ValueError("the sum of the shifted scores does not fit")
        return min(sum(sizes), fits)

    def run(self) -> Lifted:
        """Between a shift that is too small and one that is enough, until they meet."""
        low = self._judge(0, self._state(self.plain.mate, self.plain.v * self.unit))
        if not self.of_group or not self.of_others or low.held >= 0:
            return self._lifted(low, low)
        high = self._first_high(low)
        found = self._walked(low, high)
        while high and high.shift - low.shift > 1 and self.solves < MOST_SOLVES:
            if self._near(found):
                break
            shift = self._between(low, high)
            nearest = low if shift - low.shift < high.shift - shift else high
            tried = self._try(shift, nearest.state)
            if tried.held >= 0 or tried.too_dear:
                high = tried
            else:
                low = tried
            found = max(found, self._walked(low, high), key=_better)
        return self._lifted(found, high or low)

    def _walked(self, low: _Try, high: _Try | None) -> _Try:
        """From the one towards the other in single exchanges; then nobody is left before a free place."""
        if high is None:
            return low
        counts = np.zeros(self.sparse.n, np.int64)
        counts[self.group] = self.sign * self.of_others
        counts[self.others] = -self.sign * self.of_group
        found = walk(self.sparse, low.end, high.end, counts, self.least)
        return self._judge(high.shift, self._state(fill(self.sparse, found.mate), high.state.v))

    def _near(self, found: _Try) -> bool:
        gap = self._bound_at(found.held) - found.state.total
        return 0 <= found.held <= 2 * self.slack and gap * NEAR_ENOUGH <= self.plain.total

    def _bound_at(self, held: int) -> int:
        """No choice with as much slack, or any where it is not kept, has a total above this."""
        lacks = min(held, 0)
        return min((most - shift * lacks) // self.unit for shift, most in self.bounds)

    def _first_high(self, low: _Try) -> _Try | None:
        """A shift that is enough: from a guess upwards, never beyond what turns every choice."""
        most = int(self.sparse.scores.max(initial=1)) * self.unit
        farthest = max(1, 2 * most // max(1, min(self.of_group, self.of_others)))
        shift = max(1, most // (32 * max(self.of_group, self.of_others)))
        while self.solves < MOST_SOLVES:
            tried = self._try(shift, low.state)
            if tried.held >= 0 or tried.too_dear:
                return tried
            if shift >= farthest:
                return None
            climbed = max(1, tried.held - low.held)
            onward = Fraction(-tried.held * (shift - low.shift), climbed) * Fraction(5, 4)
            low.shift, low.state, low.held, low.rates = shift, tried.state, tried.held, tried.rates
            shift = min(farthest, 4 * shift, shift + 1 + int(onward))
        return None

    def _between(self, low: _Try, high: _Try) -> int:
        """By the straight line between the two, a little towards what is enough."""
        width = high.shift - low.shift
        part = Fraction(1, 2)
        if high.held >= 0:
            part = Fraction(-low.held + self.slack // 4, high.held - low.held + 1)
        part = min(max(part, Fraction(1, 20)), Fraction(19, 20))
        return low.shift + min(max(1, int(width * part)), width - 1)

    def _try(self, shift: int, start: State) -> _Try:
        """Solve under the shift from prices near to it."""
        self.solves += 1
        change = np.zeros(self.sparse.n, np.int64)
        change[self.group] = self.sign * shift * self.of_others
        change[self.others] = -self.sign * shift * self.of_group
        lists = self.sparse.lists()
        scores = self.sparse.scores * self.unit + np.repeat(change, np.diff(self.sparse.indptr))
        np.maximum(scores, 1, out=scores)
        match = best(lists._replace(scores=scores), self.sparse.capacity, start)
        most = bound_of(self.sparse.capacity, match.u, match.v)
        self.bounds.append((shift, most + shift * self.slack))
        return self._judge(shift, self._state(match.mate, match.v))

    def _state(self, mate: npt.NDArray[np.int32], prices: Int64) -> State:
        """The choice under its true scores; the prices are those of the shifted ones."""
        total = int(worth(self.sparse, mate).sum())
        return State(self.sparse, mate, prices[:0], prices, total, total)

    def _judge(self, shift: int, state: State) -> _Try:
        rates = self._rates(state.mate)
        ahead = rates.group * self.of_others - rates.others * self.of_group
        held = self.sign * ahead + self.slack
        return _Try(shift, state, rates, held, state.total < self.least)

    def _rates(self, mate: npt.NDArray[np.int32]) -> Rates:
        chosen = mate != NOBODY
        return Rates(
            int(chosen[self.group].sum()), self.of_group,
            int(chosen[self.others].sum()), self.of_others,
        )  # fmt: skip

    def _lifted(self, found: _Try, last: _Try) -> Lifted:
        proven = prove(self.sparse, found.state.mate, self.plain.u, self.plain.v)
        return Lifted(
            mate=proven.mate, total=proven.total, bound=self._bound_at(found.held), plain=self.plain,
            before=self.before, after=found.rates,
            reached=0 <= found.held <= 2 * self.slack,
            bonus=Fraction(last.shift * max(self.of_others, self.of_group), self.unit),
            solves=self.solves,
        )  # fmt: skip


def _better(found: _Try) -> tuple[bool, int, int]:
    """The rule first, as near as it comes where it is not kept; then the total."""
    return found.held >= 0, min(found.held, 0), found.state.total


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
