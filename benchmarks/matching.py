"""`python -m benchmarks.matching`: whole rounds beside dense scoring and scipy, OR-tools and greedy.

Every figure is of a process of its own, started from the same arrays; times are medians, memory is
what the work added to the process at its peak. `--large` adds 100 000 seekers and 300 000 needs,
which takes about ten minutes to invent.
"""

import argparse
import gc
import json
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment

from benchmarks.city import TODAY, City
from benchmarks.dense import dense_scores
from pakten.activities.matching.scoring import columns
from pakten.activities.matching.scoring.compiling import compile_city
from pakten.activities.matching.scoring.proving import prove_best
from pakten.activities.matching.scoring.streaming import Stream

SIZES = [(200, 500), (2_000, 5_000), (10_000, 20_000), (10_000, 8_000)]
LARGE = (100_000, 300_000)
WAYS = ("ours", "dense", "ortools", "greedy")
WAYS_TO_TRY: list[str] = []
DENSE_MOST = 10_000 * 20_000
STATUS = Path("/proc/self/status")
Answer = dict[str, Any]


def main() -> None:
    """Run every way on every size and print a table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--large", action="store_true")
    reader.add_argument("--sizes", nargs="*", help="such as 200x500")
    reader.add_argument("--ways", nargs="*", choices=WAYS)
    reader.add_argument("--runs", type=int, help="instead of 5, and 3 for what takes long")
    reader.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    told = reader.parse_args()
    WAYS_TO_TRY.extend(told.ways or WAYS)
    if told.child:
        file, way, times = told.child
        print(json.dumps(measure(Path(file), way, int(times))))
        return
    sizes = [tuple(map(int, each.split("x"))) for each in told.sizes or ()]
    print(
        "| seekers × needs | way | scoring s | in all s | × ours | processor s | × ours | memory MB | × ours | total | gap |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for seekers, needs in sizes or [*SIZES, *([LARGE] if told.large else [])]:
        compare(seekers, needs, told.runs)


def compare(seekers: int, needs: int, runs: int | None) -> None:
    """One size."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "city"
        made = invent(file, seekers, needs)
        ways = [way for way in WAYS_TO_TRY if way != "dense" or seekers * needs <= DENSE_MOST]
        answers = {way: child(file, way, runs or times(way, seekers * needs)) for way in ways}
    ours = answers["ours"]
    for way, found in answers.items():
        ratios = found["all"] / ours["all"], found["memory"] / ours["memory"]
        print(
            f"| {seekers} × {needs} | {way} | {found['scoring']:.4f} | {found['all']:.4f} | {ratios[0]:.1f}"
            f" | {found['cpu']:.4f} | {found['cpu'] / ours['cpu']:.1f}"
            f" | {found['memory']:.1f} | {ratios[1]:.1f} | {found['total']} | {found['gap']} |",
            flush=True,
        )
    print(
        f"<!-- {seekers} x {needs}: {ours['fits']} pairs fit; edges {ours['edges']}, pricing rounds"
        f" {ours['rounds']}, one pass {ours['pass']:.3f} s, solving {ours['solving']:.3f} s; objects to"
        f" arrays {made:.1f} s -->",
        flush=True,
    )


def times(way: str, pairs: int) -> int:
    """Runs to take the median of."""
    return 5 if pairs <= 10_000_000 or (way != "dense" and pairs <= DENSE_MOST) else 3


def invent(file: Path, seekers: int, needs: int) -> float:
    """Make the city and its arrays, in a process that ends. Gives the seconds of compiling."""
    city = City(seekers, needs)
    _both = city.needs, city.seekers
    begun = time.perf_counter()
    made = compile_city(city.needs, city.seekers, city.substitutions, TODAY)
    took = time.perf_counter() - begun
    room = np.array([need.seats for need in made.needs], np.int64)
    file.write_bytes(pickle.dumps((made.city, room), protocol=5))
    return took


def child(file: Path, way: str, runs: int) -> Answer:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.matching", "--child", str(file), way, str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Answer = json.loads(done.stdout)
    return found


def measure(file: Path, way: str, runs: int) -> Answer:
    """One way, warmed up on a few seekers so that nothing is compiled while the clock goes."""
    city, room = pickle.loads(file.read_bytes())
    run: Callable[[columns.City, Any], Answer] = globals()[f"by_{way}"]
    run(first_of(city, 50), room)
    if way in {"ortools", "greedy"}:
        edges_of(city, room)  # kept: their time and memory are those of the solving alone
    base = forget_peak()
    answers = [run(city, room) for _ in range(runs)]
    found = answers[0]
    for key in ("all", "scoring", "solving", "pass", "cpu"):
        if key in found:
            found[key] = statistics.median(each[key] for each in answers)
    return {**found, "memory": max(peak() - base, 0.1)}


