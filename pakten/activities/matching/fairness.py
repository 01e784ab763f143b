"""Who got a proposal, group by group, beside everybody who could: plain figures, safe to keep.

Computed after the round, from what came out; nothing here is read by the score. A group that could
point at somebody is never told alone: groups are merged until each one that is told has enough
people in it, enough who got a proposal and enough who did not (or none). The merged ones add up to
the total, so nothing more can be had by subtraction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a group got a proposal. Several names: small groups told together."""

    names: tuple[str, ...]
    got: int
    pool: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.got / self.pool

    @property
    def is_one_group(self) -> bool:
        return len(self.names) == 1


@dataclass(frozen=True, slots=True)
class Split:
    """A way to divide those in the round; `rates` is empty when nothing can be told."""

    name: str
    rates: tuple[Rate, ...]


def split(
    name: str, groups: Mapping[str, str], got: Collection[str], smallest: int = SMALLEST
) -> Split:
    """Rates of the groups. `groups`: seeker -> group, the whole pool; `got`: those with a proposal."""
    counted: dict[str, list[int]] = {}
    for seeker, group in groups.items():
        cell = counted.setdefault(group, [0, 0])
        cell[0] += seeker in got
        cell[1] += 1
    rates = [Rate((group,), *cell) for group, cell in counted.items()]
    merged = _merge(sorted(rates, key=lambda rate: (rate.pool, rate.names)), smallest)
    if len(merged) < 2:
        return Split(name, ())
    return Split(name, tuple(sorted(merged, key=lambda rate: (not rate.is_one_group, rate.names))))


def is_safe(rate: Rate, smallest: int = SMALLEST) -> bool:
    """Whether the figures are those of enough people to be told."""
    missed = rate.pool - rate.got
    return rate.pool >= smallest and all(n == 0 or n >= smallest for n in (rate.got, missed))


def _merge(rates: list[Rate], smallest: int) -> list[Rate]:
    """Unsafe groups together, and with the smallest of the others until they are safe."""
    safe = [rate for rate in rates if is_safe(rate, smallest)]
    small = [rate for rate in rates if not is_safe(rate, smallest)]
    while small and (together := _together(small)):
        if is_safe(together, smallest):
            return [*safe, together]
        if not safe:
            return []
        small.append(safe.pop(0))
    return safe


def _together(rates: list[Rate]) -> Rate:
    names = sorted(name for rate in rates for name in rate.names)
    return Rate(tuple(names), sum(r.got for r in rates), sum(r.pool for r in rates))


def worst_off(splits: Collection[Split], over: float) -> tuple[str, Rate] | None:
    """The single group with the lowest share below `over` (that of all), and its split."""
    found = [
        (rate.share, -rate.pool, each.name, rate)
        for each in splits
        for rate in each.rates
        if rate.is_one_group and rate.share < over
    ]
    if not found:
        return None
    _share, _pool, name, rate = min(found, key=lambda one: (*one[:3], one[3].names))
    return name, rate
