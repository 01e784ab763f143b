"""`python -m benchmarks.matching_solver`: the exact solver beside others on the same candidate edges.

All run on one thread, interleaved in one process, medians of 5; HiGHS once and for at most 30 s;
on the largest rounds OR-tools once and the slower two not at all. Times are from the same ready arrays to the answer: ours with its proof, the others with the
making of their own input, and for OR-tools also its `solve` alone. Each class runs in a process of its
own, so that one that ends for want of memory is one line. Nothing is written.

    --quick               leaves the two rounds of 100 000 rows out
    --only 5              one class by its number from 0 (5: large places); several may be named
    --ours                no others, our own figures alone
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from ortools.graph.python import min_cost_flow
from scipy.optimize import linprog
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from pakten.activities.matching.solver import Live, Sparse, State, lift, lowest, solve

GROUPS, DISTRICTS, ASKED, KEPT = 400, 117, 160, 64
NEWCOMERS = 200
PATIENCE = 30.0
LESS = 700  # points a score is lower for the group that is lifted


class Class(NamedTuple):
    """A kind of round: so many rows and columns, and how many places a column may have."""

    name: str
    rows: int
    columns: int
    places: tuple[int, ...] = (1,)
    is_large: bool = False


SEVERAL = (1,) * 72 + (2,) * 17 + (3,) * 8 + (5,) * 3
CLASSES = [
    Class("loose", 2_000, 5_000),
    Class("loose", 10_000, 20_000),
    Class("contended", 10_000, 8_000),
    Class("contended, capacities", 10_000, 8_000, SEVERAL),
    Class("twice as many as places", 5_000, 2_000, SEVERAL),
    Class("large places", 10_000, 300, (20, 30, 40)),
    Class("loose", 100_000, 300_000, is_large=True),
    Class("contended, capacities", 100_000, 80_000, SEVERAL, is_large=True),
]


def candidates(kind: Class, seed: int = 1) -> Sparse:
    """Rows ask within their one to three occupation groups and around; the best 64 are kept.

    A score is 0-10 000 as the engine's: occupation, skills (by chance of the pair), language,
    travel between districts on a plane; below 3 000 there is no edge. Popular groups and districts
    are asked for and offered by the same skewed chances, drawn apart.
    """
    chance = np.random.default_rng(seed)
    weight = 1 / np.arange(1, GROUPS + 1) ** 0.8
    weight /= weight.sum()
    offered = np.sort(chance.choice(GROUPS, kind.columns, p=chance.permutation(weight)))
    begin = np.searchsorted(offered, np.arange(GROUPS + 1))
    plane = chance.normal(0, 9, (DISTRICTS, 2))
    minutes = np.sqrt(((plane[:, None] - plane[None]) ** 2).sum(-1)) * 2.6 + 8
    home = chance.integers(0, DISTRICTS, kind.rows)
    place = chance.choice(DISTRICTS, kind.columns, p=chance.dirichlet(np.full(DISTRICTS, 0.7)))
    able, asks = chance.integers(0, 7, kind.rows), chance.integers(0, 5, kind.columns)
    edges = []
    for first in range(0, kind.rows, 5_000):
        rows = np.arange(first, min(kind.rows, first + 5_000))
        wanted = chance.choice(GROUPS, (len(rows), 3), p=weight)
        group = wanted[np.arange(len(rows))[:, None], chance.integers(0, 3, (len(rows), ASKED))]
        size = begin[group + 1] - begin[group]
        col = np.where(
            (size > 0) & (chance.random(group.shape) < 0.7),
            begin[group] + (chance.random(group.shape) * size).astype(int),
            chance.integers(0, kind.columns, group.shape),
        )
        near = 120 - np.minimum(minutes[home[rows][:, None], place[col]], 120)
        above = np.minimum(able[rows][:, None] - asks[col], 2)
        same = (offered[col][:, :, None] == wanted[:, None, :]).any(-1)
        skills = chance.integers(0, 3_000, col.shape)
        score = 2_500 * same + skills + 500 * above + (12 * near).astype(int) + 500
        score[(above < 0) | (score < 3_000)] = 0
        best = np.argsort(-score, axis=1)[:, :KEPT]
        edges.append(
            _kept(rows, np.take_along_axis(col, best, 1), np.take_along_axis(score, best, 1))
        )
    row, col, score = (np.concatenate(part) for part in zip(*edges, strict=True))
    matrix = sp.coo_matrix((score, (row, col)), (kind.rows, kind.columns)).tocsr()
    return Sparse(
        kind.rows, kind.columns, matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32),
        matrix.data.astype(np.int64), chance.choice(kind.places, kind.columns).astype(np.int64),
    )  # fmt: skip


def _kept(rows: np.ndarray, col: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, ...]:
    """The edges above 0, none twice."""
    row = np.broadcast_to(rows[:, None], col.shape)
    key = (row.astype(np.int64) << 32) + col
    _, first = np.unique(key, return_index=True)
    first = first[score.ravel()[first] > 0]
    return row.ravel()[first], col.ravel()[first], score.ravel()[first]


def by_flow(sparse: Sparse) -> tuple[int, float]:
    """OR-tools minimum-cost flow: the total, and the seconds of its `solve` alone."""
    n, m, sink = sparse.n, sparse.m, sparse.n + sparse.m
    flow, number = min_cost_flow.SimpleMinCostFlow(), len(sparse.indices)
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(sparse.rows(), sparse.indices + np.int32(n), np.ones(number, np.int64), -sparse.scores)
    rows, cols = np.arange(n, dtype=np.int32), np.arange(n, sink, dtype=np.int32)
    add(rows, np.full(n, sink, np.int32), np.ones(n, np.int64), np.zeros(n, np.int64))
    add(cols, np.full(m, sink, np.int32), sparse.capacity, np.zeros(m, np.int64))
    flow.set_nodes_supplies(np.append(rows, np.int32(sink)), np.append(np.ones(n, np.int64), -n))
    begun = time.perf_counter()
    flow.solve()
    return -flow.optimal_cost(), time.perf_counter() - begun


def by_scipy(sparse: Sparse) -> int:
    """Full matching where every row also has a place of its own, worth 1 (0 is no edge there)."""
    matrix = sp.csr_matrix((sparse.scores, sparse.indices, sparse.indptr), (sparse.n, sparse.m))
    seats = np.repeat(np.arange(sparse.m), sparse.capacity)
    wide = matrix.tocsc()[:, seats] if len(seats) != sparse.m else matrix
    wide = sp.hstack([wide, sp.identity(sparse.n, dtype=np.int64)], format="csr")
    cost = wide.copy()
    cost.data = int(sparse.scores.max()) + 1 - wide.data + 1
    rows, cols = min_weight_full_bipartite_matching(cost)
    found = np.asarray(wide[rows, cols]).ravel()
    return int(found[cols < len(seats)].sum())


def by_highs(sparse: Sparse) -> int | None:
    """HiGHS on the linear programme, as scipy hands it over; None when its time was up."""
    number = len(sparse.indices)
    ends = np.concatenate([sparse.rows(), sparse.n + sparse.indices])
    rule = sp.csc_matrix(
        (np.ones(2 * number), (ends, np.tile(np.arange(number), 2))), (sparse.n + sparse.m, number)
    )
    room = np.concatenate([np.ones(sparse.n), sparse.capacity])
    limit = {"time_limit": PATIENCE}
    found = linprog(-sparse.scores.astype(float), rule, room, method="highs", options=limit)
    return None if found.status else round(-found.fun)


def timed(call: Callable[[], object]) -> float:
    """Seconds of one call."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def beside(kind: Class, sparse: Sparse, *, alone: bool) -> tuple[str, State, float]:
    """One line of the first table, the state and our median."""
    took: dict[str, list[float]] = {"ours": [], "flow": [], "alone": [], "scipy": [], "highs": []}
    totals: set[int | None] = set()
    for turn in range(5):
        took["ours"].append(timed(lambda: totals.add(solve(sparse).total)))
        if alone or (kind.is_large and turn):
            continue
        begun = time.perf_counter()
        total, solving = by_flow(sparse)
        took["flow"].append(time.perf_counter() - begun)
        took["alone"].append(solving)
        totals.add(total)
        if not kind.is_large:
            took["scipy"].append(timed(lambda: totals.add(by_scipy(sparse))))
        if not kind.is_large and not turn:
            took["highs"].append(timed(lambda: totals.add(by_highs(sparse))))
    middle = {name: statistics.median(each) for name, each in took.items() if each}
    totals.discard(None)
    state = solve(sparse)
    assert totals == {state.total}
    assert state.gap == 0
    others = [seconds for name, seconds in middle.items() if name != "ours"]
    part = f"{middle['ours'] / min(others):.2f}" if others else "not run"
    warm = timed(lambda: solve(sparse, start=state))
    down = timed(lambda: lowest(state))
    line = (
        f"| {kind.name} | {sparse.n:,} × {sparse.m:,} | {len(sparse.indices):,} |"
        f" {_ms(middle, 'ours')} | {_ms(middle, 'flow')} | {_ms(middle, 'alone')} |"
        f" {_ms(middle, 'scipy')} | {_ms(middle, 'highs')} | {part} |"
        f" {state.gap} |"
        f" {1000 * warm:,.1f} | {1000 * down:,.1f} |"
    )
    return line, state, middle["ours"]


