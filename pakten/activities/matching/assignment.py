"""The best total of a whole round, exactly, with a bound that proves it.

Maximise the sum of the scores of the chosen edges, where each edge is chosen at most once and each
end takes at most its capacity. The solver is OR-tools' minimum-cost flow; what it returns is not
trusted but checked: prices are found in exact integers, an improving cycle (only possible where
scores had to be rounded for the solver) is turned, and the dual value of the prices is the bound.

Right for scores of any length, but slow from some ten thousand edges: `solver.both_sides` answers
the same, as exactly, for large rounds whose scores fit in 64 bits.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

Edge = tuple[int, int, int]
_ROOM = 2**60  # the solver multiplies costs by the number of nodes in 64 bits
_ROOT = -1


@dataclass(frozen=True, slots=True)
class Round:
    """Capacities of both sides by index, and edges (left index, right index, score)."""

    left: Sequence[int]
    right: Sequence[int]
    edges: Sequence[Edge]


@dataclass(frozen=True, slots=True)
class Solution:
    """Indexes of the chosen edges, their total, and a proven upper bound of any total."""

    chosen: tuple[int, ...]
    total: int
    bound: int

    @property
    def is_optimal(self) -> bool:
        return self.total == self.bound


@dataclass(frozen=True, slots=True)
class Prices:
    """What one more place would be worth at each end: never negative, zero where there is room."""

    left: Sequence[int]
    right: Sequence[int]


def solve_best(instance: Round) -> Solution:
    """The best total there is, and its proof: `total == bound`."""
    useful = [e for e, edge in enumerate(instance.edges) if _is_useful(instance, edge)]
    residual = _Residual(instance, useful, _first_choice(instance, useful))
    prices = residual.settle()
    chosen = tuple(e for e, taken in zip(useful, residual.taken, strict=True) if taken)
    return Solution(chosen, _total(instance, chosen), bound_of(instance, prices))


def solve_stable(instance: Round, best: Callable[[Round], Solution] | None = None) -> Solution:
    """No two that prefer each other to what they got are left apart; the bound is of the best total.

    Both ends rank by the same score, so taking the highest free edge first is stable, whatever the
    capacities: an edge left out met an end that was full of edges at least as high. Equal scores go
    by the order of the edges, so of two left apart never *both* would gain strictly.
    """
    rooms = list(instance.left), list(instance.right)
    chosen = []
    by_score = sorted(range(len(instance.edges)), key=lambda e: (-instance.edges[e][2], e))
    for e in by_score:
        left, right, _score = instance.edges[e]
        if _is_useful(instance, instance.edges[e]) and rooms[0][left] and rooms[1][right]:
            rooms[0][left] -= 1
            rooms[1][right] -= 1
            chosen.append(e)
    return Solution(
        tuple(sorted(chosen)), _total(instance, chosen), (best or solve_best)(instance).bound
    )


def bound_of(instance: Round, prices: Prices) -> int:
    """The dual value of any prices: no choice of edges has a higher total (weak duality)."""
    ends = sum(map(_times, instance.left, prices.left))
    ends += sum(map(_times, instance.right, prices.right))
    over = (score - prices.left[i] - prices.right[j] for i, j, score in instance.edges
            if instance.left[i] and instance.right[j])  # fmt: skip
    return ends + sum(each for each in over if each > 0)


def _times(capacity: int, price: int) -> int:
    return capacity * price


def _total(instance: Round, chosen: Sequence[int]) -> int:
    return sum(instance.edges[e][2] for e in chosen)


def _is_useful(instance: Round, edge: Edge) -> bool:
    left, right, score = edge
    return score > 0 and instance.left[left] > 0 and instance.right[right] > 0


def _first_choice(instance: Round, useful: Sequence[int]) -> list[bool]:
    """The solver's answer; scores too long for it are cut to the digits it has room for."""
    if not useful:
        return []
    rows = [instance.edges[e] for e in useful]
    lefts, rights = len(instance.left), len(instance.right)
    source, sink = lefts + rights, lefts + rights + 1
    most = max(score for _i, _j, score in rows)
    cut = max(0, most.bit_length() - (_ROOM // (sink + 1)).bit_length() + 1)
    degree = np.bincount([i for i, _j, _s in rows], minlength=lefts)
    supply = np.minimum(np.array([min(c, len(rows)) for c in instance.left]), degree)
    take = np.array([min(c, len(rows)) for c in instance.right])
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.array([i for i, _j, _s in rows], np.int32),
        np.array([lefts + j for _i, j, _s in rows], np.int32),
        np.ones(len(rows), np.int64),
        np.array([-(score >> cut) for _i, _j, score in rows], np.int64),
    )
    _ends(flow, np.arange(lefts) * 0 + source, np.arange(lefts), supply)
    _ends(flow, lefts + np.arange(rights), np.arange(rights) * 0 + sink, take)
    _ends(flow, np.array([source]), np.array([sink]), np.array([supply.sum()]))
    flow.set_node_supply(source, int(supply.sum()))
    flow.set_node_supply(sink, -int(supply.sum()))
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("the flow solver gave up")
    return [bool(each) for each in flow.flows(arcs)]


def _ends(
    flow: min_cost_flow.SimpleMinCostFlow, tails: np.ndarray, heads: np.ndarray, room: np.ndarray
) -> None:
    flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), room.astype(np.int64),
        np.zeros(len(room), np.int64),
    )  # fmt: skip


