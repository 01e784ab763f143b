"""What one change of the need would open the most doors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pakten.activities.matching.levels import level_rank
from pakten.activities.matching.marks import Finding
from pakten.activities.matching.needs import Need, Requirement, RequirementKind

Sole = tuple[int, Finding]  # the place of the only unmet must, and how it stands


@dataclass(frozen=True, slots=True)
class Change:
    """Ease one requirement and `opens` more people have every must in place.

    `to` is the eased value (minutes, percent, level or day); None means without it altogether.
    """

    requirement: Requirement
    to: int | str | date | None
    opens: int


def changes(need: Need, soles: Iterable[Sole], top: int = 3) -> tuple[Change, ...]:
    """The changes that open the most, from those whom exactly one must keeps out.

    Of the ways to ease a requirement the mildest is told that opens at least half of what
    dropping it would.
    """
    standing: dict[int, list[Finding]] = {}
    for place, finding in soles:
        standing.setdefault(place, []).append(finding)
    found = [_ease(need.requirements[place], rows) for place, rows in standing.items()]
    found.sort(key=lambda change: (-change.opens, need.requirements.index(change.requirement)))
    return tuple(found[:top])


def _ease(requirement: Requirement, rows: list[Finding]) -> Change:
    half = (len(rows) + 1) // 2
    match requirement.kind:
        case RequirementKind.TIME:
            minutes = sorted(int(str(row.params["minutes"])) for row in rows)
            return Change(
                requirement, minutes[half - 1], sum(m <= minutes[half - 1] for m in minutes)
            )
        case RequirementKind.START:
            days = sorted(d for row in rows if isinstance(d := row.params["day"], date))
            return Change(requirement, days[half - 1], sum(d <= days[half - 1] for d in days))
        case RequirementKind.HOURS:
            hours = sorted((int(str(row.params["percent"])) for row in rows), reverse=True)
            return Change(requirement, hours[half - 1], sum(h >= hours[half - 1] for h in hours))
        case RequirementKind.LANGUAGE:
            return _ease_language(requirement, rows, half)
        case _:
            return Change(requirement, None, len(rows))


def _ease_language(requirement: Requirement, rows: list[Finding], half: int) -> Change:
    held = ("none" if row.params["level"] is None else str(row.params["level"]) for row in rows)
    # Levels that weigh the same have several names; the order of the crowd may not choose among them.
    levels = sorted(held, key=lambda level: (-level_rank(level), level))
    to = levels[half - 1]
    if level_rank(to) == 0:
        return Change(requirement, None, len(rows))
    return Change(requirement, to, sum(level_rank(level) >= level_rank(to) for level in levels))
