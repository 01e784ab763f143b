"""Solve anybody's instance of the assignment problem."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pakten.activities.matching.assignment import solve_best, solve_stable
from pakten.activities.matching.instances import UnreadableInstance, answer, read_instance

MALFORMED = 2


def solve(words: argparse.Namespace) -> int:
    """Print the best pairs and the proof. A malformed file: one line on stderr, exit code 2."""
    try:
        text = sys.stdin.buffer.read() if words.file == "-" else Path(words.file).read_bytes()
        instance = read_instance(text)
    except (OSError, UnreadableInstance) as problem:
        said = problem.strerror if isinstance(problem, OSError) else str(problem)
        print(f"pakten: {words.file}: {' '.join(str(said).split())}", file=sys.stderr)
        return MALFORMED
    found = answer(instance, (solve_stable if words.stable else solve_best)(instance.round))
    print(_json(found) if words.json else _table(found))
    return 0


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
    lines = [f"{left}\t{right}\t{score:f}" for left, right, score in found["pairs"]]
    proof = "optimal" if found["optimal"] else "not proven the best"
    lines.append(f"{len(found['pairs'])} pairs, total {found['total']:f},"
                 f" no total is above {found['bound']:f}: {proof}")  # fmt: skip
    return "\n".join(lines)
