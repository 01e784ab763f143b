"""What the explorer answers: the rows of the page, which are also the rows of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pakten.agreements.results.states import Dimension
from pakten.base.statistics.crossing import Crossed
from pakten.base.statistics.suppression import Shown
from pakten.oversight.analysis.question import Question
from pakten.oversight.reports.gathering import Series, Split
from pakten.oversight.reports.shown import (
    CROSSABLE,
    ShownFigures,
    crossed_in,
    labels_of,
    shown_figures,
)
from pakten.parties.pacts.models import Target
from pakten.parties.pacts.queries import targets_of

Number = int | float
GENDERS = ("woman", "man")


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the split in the last year, with the years before and the goal."""

    code: str
    label: str
    figure: Number | None
    before: Number | None
    years: tuple[Number | None, ...]
    goal: int | None
    share: float | None
    women: Number | None = None
    men: Number | None = None
    women_goal: int | None = None

    @property
    def is_hidden(self) -> bool:
        return self.figure is None

    @property
    def change(self) -> Number | None:
        """How much more than the year before."""
        if self.figure is None or self.before is None:
            return None
        return round(self.figure - self.before, 1)


@dataclass(frozen=True)
class Answer:
    """A question with its figures. `crossing` is None unless women and men are asked for beside."""

    question: Question
    series: Series
    figures: ShownFigures
    targets: tuple[Target, ...]
    labels: Mapping[str, str]
    crossing: Crossed[str, str] | None
    today: date
    smallest: int

    @property
    def shown(self) -> Shown[str]:
        """The split of the last year."""
        split = self.question.split or Dimension.TOTAL
        return self.figures.get(self.question.kin, self.question.last, split)

    @property
    def total(self) -> Number | None:
        return self.figures.total(self.question.kin, self.question.last)

    @property
    def before(self) -> Number | None:
        return self.figures.total(self.question.kin, self.question.last - 1)

    @property
    def is_running(self) -> bool:
        """Whether the last year is not over."""
        return self.question.last == self.today.year

    def goal_of(self, year: int, **whom: object) -> int | None:
        """The goal of a year for everybody, or for some."""
        sought = {"gender": "", "target_group_id": None, "district_id": None} | whom
        for each in self.targets:
            if (each.year, each.quarter) == (year, None) and all(
                getattr(each, name) == value for name, value in sought.items()
            ):
                return each.quantity
        return None

    @cached_property
    def rows(self) -> list[Row]:
        """The values of the split, in order; those that nobody has used are left out."""
        split = self.question.split
        if split is None:
            return []
        cells = [self.figures.get(self.question.kin, y, split).cells for y in self._every_year]
        used = {code for each in cells for code, figure in each.items() if figure != 0}
        codes = [code for code in self.labels if code in used]
        return [self._row(split, code, cells) for code in [*codes, *sorted(used - set(codes))]]

    @property
    def _every_year(self) -> list[int]:
        return [self.question.first - 1, *self.question.years]

    def _row(self, split: Split, code: str, cells: list[Mapping[str, int | None]]) -> Row:
        line = tuple(_rounded(each.get(code, 0)) for each in cells)
        now, last = line[-1], self.question.last
        crossed = self.crossing.rows.get(code, {}) if self.crossing else {}
        of = _whom(split, code)
        return Row(
            code,
            self.labels.get(code) or _("Not stated"),
            now,
            line[-2],
            line[1:],
            self.goal_of(last, **of) if of else None,
            now / self.total if now and self.total and not self.series.measure.is_share else None,
            _of("woman", crossed),
            _of("man", crossed),
            self.goal_of(last, **(of | {"gender": "woman"})) if of else None,
        )

    @property
    def stands_together(self) -> str:
        """Whom those who stated neither are told together with, "woman" or "man"; mostly nobody."""
        columns = next(iter(self.crossing.rows.values()), {}) if self.crossing else {}
        return next((code for code in GENDERS if f"{code}+unstated" in columns), "")

    @cached_property
    def hidden(self) -> list[Row]:
        return [row for row in self.rows if row.is_hidden]

    @cached_property
    def only_together(self) -> int | None:
        """What the hidden ones are together, which subtraction would give anyway."""
        share = self.series.measure.is_share  # percentages of parts make no sum
        return None if share else self.shown.hidden_together


def _rounded(figure: Number | None) -> Number | None:
    """As it is read: a quotient has one decimal, a count none."""
    return round(figure, 1) if isinstance(figure, float) else figure


def _of(gender: str, cells: Mapping[str, int | None]) -> int | None:
    """The cell of women or of men, also where a few who stated neither are counted with them."""
    return cells.get(gender, cells.get(f"{gender}+unstated"))


def _whom(split: Split, code: str) -> dict[str, object]:
    """The people a row is about, as a goal names them."""
    if split == Dimension.GENDER:
        return {"gender": code} if code in GENDERS else {}
    columns = {Dimension.TARGET_GROUP: "target_group_id", Dimension.DISTRICT: "district_id"}
    return {columns[split]: int(code)} if code.isdecimal() and split in columns else {}  # type: ignore[index]


def answer(question: Question, today: date, smallest: int, every: Mapping[str, Series]) -> Answer:
    """Everything the page shows. Six queries at most, whatever the number of rows."""
    years = [question.first - 1, *question.years]
    figures = shown_figures(
        years, question.splits, smallest=smallest, kins=[question.kin], every=every
    )
    split = question.split
    beside = question.beside and split in CROSSABLE
    return Answer(
        question=question,
        series=figures.series[question.kin],
        figures=figures,
        targets=tuple(targets_of([question.kin], years)),
        labels=labels_of(split) if split else {},
        crossing=crossed_in(figures, question.kin, question.last, split)
        if beside and split
        else None,
        today=today,
        smallest=smallest,
    )


def versions_of(series: Series) -> list[tuple[int, str, str, str]]:
    """The versions in words: number, from when, until when, and the definition."""
    return [
        (
            n,
            f"{version.valid_from:%Y-%m-%d}" if version.valid_from else "",
            f"{version.valid_to:%Y-%m-%d}" if version.valid_to else "",
            str(version.definition or version.name),
        )
        for n, version in enumerate(series.versions, 1)
    ]
