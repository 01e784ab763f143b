"""`python -m benchmarks.matching`: whole rounds beside dense scoring and scipy, OR-tools and greedy.

Every figure is of a process of its own, started from the same arrays; times are medians, memory is
what the work added to the process at its peak. A process that ends for want of memory is one line in
the table. Nothing is written but a folder that is taken away again.

    --only 10000x20000           one size; several may be named
    --ways ours dense --runs 1   some of the ways, each once
    --large                      also 100 000 seekers and 300 000 needs: `ours`, `ortools` and `greedy`
    --keep FOLDER                the invented arrays stay there and are used the next time, so that
                                 minutes of inventing need no idle machine
    --invent                     with --keep: invent alone, measure nothing
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
from collections.abc import Callable, Sequence
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
DENSE_MOST = 10_000 * 20_000
STATUS = Path("/proc/self/status")
Answer = dict[str, Any]


def main() -> None:
    """Run every way on every size and print a table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--large", action="store_true")
    reader.add_argument("--only", "--sizes", nargs="*", help="such as 200x500")
    reader.add_argument("--keep", type=Path, help="a folder for the invented arrays")
    reader.add_argument("--invent", action="store_true", help="with --keep: measure nothing")
    reader.add_argument("--ways", nargs="*", choices=WAYS)
    reader.add_argument("--runs", type=int, help="instead of 5, and 3 for what takes long")
    reader.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    reader.add_argument("--make", nargs=3, help=argparse.SUPPRESS)
    told = reader.parse_args()
    if told.make:
        file, seekers, needs = told.make
        print(json.dumps(invent(Path(file), int(seekers), int(needs))))
        return
    if told.child:
        file, way, times = told.child
        print(json.dumps(measure(Path(file), way, int(times))))
        return
    sizes = [tuple(map(int, each.split("x"))) for each in told.only or ()]
    sizes = sizes or [*SIZES, *([LARGE] if told.large else [])]
    if told.invent:
        for seekers, needs in sizes:
            made_in(told.keep, seekers, needs)
        return
    print(
        "| seekers × needs | way | scoring s | in all s | × ours | processor s | × ours | memory MB | × ours | total | gap |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for seekers, needs in sizes:
            file, made = made_in(told.keep or Path(folder), seekers, needs)
            compare(file, (seekers, needs), told.ways or WAYS, told.runs, made)
            if not told.keep:
                file.unlink()


def made_in(folder: Path, seekers: int, needs: int) -> tuple[Path, float]:
    """The arrays of a size, invented if they are not there, and the seconds of compiling."""
    folder.mkdir(parents=True, exist_ok=True)
    file, made = folder / f"{seekers}x{needs}.pickle", 0.0
    if not file.exists():
        made = float(asked("--make", str(file), str(seekers), str(needs)))
    return file, made


def compare(
    file: Path, size: tuple[int, int], ways: Sequence[str], runs: int | None, made: float
) -> None:
    """One size."""
    seekers, needs = size
    pairs = seekers * needs
    tried = ["ours", *(way for way in ways if way != "ours")]
    tried = [way for way in tried if way != "dense" or pairs <= DENSE_MOST]
    answers = {}
    for way in tried:
        try:
            answers[way] = child(file, way, runs or times(way, pairs))
        except subprocess.CalledProcessError as failed:
            print(
                f"| {seekers} × {needs} | {way} | ended with code {failed.returncode} |", flush=True
            )
    if "ours" not in answers:
        return
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
    """Make the city and its arrays. Gives the seconds of compiling."""
    city = City(seekers, needs)
    _both = city.needs, city.seekers
    begun = time.perf_counter()
    made = compile_city(city.needs, city.seekers, city.substitutions, TODAY)
    took = time.perf_counter() - begun
    room = np.array([need.seats for need in made.needs], np.int64)
    half = file.with_suffix(".half")
    with half.open("wb") as out:
        pickle.dump((made.city, room), out, protocol=5)
    half.rename(file)
    return took


def child(file: Path, way: str, runs: int) -> Answer:
    """Measure in a process of its own."""
    found: Answer = asked("--child", str(file), way, str(runs))
    return found


def asked(*words: str) -> Any:
    """What this command answers in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.matching", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


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
    """Every pair in a table by numpy, every seat a column, scipy's assignment.

    The costs are laid out once, negated, in the numbers scipy works with: it then copies nothing.
    """
    begun, worked = time.perf_counter(), time.process_time()
    table = dense_scores(city)
    scored = time.perf_counter() - begun
    seats = np.repeat(np.arange(len(room)), room)
    cost = np.empty((len(table), len(seats)))
    for first in range(0, len(table), 500):
        cost[first : first + 500] = table[first : first + 500, seats]
    del table
    np.negative(cost, out=cost)
    rows, cols = linear_sum_assignment(cost)
    total = -int(cost[rows, cols].sum())
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
