"""What is asked of the explorer: all of it stands in the address, so a question can be sent and saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pakten.agreements.results.states import Dimension
from pakten.oversight.reports.gathering import Rolled, Series, Split
from pakten.parties.pacts.states import Counting

YEARS_BACK = 6
OF_PERSONS: tuple[Split, ...] = (
    Dimension.GENDER,
    Dimension.AGE,
    Dimension.TARGET_GROUP,
    Dimension.DISTRICT,
    Dimension.LANGUAGE,
)
OF_ANYTHING: tuple[Split, ...] = (
    Rolled.KIND,
    Rolled.ACTIVITY,
    Dimension.PROGRAMME,
    Dimension.EVIDENCE,
)


class Step(models.TextChoices):
    """How long each point of the line is."""

    YEAR = "year", _("Year")
    QUARTER = "quarter", _("Quarter")
    MONTH = "month", _("Month")


@dataclass(frozen=True, slots=True)
class Question:
    """A measure, some years, how it is followed over time, and what it is split by."""

    kin: str
    first: int
    last: int
    step: Step = Step.YEAR
    split: Split | None = None
    beside: bool = False

    @property
    def years(self) -> list[int]:
        return list(range(self.first, self.last + 1))

    @property
    def splits(self) -> list[Split]:
        """Every breakdown that the page shows."""
        time: Split = Dimension.MONTH if self.step == Step.MONTH else Rolled.QUARTER
        over_time: list[Split] = [Rolled.VERSION if self.step == Step.YEAR else time]
        return [*over_time, *([self.split] if self.split else []), Dimension.GENDER]


def offered(series: Series) -> tuple[Split, ...]:
    """What a measure can be split by."""
    if series.counting == Counting.LETTERS:
        return (Rolled.KIND,)
    if series.counting == Counting.FORMULA:
        return (*OF_PERSONS, Rolled.KIND)
    return (*OF_PERSONS, *OF_ANYTHING) if series.per_person else (Dimension.DISTRICT, *OF_ANYTHING)


def asked(data: QueryDict, every: Mapping[str, Series], today: date) -> Question | None:
    """The question of an address; what is not understood there is left out. None without measures."""
    if not every:
        return None
    kin = data.get("measure", "")
    if kin not in every:
        kin = next((k for k, each in every.items() if each.measure.is_headline), next(iter(every)))
    first, last = sorted(
        (_year(data.get("from"), today.year - 4, today), _year(data.get("to"), today.year, today))
    )
    split = next((s for s in offered(every[kin]) if s.value == data.get("by")), None)
    step = next((s for s in Step if s.value == data.get("step")), Step.YEAR)
    return Question(kin, first, last, step, split, beside=data.get("beside") == "1")


def _year(text: str | None, usual: int, today: date) -> int:
    year = int(text) if text and text.isdecimal() and len(text) == 4 else usual
    return min(max(year, today.year - YEARS_BACK), today.year)
