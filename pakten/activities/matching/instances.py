"""An instance of the assignment problem as a file: read with care, answered exactly.

    {"left": [{"id": "a", "capacity": 2}], "right": [{"id": "x"}], "edges": [["a", "x", 7.5]]}

Capacities are whole numbers (1 when left out), scores whole or decimal numbers. Scores are kept
exactly: the smallest decimal place of the file becomes the unit of whole numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any

from pakten.activities.matching.assignment import Edge, Round, Solution

MOST_DIGITS = 40
Id = str | int


class UnreadableInstance(ValueError):  # noqa: N818  the name says what it is
    """What is wrong with the file, in one line."""


@dataclass(frozen=True, slots=True)
class Named:
    """A round whose ends have names; `places` decimal places make a score a whole number."""

    left: Sequence[Id]
    right: Sequence[Id]
    places: int
    round: Round


def read_instance(text: str | bytes) -> Named:
    """The instance in a JSON text. Raises `UnreadableInstance`."""
    try:
        data = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once
        )
    except InvalidOperation as problem:
        raise UnreadableInstance("a number is beyond all measure") from problem
    except UnreadableInstance:
        raise
    except (ValueError, RecursionError) as problem:
        raise UnreadableInstance(f"not JSON: {problem}") from problem
    if not isinstance(data, dict):
        raise UnreadableInstance('expected an object with "left", "right" and "edges"')
    left, left_room = _ends(data, "left")
    right, right_room = _ends(data, "right")
    rows = _edges(data, left, right)
    places = max((_places(score) for _i, _j, score in rows), default=0)
    exact = Context(prec=3 * MOST_DIGITS, traps=[Inexact, InvalidOperation])
    edges: list[Edge] = [(i, j, int(score.scaleb(places, exact))) for i, j, score in rows]
    return Named(list(left), list(right), places, Round(left_room, right_room, edges))


def answer(instance: Named, solution: Solution) -> dict[str, Any]:
    """The answer with the file's own names, and scores in its unit."""

    def score(whole: int) -> Decimal:
        return _shortest(whole, instance.places)

    edges = [instance.round.edges[e] for e in solution.chosen]
    return {
        "pairs": [[instance.left[i], instance.right[j], score(s)] for i, j, s in edges],
        "total": score(solution.total),
        "bound": score(solution.bound),
        "optimal": solution.is_optimal,
    }


def _shortest(whole: int, places: int) -> Decimal:
    """Exact whatever the length: the digits are set, not computed."""
    while places and whole % 10 == 0:
        whole, places = whole // 10, places - 1
    if -(10**15) < whole < 10**15:  # well within what is never rounded
        return Decimal(whole).scaleb(-places)
    sign, digits = int(whole < 0), tuple(map(int, str(abs(whole))))
    return Decimal((sign, digits, -places))


def _refuse_constant(word: str) -> None:
    raise UnreadableInstance(f"{word} is not a score")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnreadableInstance("a key stands twice in one object")
    return found


def _list(data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    if not isinstance(found, list):
        raise UnreadableInstance(f'"{key}" must be a list')
    return found


def _ends(data: dict[str, Any], side: str) -> tuple[dict[Id, int], list[int]]:
    index: dict[Id, int] = {}
    room: list[int] = []
    for number, row in enumerate(_list(data, side)):
        place = f'"{side}" no. {number + 1}'
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, Id) or isinstance(name, bool):
            raise UnreadableInstance(f'{place} needs an "id" that is text or a whole number')
        if isinstance(name, str) and not _is_text(name):
            raise UnreadableInstance(f"{place}: the id {name!r} holds half a character")
        if name in index:
            raise UnreadableInstance(f"{place}: the id {name!r} stands twice")
        capacity = row.get("capacity", 1)
        if not isinstance(capacity, int) or isinstance(capacity, bool) or capacity < 0:
            raise UnreadableInstance(f"{place}: the capacity must be a whole number, 0 or more")
        index[name] = len(room)
        room.append(capacity)
    return index, room


def _is_text(name: str) -> bool:
    """JSON can write half of a surrogate pair, which no output can."""
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)


def _edges(
    data: dict[str, Any], left: dict[Id, int], right: dict[Id, int]
) -> list[tuple[int, int, Decimal]]:
    rows: dict[tuple[int, int], Decimal] = {}
    for number, row in enumerate(_list(data, "edges")):
        if not isinstance(row, list) or len(row) != 3:
            raise UnreadableInstance(f"{_edge(number)} must be [left id, right id, score]")
        ends = _index(number, "left", left, row[0]), _index(number, "right", right, row[1])
        if ends in rows:
            raise UnreadableInstance(
                f"{_edge(number)}: {row[0]!r} and {row[1]!r} stand together twice"
            )
        rows[ends] = _score(number, row[2])
    return [(i, j, score) for (i, j), score in rows.items()]


def _edge(number: int) -> str:
    return f'"edges" no. {number + 1}'


def _index(number: int, side: str, index: dict[Id, int], name: Any) -> int:
    found = index.get(name) if type(name) is str or type(name) is int else None
    if found is None:
        raise UnreadableInstance(f'{_edge(number)}: {name!r} is not an id of "{side}"')
    return found


def _score(number: int, value: Any) -> Decimal:
    if type(value) is not int and type(value) is not Decimal:
        raise UnreadableInstance(f"{_edge(number)}: the score must be a number")
    score = Decimal(value)
    if score and (score.adjusted() >= MOST_DIGITS or _places(score) > MOST_DIGITS):
        raise UnreadableInstance(f"{_edge(number)}: a score has at most {MOST_DIGITS} digits")
    return score


def _places(score: Decimal) -> int:
    exponent = score.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