def peak() -> float:
    """Megabytes of this process at its highest since `forget_peak`."""
    return (
        _status("VmHWM")
        if STATUS.exists()
        else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    )


def forget_peak() -> float:
    """Begin anew (Linux), so that the work cannot hide under what reading the arrays took."""
    gc.collect()
    if not STATUS.exists():
        return peak()
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _status(word: str) -> float:
    line = next(row for row in STATUS.read_text().splitlines() if row.startswith(word))
    return int(line.split()[1]) / 1024


def first_of(city: columns.City, seekers: int) -> columns.City:
    """The same city with the first few seekers."""
    who = city.seekers
    ends = {name: getattr(who, name)[: seekers + 1] for name in who._fields if name.endswith("_at")}
    ones = ("anywhere", "earliest", "hours", "available", "swedish", "constant")
    plain = {name: getattr(who, name)[:seekers] for name in ones}
    special = city.special._replace(at=city.special.at[: seekers + 1])
    return city._replace(seekers=who._replace(**ends, **plain), special=special)


def by_ours(city: columns.City, room: Any) -> Answer:
    """Score, solve and prove over all pairs."""
    begun, worked = time.perf_counter(), time.process_time()
    stream = Stream(city)
    found = prove_best(stream, room)
    took, work = time.perf_counter() - begun, time.process_time() - worked
    begun = time.perf_counter()
    fits = stream.count()
    one = time.perf_counter() - begun
    return {
        "scoring": one, "all": took, "cpu": work, "total": found.total, "gap": found.bound - found.total,
        "pass": one, "solving": took - one, "rounds": found.rounds, "edges": found.edges, "fits": fits,
    }  # fmt: skip


def by_dense(city: columns.City, room: Any) -> Answer:
    """Every pair in a table by numpy, every seat a column, scipy's assignment."""
    begun, worked = time.perf_counter(), time.process_time()
    table = dense_scores(city)
    scored = time.perf_counter() - begun
    seats = np.repeat(np.arange(len(room)), room)
    table = table[:, seats]
    rows, cols = linear_sum_assignment(table, maximize=True)
    total = int(table[rows, cols].sum())
    took, work = time.perf_counter() - begun, time.process_time() - worked
    return {"scoring": scored, "all": took, "cpu": work, "total": total, "gap": "none given"}


_kept: dict[int, Any] = {}


def edges_of(city: columns.City, room: Any) -> Any:
    """The best 64 pairs of each: where ours begins, before pricing adds what is missing."""
    if id(city) not in _kept:
        best = Stream(city).best(64)
        rows = np.repeat(np.arange(len(best.at) - 1, dtype=np.int32), np.diff(best.at))
        _kept[id(city)] = rows, best.ends, best.scores
    return _kept[id(city)]


def by_ortools(city: columns.City, room: Any) -> Answer:
    """Minimum-cost flow on the best 64 pairs of each, which are given: no scoring, no proof."""
    rows, ends, scores = edges_of(city, room)
    begun, worked = time.perf_counter(), time.process_time()
    n, m = len(city.seekers.constant), len(room)
    flow, sink = min_cost_flow.SimpleMinCostFlow(), n + m
    ones, sides = np.ones(len(rows), np.int64), np.arange(n + m, dtype=np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(rows, ends + n, ones, -scores.astype(np.int64))
    at_most = np.concatenate([np.ones(n, np.int64), room])
    to = np.full(n + m, sink, np.int32)
    flow.add_arcs_with_capacity_and_unit_cost(sides, to, at_most, np.zeros(n + m, np.int64))
    flow.set_nodes_supplies(sides[:n], np.ones(n, np.int64))
    flow.set_node_supply(sink, -n)
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("no answer")
    took, work = time.perf_counter() - begun, time.process_time() - worked
    return {
        "scoring": 0.0,
        "all": took,
        "cpu": work,
        "total": -flow.optimal_cost(),
        "gap": "none given",
    }


def by_greedy(city: columns.City, room: Any) -> Answer:
    """The highest free pair first, on the same pairs."""
    rows, ends, scores = edges_of(city, room)
    begun, worked = time.perf_counter(), time.process_time()
    order = np.argsort(-scores, kind="stable")
    left, free, total = room.tolist(), [True] * len(city.seekers.constant), 0
    for i, j, worth in zip(*(each[order].tolist() for each in (rows, ends, scores)), strict=True):
        if free[i] and left[j]:
            free[i] = False
            left[j] -= 1
            total += worth
    took, work = time.perf_counter() - begun, time.process_time() - worked
    return {"scoring": 0.0, "all": took, "cpu": work, "total": total, "gap": "none given"}


if __name__ == "__main__":
    main()
