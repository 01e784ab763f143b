"""An invented city that asks and seeks as a real one: occupations, near occupations and skills of the
imported taxonomy, demand by Zipf's law, districts on a plane, languages, hours and days.

    city = City(seekers=2_000, needs=5_000)      the same every time for the same sizes and seed
"""

import gzip
import json
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from pakten.activities.matching import (
    Coming,
    Need,
    Requirement,
    RequirementKind,
    Seeker,
    Substitutions,
)

TODAY = date(2026, 11, 20)
TAXONOMY = Path(__file__).with_name("taxonomy.json.gz")
DISTRICTS = 117
K = RequirementKind
SWEDISH = ("none", "sfi-a", "sfi-b", "sfi-c", "sfi-d", "b2", "c1")
_TONGUES = ("ar", "fa", "so", "ti", "ku", "uk", "es", "pl", "tr", "ru", "bs", "th", "ps", "ur")
TONGUES = [f"lang:{code}" for code in _TONGUES]


class City:
    """Needs and seekers of an invented city."""

    def __init__(self, seekers: int, needs: int, seed: int = 1) -> None:
        self.sizes = seekers, needs
        self.chance = np.random.default_rng(seed)
        data = json.loads(gzip.decompress(TAXONOMY.read_bytes()))
        self.keys = [key for key, _code in data["occupations"]]
        self.groups = [code for _key, code in data["occupations"]]
        self.substitutions = Substitutions(
            ((self.keys[a], self.keys[b], percent) for a, b, percent in data["near"]),
            dict(zip(self.keys, self.groups, strict=True)),
        )
        self._around: dict[int, list[int]] = {}
        for a, b, _percent in data["near"]:
            self._around.setdefault(b, []).append(a)
        self._skills = self._skills_of(data["skills"])
        size = len(self.keys)
        rank = 1 / np.arange(1, size + 1) ** 0.8
        asked = self.chance.permutation(size)
        sought = asked.copy()  # half of what people have done is asked as often elsewhere
        moved = self.chance.choice(size, size // 2, replace=False)
        sought[moved] = sought[self.chance.permutation(moved)]
        self._asked, self._sought = self._spread(rank, asked), self._spread(rank, sought)
        self._requirements: dict[Any, Requirement] = {}

    def _spread(self, rank: np.ndarray, order: np.ndarray) -> np.ndarray:
        weight = np.empty(len(rank))
        weight[order] = rank / rank.sum()
        return weight

    def _skills_of(self, by_group: dict[str, list[int]]) -> list[list[str]]:
        """Up to 20 skills of the occupation's group and five that many have."""
        found = []
        for code in self.groups:
            own = by_group.get(code) or by_group.get(code[:3] + "1") or []
            some = self.chance.permutation(own)[:20] if own else []
            common = self.chance.choice(60, 5, replace=False)
            found.append([f"skill:{k}" for k in some] + [f"common:{k}" for k in common])
        return found

    @cached_property
    def minutes(self) -> np.ndarray:
        """Minutes between districts."""
        at = self.chance.normal(0, 9, (DISTRICTS, 2))
        far = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1)) * 2.6 + 8
        np.fill_diagonal(far, 6)
        return np.minimum(far, 120).astype(int)

    def _numbers(self, values: list[int], size: int, p: list[float]) -> list[int]:
        return self.chance.choice(values, size, p=p).tolist()

    @cached_property
    def needs(self) -> list[Need]:
        """All needs."""
        size = self.sizes[1]
        rng = self.chance
        occupation = rng.choice(len(self.keys), size, p=self._asked).tolist()
        crowd = rng.gamma(0.7, 1, DISTRICTS)
        district = rng.choice(DISTRICTS, size, p=crowd / crowd.sum()).tolist()
        swedish = self._numbers([*range(7)], size, [0.1, 0.15, 0.25, 0.25, 0.15, 0.08, 0.02])
        seats = self._numbers([1, 2, 3, 5], size, [0.72, 0.17, 0.08, 0.03])
        house = (rng.zipf(1.6, size) % max(size // 3, 1)).tolist()
        day = rng.integers(-10, 120, size).tolist()
        dice = rng.random((size, 10))
        return [
            self._need(j, occupation[j], district[j], swedish[j], seats[j], house[j], day[j], dice[j])
            for j in range(size)
        ]  # fmt: skip

    def _asks(self, kind: K, key: str = "", level: str = "", number: int = 0,
              day: date | None = None, must: bool = True) -> Requirement:  # fmt: skip
        same = (kind, key, level, number, day, must)
        if same not in self._requirements:
            name = str(len(self._requirements))
            self._requirements[same] = Requirement(name, kind, key, level, number, day, must)
        return self._requirements[same]

    def _need(
        self, j: int, occupation: int, district: int, swedish: int, seats: int, house: int,
        day: int, dice: np.ndarray,
    ) -> Need:  # fmt: skip
        place, skills = f"d{district}", self._skills[occupation]
        picked = self.chance.choice(len(skills), min(len(skills), 2 + int(dice[0] * 4)), False)
        musts = int(dice[1] * 2.2)
        asked = [self._asks(K.SKILL, skills[k], must=n < musts) for n, k in enumerate(picked)]
        start = TODAY + timedelta(day) if dice[2] < 0.7 else None
        if swedish:
            asked.append(self._asks(K.LANGUAGE, "lang:sv", SWEDISH[swedish]))
        if dice[3] < 0.2:
            asked.append(self._asks(K.LANGUAGE, "lang:en", "b1", must=dice[3] < 0.08))
        elif dice[3] > 0.96:
            tongue = TONGUES[int((dice[3] - 0.96) * 25 * len(TONGUES))]
            asked.append(self._asks(K.LANGUAGE, tongue, "b1", must=dice[3] > 0.98))
        if dice[4] < 0.25:
            asked.append(self._asks(K.LICENCE, "licence:B", must=dice[4] < 0.12))
        if dice[5] < 0.3:
            asked.append(self._asks(K.TIME, number=int(330 + dice[6] * 8) // 15 * 15))
        share = (100, 100, 100, 75, 75, 50)[int(dice[7] * 6)]
        if dice[8] < 0.7:
            asked.append(self._asks(K.HOURS, number=share))
        if dice[9] < 0.1:
            asked.append(self._asks(K.OCCUPATION, self.keys[occupation], number=1, must=dice[9] < 0.04))  # fmt: skip
        asked.append(self._asks(K.PLACE, place, must=dice[6] < 0.9))
        if start:
            asked.append(self._asks(K.START, day=start))
        group = self.groups[occupation]
        known = self.keys[occupation] if dice[8] < 0.95 else None
        wished = frozenset({f"p{int(dice[4] * self.sizes[0])}"}) if dice[9] > 0.99 else frozenset()
        return Need(
            f"n{j}", tuple(asked), known, group, "job", place, start, seats, f"h{house}", wished
        )

    @cached_property
    def seekers(self) -> list[Seeker]:
        """All seekers."""
        size, rng = self.sizes[0], self.chance
        worked = rng.choice(len(self.keys), (size, 2), p=self._sought).tolist()
        wished = rng.choice(len(self.keys), (size, 2), p=self._asked).tolist()
        crowd = rng.gamma(1.2, 1, DISTRICTS)
        home = rng.choice(DISTRICTS, size, p=crowd / crowd.sum()).tolist()
        swedish = self._numbers([*range(7)], size, [0.05, 0.12, 0.2, 0.25, 0.2, 0.12, 0.06])
        travel = self._numbers([30, 45, 60, 75], size, [0.2, 0.35, 0.3, 0.15])
        hours = self._numbers([100, 75, 50], size, [0.75, 0.15, 0.1])
        share = rng.uniform(0.3, 0.75, size)
        dice = rng.random((size, 10))
        return [
            self._seeker(i, worked[i], wished[i], home[i], swedish[i], travel[i], hours[i], share[i], dice[i])
            for i in range(size)
        ]  # fmt: skip

    def _seeker(
        self, i: int, worked: list[int], wished: list[int], home: int, swedish: int, travel: int,
        hours: int, share: float, dice: np.ndarray,
    ) -> Seeker:  # fmt: skip
        past = worked[: 0 if dice[0] < 0.15 else 1 if dice[0] < 0.7 else 2]
        want = [*past[:1], *wished[: 1 if dice[1] < 0.6 else 2]]
        ways = [self.keys[k] if dice[2] < 0.7 else f"ssyk:{self.groups[k]}" for k in want]
        pool = [key for k in {*past, *want} for key in self._skills[k]]
        has = self.chance.random(len(pool)) < share
        skills = frozenset(key for key, there in zip(pool, has, strict=True) if there)
        languages = {TONGUES[int(dice[3] * len(TONGUES))]: "native"}
        if dice[4] < 0.6:
            languages["lang:en"] = ("a2", "b1", "b2")[int(dice[4] * 5)]
        if swedish:
            languages["lang:sv"] = SWEDISH[swedish]
        reach = {f"d{d}": int(m) for d, m in enumerate(self.minutes[home]) if m <= travel}
        free = TODAY + timedelta(int(dice[7] * 200) - 60) if dice[8] < 0.4 else None
        return Seeker(
            id=f"p{i}",
            wanted=frozenset(ways),
            experience={self.keys[k]: int(dice[5] * 12) for k in past},
            skills=skills,
            languages=languages,
            licences=frozenset({"licence:B"} if dice[6] < 0.4 else ()),
            on_the_way=self._coming(pool, swedish, dice),
            reach=reach if dice[9] < 0.97 else None,
            earliest=None if dice[9] < 0.6 else 300 + int(dice[9] * 300) // 15 * 15,
            hours=hours,
            available_from=free,
            waiting_since=TODAY - timedelta(int(dice[1] * 600)),
            ranked=tuple(dict.fromkeys(ways)),
        )

    def _coming(self, pool: list[str], swedish: int, dice: np.ndarray) -> tuple[Coming, ...]:
        found = []
        if swedish < 6 and dice[0] < 0.6:
            ready = TODAY + timedelta(20 + int(dice[1] * 200))
            found.append(Coming("lang:sv", SWEDISH[swedish + 1], ready_on=ready))
        if pool and dice[2] < 0.2:
            key = pool[int(dice[2] * 5 * len(pool))]
            found.append(Coming(key, ready_on=TODAY + timedelta(int(dice[3] * 150))))
        return tuple(found)