class _Residual:
    """What could still change. Nodes: left ends, then right ends; the root is "outside".

    Prices are shortest distances d: the price of a left end is d, that of a right end is -d. A
    cycle of negative length is a better choice; there is none exactly when the choice is best.
    """

    def __init__(self, instance: Round, useful: Sequence[int], taken: list[bool]) -> None:
        self.edges = [instance.edges[e] for e in useful]
        self.taken = taken
        self.lefts = len(instance.left)
        self.room = [*instance.left, *instance.right]
        self.at: list[list[int]] = [[] for _ in self.room]
        for e, (i, j, _score) in enumerate(self.edges):
            self.at[i].append(e)
            self.at[self.lefts + j].append(e)
            if taken[e]:
                self.room[i] -= 1
                self.room[self.lefts + j] -= 1

    def settle(self) -> Prices:
        """Turn improving cycles until there is none; then the distances are the prices."""
        while cycle := self._search():
            for e in cycle:
                step = 1 if self.taken[e] else -1
                self.taken[e] = not self.taken[e]
                self.room[self.edges[e][0]] += step
                self.room[self.lefts + self.edges[e][1]] += step
        left = [far or 0 for far in self.far[: self.lefts]]
        return Prices(left, [-(far or 0) for far in self.far[self.lefts :]])

    def _search(self) -> list[int]:
        """Shortest distances from outside, by correcting labels; the edges of a cycle if one shows."""
        size = len(self.room)
        starts = [n for n in range(size) if n >= self.lefts or self.room[n] > 0]
        self.far: list[int | None] = [None] * size
        self.came = [_ROOT] * size  # the edge by which the node was last reached
        hops = [0] * size
        for n in starts:
            self.far[n] = 0
        waiting, queued = deque(starts), [False] * size
        for n in starts:
            queued[n] = True
        while waiting:
            here = waiting.popleft()
            queued[here] = False
            for e, there, length in self._steps(here):
                far = (self.far[here] or 0) + length
                known = self.far[there]
                if known is not None and far >= known:
                    continue
                self.far[there], self.came[there], hops[there] = far, e, hops[here] + 1
                if hops[there] > size or (far < 0 and self._may_leave(there)):
                    return self._trace(there)
                if not queued[there]:
                    waiting.append(there)
                    queued[there] = True
        return []

    def _steps(self, here: int) -> list[tuple[int, int, int]]:
        """From a left end along what is not chosen, from a right end back along what is."""
        if here < self.lefts:
            return [
                (e, self.lefts + self.edges[e][1], -self.edges[e][2])
                for e in self.at[here]
                if not self.taken[e]
            ]
        return [(e, self.edges[e][0], self.edges[e][2]) for e in self.at[here] if self.taken[e]]

    def _may_leave(self, node: int) -> bool:
        """A path may end at any left end, and at a right end with room."""
        return node < self.lefts or self.room[node] > 0

    def _trace(self, node: int) -> list[int]:
        """Back along the way: to outside, or once round a cycle."""
        seen: dict[int, int] = {}
        path: list[int] = []
        while self.came[node] != _ROOT and node not in seen:
            seen[node] = len(path)
            e = self.came[node]
            path.append(e)
            i, j, _score = self.edges[e]
            node = self.lefts + j if node == i and node < self.lefts else i
        return path[seen[node] :] if node in seen else path
