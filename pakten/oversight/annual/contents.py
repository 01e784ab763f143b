"""Locked figures as a report reads them: plain objects over the data, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.base.ui.templatetags.pakten import percent, thousands
from pakten.base.ui.text import LocalText
from pakten.oversight.annual.states import Fate

NEAR = 0.9
HEADLINES = 4
Number = int | float


def fewer_than(smallest: int) -> str:
    """What stands where a figure is hidden."""
    return _("fewer than %(n)d") % {"n": smallest}


def amount(figure: Number | None, smallest: int, *, share: bool = False) -> str:
    """A figure as it is written: "1 334", "72 %", "fewer than 5"."""
    if figure is None:
        return fewer_than(smallest)
    return percent(figure / 100) if share else thousands(figure)


@dataclass(frozen=True, slots=True)
class Split:
    """One value of a split: its label and figure; None is hidden."""

    code: str
    label: str
    figure: Number | None


@dataclass(frozen=True)
class LockedMeasure:
    """A measure with its figures of the year and of those before."""

    data: Mapping[str, Any]
    year: int
    smallest: int
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]

    @property
    def kin(self) -> str:
        return str(self.data["kin"])

    @property
    def name(self) -> str:
        return str(LocalText(self.data["name"]))

    @property
    def unit(self) -> str:
        return str(LocalText(self.data["unit"]))

    @property
    def activity(self) -> str:
        return str(LocalText(self.data["activity"]["name"]))

    @property
    def is_share(self) -> bool:
        return bool(self.data["share"])

    @property
    def total(self) -> Number | None:
        return self.total_of(self.year)

    def total_of(self, year: int) -> Number | None:
        found: Number | None = self.data["totals"].get(str(year), 0)
        return found

    @property
    def before(self) -> Number | None:
        return self.total_of(self.year - 1)

    @property
    def more(self) -> Number | None:
        """How many more than the year before (negative: fewer)."""
        return None if self.total is None or self.before is None else self.total - self.before

    @property
    def target(self) -> Number | None:
        found: Number | None = self.data["target"]
        return found

    @property
    def reached(self) -> float | None:
        if not self.target or self.total is None:
            return None
        return self.total / self.target

    @property
    def tone(self) -> str:
        return "ok" if self.reached is None or self.reached >= NEAR else "warning"

    @property
    def standing(self) -> str:
        """Where the year ended beside its target, in words."""
        return standing_of(self.reached)

    def written(self, figure: Number | None) -> str:
        return amount(figure, self.smallest, share=self.is_share)

    @property
    def shown(self) -> str:
        return self.written(self.total)

    @property
    def versions(self) -> list[dict[str, Any]]:
        return list(self.data["versions"])

    @property
    def definition(self) -> str:
        """The definition in force in the year."""
        return str(LocalText(self.version["definition"]))

    @property
    def version(self) -> Mapping[str, Any]:
        """The version in force at the end of the year."""
        last = f"{self.year}-12-31"
        valid = [v for v in self.versions if not v["from"] or v["from"] <= last]
        return (valid or self.versions)[-1]

    @property
    def version_number(self) -> int:
        return self.versions.index(dict(self.version)) + 1

    def months(self, year: int) -> list[Number | None]:
        """Twelve figures, or none where nothing was counted that year."""
        return list(self.data["months"].get(str(year), []))

    def until(self, year: int) -> list[Number | None]:
        """From January to the end of each month; None where a part is hidden."""
        return list(self.data["until"].get(str(year), []))

    def course(self, year: int) -> list[tuple[int, Number]]:
        """The year as a line: (month, counted so far). By quarter where a month is hidden."""
        sums = list(enumerate(self.until(year), 1))
        if any(n is None for _month, n in sums):
            sums = [(month, n) for month, n in sums if month % 3 == 0]
        return [(month, n) for month, n in sums if n is not None]

    def split(self, dimension: str) -> list[Split]:
        """The values of a split in the order of their labels."""
        cells = self.data["splits"].get(dimension, {})
        order = [code for code in self.labels.get(dimension, {}) if code in cells]
        order += [code for code in cells if code not in order]
        return [Split(code, self._label(dimension, code), cells[code]) for code in order]

    def _label(self, dimension: str, code: str) -> str:
        label = LocalText(dict(self.labels.get(dimension, {}).get(code, {})))
        return str(label) or _("Not stated")


def standing_of(reached: float | None) -> str:
    """A share of a target in words."""
    if reached is None:
        return ""
    if reached >= 1:
        return _("Reached")
    return _("Nearly") if reached >= NEAR else _("Below")


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """Promised and done of one measure."""

    name: str
    promised: int
    done: int | None
    smallest: int

    @property
    def reached(self) -> float | None:
        return None if self.done is None or not self.promised else self.done / self.promised

    @property
    def standing(self) -> str:
        return standing_of(self.reached)

    @property
    def tone(self) -> str:
        return "ok" if self.reached is None or self.reached >= NEAR else "warning"

    @property
    def shown(self) -> str:
        """What is hidden need not be small: it can be the rest of it that is."""
        return _("not shown") if self.done is None else amount(self.done, self.smallest)


@dataclass(frozen=True, slots=True)
class Side:
    """How one side kept its promises."""

    party: str
    name: str
    fates: Mapping[str, int]

    @property
    def due(self) -> int:
        return sum(self.fates.values())

    @property
    def kept(self) -> int:
        return self.fates[Fate.ON_TIME] + self.fates[Fate.LATE]

    @property
    def share(self) -> float | None:
        return self.kept / self.due if self.due else None

    @property
    def due_words(self) -> str:
        return ngettext("%(n)d promise", "%(n)d promises", self.due) % {"n": self.due}

    @property
    def words(self) -> str:
        if not self.due:
            return _("No promise had its last day in the year")
        on_time = percent(self.fates[Fate.ON_TIME] / self.due)
        return _("%(kept)s kept, %(on_time)s on time") % {
            "kept": percent(self.share),
            "on_time": on_time,
        }

    @property
    def parts(self) -> list[tuple[str, int]]:
        return [(str(fate.label), self.fates[fate.value]) for fate in Fate]


@dataclass(frozen=True)
class Contents:
    """A locked year of the pact."""

    data: Mapping[str, Any]

    @property
    def year(self) -> int:
        return int(self.data["year"])

    @property
    def smallest(self) -> int:
        return int(self.data["smallest"])

    @property
    def so_far(self) -> str | None:
        found: str | None = self.data["so_far"]
        return found

    @property
    def city(self) -> str:
        return str(self.data["pact"]["city"])

    @property
    def pact_name(self) -> str:
        return str(LocalText(self.data["pact"]["name"]))

    @property
    def is_example(self) -> bool:
        return bool(self.data["pact"]["example"])

    @property
    def members(self) -> Mapping[str, int]:
        found: Mapping[str, int] = self.data["members"]
        return found

    @cached_property
    def measures(self) -> list[LockedMeasure]:
        return [
            LockedMeasure(each, self.year, self.smallest, self.data["labels"])
            for each in self.data["measures"]
        ]

    @property
    def headlines(self) -> list[LockedMeasure]:
        """The measures the pact is judged by, at most four; those with a target first."""
        chosen = [each for each in self.measures if each.data["headline"]]
        ordered = sorted(chosen, key=lambda each: each.target is None)[:HEADLINES]
        return [each for each in self.measures if each in ordered]

    @property
    def leading(self) -> LockedMeasure | None:
        """The one whose year is drawn month by month: the first that counts persons."""
        persons = [each for each in self.headlines if each.data["per_person"] and not each.is_share]
        return next(iter(persons or self.headlines), None)

    def measure(self, kin: str) -> LockedMeasure | None:
        return next((each for each in self.measures if each.kin == kin), None)

    @property
    def promises(self) -> list[tuple[str, list[PromiseRow]]]:
        """Promised and done: the members' by activity, then the city's own."""
        groups: dict[str, list[PromiseRow]] = {}
        rows = {(row["party"], row["kin"]): row for row in self.data["promises"]}
        for party, title in (("member", ""), ("city", _("The city's own promises"))):
            for each in self.measures:
                if row := rows.get((party, each.kin)):
                    made = PromiseRow(each.name, row["promised"], row["done"], self.smallest)
                    groups.setdefault(title or each.activity, []).append(made)
        return list(groups.items())

    @property
    def sides(self) -> list[Side]:
        sides = self.data["sides"]
        return [
            Side("member", _("The members"), sides["member"]),
            Side("city", _("The city"), sides["city"]),
        ]

    @property
    def causes(self) -> list[tuple[str, int]]:
        """Why promises were not kept, the most common first."""
        return [(str(LocalText(each["label"])), each["number"]) for each in self.data["causes"]]

    @property
    def funnel(self) -> list[dict[str, str]]:
        """From proposed to still at work: stage, how many, of 100."""
        return [
            {"stage": str(LocalText(each["label"])), "count": thousands(each["count"]),
             "per_100": str(each["per_100"])}
            for each in self.data.get("funnel", [])
        ]  # fmt: skip

    @property
    def split_by_gender(self) -> list[LockedMeasure]:
        """The persons' measures of which both women and men may be shown."""
        return [each for each in self.measures if women_and_men(each) is not None]


def women_and_men(measure: LockedMeasure) -> tuple[Number, Number] | None:
    """Both figures, or None when one of them is hidden or nobody is counted."""
    if not measure.data["per_person"] or measure.is_share:
        return None
    cells = measure.data["splits"].get("gender", {})
    women, men = cells.get("woman"), cells.get("man")
    if women is None or men is None or women + men == 0:
        return None
    return women, men
