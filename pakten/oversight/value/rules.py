"""The arithmetic of a range, and what may be published. Plain values, so that it can be checked.

By hand: 20 began to work. A year of it is worth 90 000 to 160 000 SEK, it lasts 6 to 12 months, and
40 to 70 of a hundred would not have happened anyway. Lowest: 20 x 90 000 x 6/12 x 40 % = 360 000.
Highest: 20 x 160 000 x 12/12 x 70 % = 2 240 000.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pakten.oversight.value.states import Effect, Factor

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Term:
    """One unit value with its count. `count` is None where the figure is hidden: it is left out."""

    count: int | None
    unit: Range
    additional: Range
    months: Range

    @property
    def low(self) -> int | None:
        return self._sum(0)

    @property
    def high(self) -> int | None:
        return self._sum(1)

    def _sum(self, end: int) -> int | None:
        if self.count is None:
            return None
        return round(
            self.count * self.unit[end] * self.months[end] / 12 * self.additional[end] / 100
        )

    def spread(self, factor: Factor) -> float:
        """How far the sum moves when one thing goes from low to high, the others in the middle."""
        if self.count is None:
            return 0.0
        ranges = {
            Factor.UNIT: self.unit, Factor.ADDITIONAL: self.additional, Factor.MONTHS: self.months,
        }  # fmt: skip
        product = float(self.count)
        for each, (low, high) in ranges.items():
            product *= high - low if each == factor else (low + high) / 2
        return product / 1200


def total(terms: Iterable[Term]) -> tuple[int, int]:
    """The sum of those that may be counted, lowest and highest."""
    known = [(t.low, t.high) for t in terms if t.low is not None and t.high is not None]
    return sum(low for low, _high in known), sum(high for _low, high in known)


def drivers(terms: Sequence[Term]) -> list[tuple[Factor, float]]:
    """What the width of the range comes from, the largest first, as shares of the three together."""
    spreads = {factor: sum(term.spread(factor) for term in terms) for factor in Factor}
    whole = sum(spreads.values())
    if not whole:
        return []
    return sorted(((f, s / whole) for f, s in spreads.items()), key=lambda each: -each[1])


def counted_twice(
    units: Iterable[tuple[str, str, str]], made_of: Mapping[str, frozenset[str]]
) -> list[tuple[str, str]]:
    """Pairs of measures where one is worked out from the other and both stand for the same effect.

    `units` are (kin, effect, whose); `made_of` names what each worked-out measure asks for.
    """
    rows = set(units)
    return sorted(
        (kin, part)
        for kin, effect, whose in rows
        for part in _all_parts(kin, made_of)
        if (part, effect, whose) in rows
    )


def _all_parts(kin: str, made_of: Mapping[str, frozenset[str]]) -> set[str]:
    found: set[str] = set()
    left = list(made_of.get(kin, ()))
    while left:
        part = left.pop()
        if part not in found:
            found.add(part)
            left += made_of.get(part, ())
    return found


def range_faults(values: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with the numbers of a unit value, by field."""
    faults = {}
    for low, high in (
        ("low", "high"), ("additional_low", "additional_high"), ("months_low", "months_high"),
    ):  # fmt: skip
        a, b = values.get(low), values.get(high)
        if isinstance(a, int) and isinstance(b, int) and a > b:
            faults[high] = _("The highest is below the lowest. Change one of them.")
    if values.get("effect") == Effect.OTHER and not values.get("assumption"):
        faults["assumption"] = _("Write what the effect is.")
    return faults