def _ms(middle: dict[str, float], name: str) -> str:
    seconds = middle.get(name)
    if seconds is None:
        return "not run"
    if name == "highs" and seconds >= PATIENCE:
        return "over 30 000"
    return f"{1000 * seconds:,.1f}" if seconds < 0.1 else f"{1000 * seconds:,.0f}"


def newcomers(state: State, full: float) -> str:
    """Rows put in one at a time into a round solved without them."""
    sparse, live = state.sparse, Live(state)
    rows = np.random.default_rng(2).permutation(sparse.n)[:NEWCOMERS]
    for row in rows:
        live.remove_row(int(row))
    took = []
    for row in rows:
        own = slice(sparse.indptr[row], sparse.indptr[row + 1])
        edges = sparse.indices[own], sparse.scores[own]
        took.append(timed(lambda edges=edges: live.add_row(*edges)))  # type: ignore[misc]
    after = live.state()
    assert (after.total, after.gap) == (state.total, 0)
    middle, late = (1e6 * float(np.percentile(took, part)) for part in (50, 95))
    return f"{middle:.0f} | {late:.0f} | 1/{1e6 * full / late:,.0f}"


def lifted(sparse: Sparse) -> str:
    """A group whose scores are all lower, lifted until the rates meet."""
    group = np.random.default_rng(3).random(sparse.n) < 0.52
    scores = np.maximum(1, sparse.scores - LESS * group[sparse.rows()])
    lower = Sparse(sparse.n, sparse.m, sparse.indptr, sparse.indices, scores, sparse.capacity)
    eligible = np.diff(sparse.indptr) > 0
    plain = solve(lower)
    full = statistics.median(timed(lambda: solve(lower)) for _ in range(3))
    lift(lower, group, eligible, plain=plain)
    runs = []
    for _ in range(3):
        begun = time.perf_counter()
        found = lift(lower, group, eligible, plain=plain)
        runs.append(time.perf_counter() - begun)
    assert found.reached
    return (
        f"{100 * float(found.before.difference):+.2f} → {100 * float(found.after.difference):+.2f} |"
        f" {statistics.median(runs) / full:.1f} ({found.solves} warm) | {100 * float(found.share):.4f} % |"
        f" {100 * found.gap / found.total:.5f} %"
    )


