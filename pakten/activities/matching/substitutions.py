"""How near occupations are to each other, with the direction kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pakten.activities.matching.needs import Need, Seeker


class Relation(StrEnum):
    """How an occupation stands to the need, nearest first."""

    SAME = "same"
    NEAR = "near"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Nearness:
    """`percent` of what is needed that one from there can do; None where no one has measured."""

    relation: Relation
    percent: int | None


@dataclass(frozen=True, slots=True)
class Near:
    """A near occupation: what its people can do here, what ours can do there, how many seek."""

    occupation: str
    percent: int
    percent_back: int | None
    seekers: int


class Substitutions:
    """Who can stand in for whom. Build once and share: it is only read."""

    def __init__(
        self,
        pairs: Iterable[tuple[str, str, int]] = (),
        groups: Mapping[str, str] | None = None,
    ) -> None:
        """`pairs`: (occupation, substitute, percent); `groups`: occupation -> SSYK unit group."""
        self.groups: dict[str, str] = dict(groups or {})
        self._inside: dict[str, list[str]] = {}
        for key, code in self.groups.items():
            self._inside.setdefault(code, []).append(key)
        self._for: dict[str, dict[str, int]] = {}
        for occupation, substitute, percent in pairs:
            self._for.setdefault(occupation, {})[substitute] = percent

    def stand_ins(self, occupation: str) -> Mapping[str, int]:
        """Who can stand in for this occupation, with percent."""
        return self._for.get(occupation, {})

    def percent(self, occupation: str, substitute: str) -> int | None:
        """How well `substitute` can stand in for `occupation`; None where nothing is said."""
        return self.stand_ins(occupation).get(substitute)

    def around(self, occupation: str | None, group: str) -> dict[str, Nearness]:
        """Every occupation or group key that counts as this one or a near one."""
        members = self._inside.get(group, []) if group else []
        inside = Relation.SAME if occupation is None else Relation.GROUP
        found = {key: Nearness(inside, None) for key in members}
        if group:
            found[f"ssyk:{group}"] = Nearness(inside, None)
        for target in members if occupation is None else [occupation]:
            for key, percent in self.stand_ins(target).items():
                known = found.get(key, Nearness(Relation.NEAR, 0))
                if known.relation != Relation.SAME and percent > (known.percent or 0):
                    found[key] = Nearness(Relation.NEAR, percent)
        if occupation is not None:
            found[occupation] = Nearness(Relation.SAME, 100)
        return found

    def near(self, need: Need, seekers: Iterable[Seeker], top: int = 5) -> tuple[Near, ...]:
        """The nearest other occupations, both directions, with how many seekers come from there."""
        if need.occupation is None:
            return ()
        stand_ins = self.stand_ins(need.occupation)
        count = dict.fromkeys(stand_ins, 0)
        for seeker in seekers:
            for key in count.keys() & seeker.experience.keys():
                count[key] += 1
        return self.nearest_of(need.occupation, count, top)

    def nearest_of(
        self, occupation: str, count: Mapping[str, int], top: int = 5
    ) -> tuple[Near, ...]:
        """The nearest of those who can stand in, when how many seek from each is known."""
        rows = [
            Near(key, percent, self.percent(key, occupation), count[key])
            for key, percent in self.stand_ins(occupation).items()
        ]
        rows.sort(key=lambda row: (-row.percent, -row.seekers, row.occupation))
        return tuple(rows[:top])


def nearest(around: Mapping[str, Nearness], keys: Iterable[str]) -> tuple[str, Nearness] | None:
    """The one of `keys` that is nearest, by relation, percent and key; None when none is near."""
    found = [(key, around[key]) for key in keys if key in around]
    if len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda pair: (_ORDER[pair[1].relation], -(pair[1].percent or 0), pair[0]))


_ORDER = {relation: place for place, relation in enumerate(Relation)}
