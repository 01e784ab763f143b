"""Small cities for the matching engine, and what is best in them by an independent way."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from pakten.activities.matching import (
    Coming,
    Need,
    Requirement,
    RequirementKind,
    Seeker,
    Substitutions,
)
from pakten.activities.matching.score import score
from pakten.activities.matching.whole import Named, Options, Whole

TODAY = date(2026, 11, 20)
OCCUPATIONS = ["o1", "o2", "o3", "o4"]
SKILLS = ["s1", "s2", "s3"]
LANGUAGES = ["lang:sv", "lang:en"]
LEVELS = ["none", "", "sfi-a", "a2", "sfi-c", "b2", "native"]
DISTRICTS = ["d1", "d2", "d3"]
NEAR = Substitutions(
    [("o1", "o2", 75), ("o2", "o1", 25), ("o3", "o1", 25)],
    {"o1": "4322", "o2": "4322", "o3": "8344"},
)
K = RequirementKind


def _some(chance: random.Random, among: list[str], most: int) -> list[str]:
    return chance.sample(among, chance.randint(0, min(most, len(among))))


def _day(chance: random.Random) -> date | None:
    return chance.choice([None, TODAY + timedelta(chance.randint(-200, 200))])


def _requirement(chance: random.Random, name: str, mild: bool) -> Requirement:
    must = chance.random() < (0.25 if mild else 0.5)
    match chance.choice([*K]):
        case K.SKILL:
            return Requirement(name, K.SKILL, chance.choice(SKILLS), must=must)
        case K.LANGUAGE:
            asked, level = chance.choice(LANGUAGES), chance.choice(LEVELS)
            return Requirement(name, K.LANGUAGE, asked, level, must=must)
        case K.LICENCE:
            return Requirement(name, K.LICENCE, chance.choice(["licence:B", "own"]), must=must)
        case K.TIME:
            return Requirement(name, K.TIME, number=chance.choice([330, 480, 600]), must=must)
        case K.HOURS:
            return Requirement(name, K.HOURS, number=chance.choice([50, 75, 100]), must=must)
        case K.PLACE:
            return Requirement(name, K.PLACE, chance.choice(DISTRICTS), must=must)
        case K.START:
            return Requirement(name, K.START, day=_day(chance), must=must)
        case _:
            key, years = chance.choice([*OCCUPATIONS, "ssyk:4322"]), chance.randint(0, 4)
            return Requirement(name, K.OCCUPATION, key, number=years, must=must)


def a_need(chance: random.Random, name: str, people: list[str], *, mild: bool = False) -> Need:
    """Any need; a mild one has fewer musts."""
    asked = [_requirement(chance, str(k), mild) for k in range(chance.randint(0, 5))]
    occupation = chance.choice([None, *OCCUPATIONS])
    group = NEAR.groups.get(occupation or "", "") or chance.choice(["", "4322"])
    return Need(
        name, tuple(asked), occupation, group, "job", chance.choice(["", *DISTRICTS]),
        _day(chance), chance.randint(0, 3), chance.choice(["", "h1", "h2"]),
        frozenset(_some(chance, people, 2)),
        {name: chance.randint(1, 7) for name in _some(chance, people, 2)},
    )  # fmt: skip


def a_seeker(chance: random.Random, name: str) -> Seeker:
    """Anybody."""
    wanted = _some(chance, [*OCCUPATIONS, "ssyk:4322"], 3)
    coming = [
        Coming(chance.choice([*SKILLS, *LANGUAGES, "licence:B"]), chance.choice(LEVELS), None, _day(chance))
        for _ in range(chance.randint(0, 2))
    ]  # fmt: skip
    reach = {d: chance.choice([None, 5, 40, 90]) for d in _some(chance, DISTRICTS, 3)}
    return Seeker(
        name,
        wanted=frozenset(wanted),
        experience={key: chance.randint(0, 6) for key in _some(chance, OCCUPATIONS, 2)},
        skills=frozenset(_some(chance, SKILLS, 3)),
        languages={key: chance.choice(LEVELS) for key in _some(chance, LANGUAGES, 2)},
        licences=frozenset(_some(chance, ["licence:C", "licence:B", "own"], 2)),
        on_the_way=tuple(coming),
        reach=chance.choice([None, reach, reach]),
        earliest=chance.choice([None, 420, 540]),
        hours=chance.choice([40, 75, 100]),
        available_from=_day(chance),
        waiting_since=_day(chance),
        ranked=tuple(wanted[::-1]) if chance.random() < 0.5 else (),
    )


@st.composite
def cities(draw: st.DrawFn, most: int = 9) -> tuple[list[Need], list[Seeker]]:
    """A few needs and seekers, of every kind."""
    chance = draw(st.randoms(use_true_random=False))
    size, mild = draw(st.integers(0, most)), draw(st.booleans())
    seekers = [a_seeker(chance, f"p{i}") for i in range(draw(st.integers(0, most)))]
    names = [one.id for one in seekers]
    return [a_need(chance, f"n{j}", names, mild=mild) for j in range(size)], seekers


def points_of(needs: list[Need], seekers: list[Seeker]) -> dict[Named, int]:
    """The points of every pair that fits, one by one."""
    scores = {(p.id, n.id): score(n, p, NEAR, TODAY) for p in seekers for n in needs}
    return {pair: found.points for pair, found in scores.items() if found.fits}


def best_total(needs: list[Need], fitting: dict[Named, int], limits: dict[str, int]) -> int:
    """The best sum by linear programming: seats and limits as rows, every pair that fits a column."""
    if not fitting:
        return 0
    house = {need.id: need.organisation for need in needs}
    rooms = [("seat", n.id, n.seats) for n in needs] + [("limit", h, k) for h, k in limits.items()]
    rooms += [("seeker", p, 1) for p in sorted({p for p, _n in fitting})]
    place = {(kind, name): row for row, (kind, name, _room) in enumerate(rooms)}
    cells = []
    for column, (seeker, need) in enumerate(fitting):
        ends = [("seeker", seeker), ("seat", need), ("limit", house[need])]
        cells += [(place[end], column) for end in ends if end in place]
    rows, columns = zip(*cells, strict=True)
    table = csr_matrix((np.ones(len(cells)), (rows, columns)), (len(rooms), len(fitting)))
    found = linprog(
        [-x for x in fitting.values()], table, [room for *_, room in rooms], bounds=(0, 1)
    )
    return round(-found.fun)


def broken_rules(
    needs: list[Need], fitting: dict[Named, int], whole: Whole, options: Options
) -> list[object]:
    """Every hard constraint of every pair, looked at by hand; empty when all are kept."""
    asked = {need.id: need for need in needs}
    made = {(pair.seeker, pair.need) for pair in whole.pairs}
    seats = Counter(need for _seeker, need in made)
    houses = Counter(asked[need].organisation for _seeker, need in made)
    wrong: list[object] = [pair for pair in made - options.locks if pair not in fitting]
    wrong += [pair for pair in made if pair in options.vetoes]
    wrong += [need for need, taken in seats.items() if taken > asked[need].seats]
    wrong += [house for house, most in options.limits.items() if houses[house] > most]
    wrong += [lock for lock in options.locks if lock not in made]
    people = [seeker for seeker, _need in made]
    return wrong + [seeker for seeker in people if people.count(seeker) > 1]


def without(fitting: dict[Named, int], pairs: frozenset[Named]) -> dict[Named, int]:
    """The pairs that fit, but for some."""
    return {pair: points for pair, points in fitting.items() if pair not in pairs}


def with_seats(needs: list[Need], seats: int) -> list[Need]:
    """The same needs, each with so many seats."""
    return [replace(need, seats=seats) for need in needs]
