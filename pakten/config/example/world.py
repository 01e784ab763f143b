"""What every part of the loader shares: the pact, the day, chance that repeats itself, dates."""

import json
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from pakten.base.accounts.models import Account
from pakten.base.terms.models import Concept
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Activity, District, Measure, Pact, TargetGroup

DATA = Path(__file__).parent / "data"
# How busy each month is: quiet in July and at Christmas, busy when terms begin.
SEASON = (0.8, 1.0, 1.2, 1.1, 1.0, 0.7, 0.25, 0.9, 1.4, 1.3, 1.1, 0.5)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is made."""

    openings: int = 150
    participants: int = 400


@dataclass
class World:
    """The pact being built. Filled part by part, in the order of `load`."""

    pact: Pact
    today: date
    at: datetime
    scale: Scale
    accounts: dict[str, Account] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    older: dict[str, Measure] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    groups: dict[str, TargetGroup] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)

    def chance(self, part: str) -> random.Random:
        """Chance of its own for each part, so that a change in one leaves the others as they were."""
        return random.Random(f"pakten {part}")  # noqa: S311

    def measure_on(self, code: str, day: date) -> Measure:
        """The definition of a measure that held on a day."""
        kin = code.partition("-v")[0]
        older = self.older.get(kin)
        return older if older and older.valid_to and day <= older.valid_to else self.measures[kin]

    def moment(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """A time on a day, never later than now."""
        made = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        return min(made, self.at)

    def ago(self, days: int) -> date:
        """The working day at or before so many days ago."""
        return working_day(self.today - timedelta(days=days))


def read(name: str) -> dict[str, Any]:
    """A file of `data/`."""
    content: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return content


def text(words: dict[str, str] | None) -> LocalText:
    return LocalText(words or {})


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def day_between(chance: random.Random, first: date, last: date) -> date:
    """A working day within both days, more often in busy months. `first` where there is none."""
    span = (last - first).days
    for _try in range(40):
        day = first + timedelta(days=chance.randint(0, max(span, 0)))
        if day.weekday() < 5 and chance.random() * 1.4 <= SEASON[day.month - 1]:
            return day
    return first