def one(number: int, *, alone: bool) -> None:
    """Both lines of one class."""
    tiny = Sparse.of(2, 2, [(0, 0, 5), (0, 1, 3), (1, 0, 4)], [1, 1])
    live = Live(solve(solve(tiny).sparse, start=lowest(solve(tiny))))
    live.add_row([0], [9])
    live.remove_row(0)
    kind = CLASSES[number]
    sparse = candidates(kind)
    first, state, full = beside(kind, sparse, alone=alone)
    below = f"| {kind.name} | {kind.rows:,} × {kind.columns:,} | {newcomers(state, full)} |"
    print(json.dumps([first, f"{below} {lifted(sparse)} |"]))


def main() -> None:
    """Print both tables."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--quick", action="store_true")
    reader.add_argument("--only", nargs="*", type=int, choices=range(len(CLASSES)))
    reader.add_argument("--ours", action="store_true")
    reader.add_argument("--child", type=int, help=argparse.SUPPRESS)
    told = reader.parse_args()
    if told.child is not None:
        one(told.child, alone=told.ours)
        return
    numbers = told.only or [
        n for n, kind in enumerate(CLASSES) if not (kind.is_large and told.quick)
    ]
    print("| class | rows × columns | edges | ours ms | OR-tools ms | its solve alone | scipy ms |"
          " HiGHS ms | ours ÷ fastest | gap | warm ms | lowest prices ms |")  # fmt: skip
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    below = []
    for number in numbers:
        command = [sys.executable, "-m", "benchmarks.matching_solver", "--child", str(number)]
        command += ["--ours"] if told.ours else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            print(f"| {CLASSES[number].name} | ended with code {done.returncode} |", flush=True)
            continue
        first, second = json.loads(done.stdout)
        print(first, flush=True)
        below.append(second)
    print("\n| class | rows × columns | newcomer p50 µs | p95 µs | of a full solve | women − men,"
          " points | lift, plain solves | price | gap of the proof |")  # fmt: skip
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|", *below, sep="\n")


if __name__ == "__main__":
    main()
