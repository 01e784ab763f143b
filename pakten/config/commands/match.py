"""Solve anybody's instance of the assignment problem."""

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from pakten.activities.matching.assignment import Round, Solution, solve_best, solve_stable
from pakten.activities.matching.instances import UnreadableInstance, answer, read_instance

MALFORMED = 2
LARGE = 5_000  # edges; below this the compiled solver takes longer to load than to answer


def solve(words: argparse.Namespace) -> int:
    """Print the best pairs and the proof. A malformed file: one line on stderr, exit code 2."""
    try:
        text = sys.stdin.buffer.read() if words.file == "-" else Path(words.file).read_bytes()
        instance = read_instance(text)
    except (OSError, UnreadableInstance) as problem:
        said = problem.strerror if isinstance(problem, OSError) else str(problem)
        print(f"pakten: {words.file}: {' '.join(str(said).split())}", file=sys.stderr)
        return MALFORMED
    best = _solver(instance.round)
    solution = solve_stable(instance.round, best) if words.stable else best(instance.round)
    found = answer(instance, solution)
    print(_json(found) if words.json else _table(found))
    return 0


def _solver(instance: Round) -> Callable[[Round], Solution]:
    """The compiled solver for a large round, if its scores fit; the other takes any number."""
    if len(instance.edges) < LARGE:
        return solve_best
    both_sides: Any = import_module("pakten.activities.matching.solver.both_sides")
    best: Callable[[Round], Solution] = both_sides.solve_best
    return best if both_sides.fits(instance) else solve_best


def _json(found: dict[str, Any]) -> str:
    """Numbers are written with their own digits, not as the nearest binary fraction."""
    pairs = (
        f"[{json.dumps(left, ensure_ascii=False)}, {json.dumps(right, ensure_ascii=False)}, {score:f}]"
        for left, right, score in found["pairs"]
    )
    figures = f'"total": {found["total"]:f}, "bound": {found["bound"]:f}'
    return (
        f'{{"pairs": [{", ".join(pairs)}], {figures}, "optimal": {json.dumps(found["optimal"])}}}'
    )


def _table(found: dict[str, Any]) -> str:
    lines = [f"{_cell(left)}\t{_cell(right)}\t{score:f}" for left, right, score in found["pairs"]]
    proof = "optimal" if found["optimal"] else "not proven the best"
    lines.append(f"{len(found['pairs'])} pairs, total {found['total']:f},"
                 f" no total is above {found['bound']:f}: {proof}")  # fmt: skip
    return "\n".join(lines)


def _cell(name: str | int) -> str:
    """A name that would break the line or hide is written as in the file."""
    return str(name) if str(name).isprintable() else json.dumps(name)
