"""The catalogue as it was, is and will be: one year at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import (
    Activity,
    ActivityWording,
    CooperationForm,
    Definition,
    Measure,
    Pact,
)
from pakten.parties.pacts.queries.measures import yearly_totals
from pakten.parties.pacts.queries.texts import states_of
from pakten.parties.pacts.states import Counting
from pakten.parties.pacts.texts import Mark, States, marks_of

ACTIVITY_TEXTS = ("name", "summary", "description")
MEASURE_TEXTS = ("name", "unit", "definition", "pledge_sentence")
YEARS_BACK, MOST_YEARS_BACK = 2, 9


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the catalogue, seen from today."""

    year: int
    today: date

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    @property
    def is_over(self) -> bool:
        return self.year < self.today.year

    @property
    def is_now(self) -> bool:
        return self.year == self.today.year

    @property
    def is_to_come(self) -> bool:
        return self.year > self.today.year

    @property
    def seen_on(self) -> date:
        """The day whose words are shown: today, or the last day of another year."""
        return self.today if self.is_now else self.last

    @property
    def label(self) -> str:
        return _("closed") if self.is_over else _("in force") if self.is_now else _("draft")


@dataclass(frozen=True, slots=True)
class Row:
    """A form of cooperation or a measure within the year."""

    row: CooperationForm | Measure
    marks: list[Mark]
    year: Year
    promised: int = 0
    aim: int | None = None

    @property
    def begins(self) -> date | None:
        """Its first day, where that lies within the year."""
        first = self.row.valid_from
        return first if first and first >= self.year.first else None

    @property
    def ends(self) -> date | None:
        """Its last day, where that lies within the year."""
        last = self.row.valid_to
        return last if last and last <= self.year.last else None

    @property
    def can_change(self) -> bool:
        return not self.year.is_over and self.row.valid_to is None

    @property
    def said(self) -> str:
        """A measure's promise in words, with an ellipsis for the number."""
        sentence = getattr(self.row, "pledge_sentence", None)
        return str(sentence).replace("{quantity}", "…") if sentence else str(self.row.name)


@dataclass(slots=True)
class ActivityYear:
    """An activity as one year shows it."""

    activity: Activity
    name: LocalText
    summary: LocalText
    year: Year
    marks: list[Mark] = field(default_factory=list)
    planned: ActivityWording | None = None
    forms: list[Row] = field(default_factory=list)
    measures: list[Row] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        first = self.activity.valid_from
        return first is not None and first.year == self.year.year

    @property
    def ended(self) -> date | None:
        """The last day, where it comes before this year is over."""
        last = self.activity.valid_to
        return last if last and last <= self.year.last else None

    @property
    def is_gone(self) -> bool:
        return self.ended is not None and self.ended < self.year.first

    @property
    def by_city(self) -> int:
        return sum(each.row.from_city for each in self.forms)  # type: ignore[union-attr]

    @property
    def by_members(self) -> int:
        return len(self.forms) - self.by_city

    @property
    def waiting(self) -> list[Mark]:
        """Languages in which something of the activity is to be written."""
        every = [m for row in (*self.forms, *self.measures) for m in row.marks] + self.marks
        found = {mark.lang: mark for mark in every if mark.needs_work}
        return [found[lang] for lang in sorted(found)]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a pact has ever offered, read once; `of` shows one year of it."""

    pact: Pact
    activities: Sequence[Activity]
    forms: Sequence[CooperationForm]
    measures: Sequence[Measure]
    wordings: Sequence[ActivityWording]
    states: States
    aims: Mapping[tuple[str, int], int]

    def years(self, today: date) -> list[Year]:
        """The years that can be read: from the first change, or two back, to the next."""
        every: Sequence[Definition] = [*self.activities, *self.forms, *self.measures]
        days = [row.valid_from for row in every] + [row.valid_from for row in self.wordings]
        first = min([day.year for day in days if day], default=today.year)
        begin = max(min(first, today.year - YEARS_BACK), today.year - MOST_YEARS_BACK)
        return [Year(year, today) for year in range(begin, today.year + 2)]

    def of(self, year: Year, promised: Mapping[int, int]) -> list[ActivityYear]:
        """The activities of a year with what can be promised in each.

        In a year to come, those that end with the year before are shown too, as ended.
        `promised`: how many members promise each measure, by its id; the rooms above know.
        """
        since = date(year.year - 1, 1, 1) if year.is_to_come else year.first
        shown = [each for each in self.activities if _overlaps(each, since, year.last)]
        found = {each.pk: self._activity(each, year) for each in shown}
        for form in self.forms:
            if form.activity_id in found and _overlaps(form, year.first, year.last):
                found[form.activity_id].forms.append(Row(form, self._marks(form, ("name",)), year))
        for measure in self.measures:
            if measure.activity_id in found and _overlaps(measure, year.first, year.last):
                marks = self._marks(measure, MEASURE_TEXTS)
                aim = self.aims.get((measure.kin, year.year))
                row = Row(measure, marks, year, promised.get(measure.pk, 0), aim)
                found[measure.activity_id].measures.append(row)
        for each in found.values():
            each.measures.sort(key=lambda row: row.row.by_city)  # type: ignore[union-attr]
            each.forms.sort(key=lambda row: row.row.from_city)  # type: ignore[union-attr]
        return list(found.values())

    def _marks(self, row: Definition, fields: tuple[str, ...]) -> list[Mark]:
        return marks_of(row, fields, self.pact.languages, self.states)

    def _activity(self, activity: Activity, year: Year) -> ActivityYear:
        own = [each for each in self.wordings if each.activity_id == activity.pk]
        begun = [w for w in own if w.valid_from is None or w.valid_from <= year.seen_on]
        words = begun[-1] if begun else activity
        made = ActivityYear(activity, words.name, words.summary, year)
        made.planned = next((each for each in reversed(own) if not each.is_begun), None)
        made.marks = self._marks(activity, ACTIVITY_TEXTS)
        return made


def catalogue_of(pact: Pact) -> Catalogue:
    """The whole catalogue with its history: what can be promised. Six queries."""
    return Catalogue(
        pact,
        list(Activity.objects.filter(pact=pact)),
        list(CooperationForm.objects.filter(pact=pact)),
        list(Measure.objects.filter(pact=pact).exclude(counting=Counting.FORMULA)),
        list(ActivityWording.objects.filter(pact=pact)),
        states_of(pact),
        yearly_totals(pact),
    )


def _overlaps(row: Definition, first: date, last: date) -> bool:
    begun = row.valid_from is None or row.valid_from <= last
    return begun and (row.valid_to is None or row.valid_to >= first)


def waiting_texts(rows: Iterable[ActivityYear]) -> int:
    """How many names, sentences and definitions wait for a language."""
    return sum(
        any(mark.needs_work for mark in marks)
        for each in rows
        if not each.is_gone
        for marks in (each.marks, *(row.marks for row in (*each.forms, *each.measures)))
    )
