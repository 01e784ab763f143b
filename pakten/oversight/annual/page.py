"""A report as a web page: texts with figures in place, charts and tables of the same locked data."""

from dataclasses import dataclass
from typing import Any

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from pakten.base.ui.templatetags.pakten import percent
from pakten.oversight.annual.contents import Contents, LockedMeasure, women_and_men
from pakten.oversight.annual.facts import (
    about_method,
    change_in_words,
    evidence_of,
    failed_in_words,
    goal_in_words,
    women_cards,
)
from pakten.oversight.annual.inserts import inserts_of
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.queries import Texts
from pakten.oversight.annual.states import PARTS_IN, Part
from pakten.oversight.annual.texts import written
from pakten.oversight.annual.words import figure_in_words
from pakten.oversight.reports.charts import Chart, Line, LineChart, Share, ShareBar

TONES = ("now", "before", "older")


@dataclass(frozen=True, slots=True)
class Card:
    """One of the measures the year is judged by."""

    measure: LockedMeasure
    goal: str
    change: str
    evidence: str


def read_page(report: AnnualReport, texts: Texts, lang: str) -> dict[str, Any]:
    """Everything the page of a report says in the active language; `lang` is what it is written in."""
    contents = Contents(report.locked.figures)
    return page_of(contents, texts, lang) | {"report": report}


def page_of(contents: Contents, texts: Texts, lang: str) -> dict[str, Any]:
    """The same for figures that are not locked."""
    inserts = inserts_of(contents)
    said = {part.value: written(texts, part, lang, inserts) for part in Part}
    return {
        "contents": contents,
        "lang": lang,
        "pdf_lang": lang,
        "whole": len(PARTS_IN[lang]) == len(Part),
        "said": said,
        "verdict": said[Part.COVER].plain or figure_in_words(contents, Part.BRIEF),
        "cards": [_card(each) for each in contents.headlines],
        "course": course_chart(contents, said[Part.BRIEF].heading),
        "course_alt": said[Part.BRIEF].alt or figure_in_words(contents, Part.BRIEF),
        "sides": [(side, _side_chart(side.name, side)) for side in contents.sides],
        "failed": failed_in_words(contents),
        "women": women_cards(contents),
        "genders": _genders(contents),
        "method": about_method(contents),
    }


def _card(measure: LockedMeasure) -> Card:
    _bar, evidence = evidence_of(measure)
    return Card(measure, goal_in_words(measure), change_in_words(measure), evidence)


def course_chart(contents: Contents, title: str = "") -> LineChart | None:
    """The leading measure through the year, beside the two years before."""
    measure = contents.leading
    if measure is None or not measure.course(contents.year):
        return None
    years = [y for y in range(contents.year, contents.year - 3, -1) if measure.total_of(y)]
    lines = []
    for year, tone in zip(years, TONES, strict=False):
        course = measure.course(year)
        if course:
            label = f"{year}: {measure.written(course[-1][1])}"
            lines.append(Line(label, course, tone, name=str(year)))
    return LineChart(
        title=title or measure.name,
        unit=_("%(what)s, counted from the beginning of the year") % {"what": measure.name},
        source=_("the pact’s ledger, after corrections."),
        ticks=[(n, str(MONTHS_3[n]).lower()) for n in range(1, 13)],
        lines=lines,
        target=measure.target,
        target_label=_("Target %(n)s") % {"n": measure.written(measure.target)} if measure.target else "",
        x_range=(1, 12),
    )  # fmt: skip


def _side_chart(name: str, side: Any) -> Chart | None:
    if not side.due:
        return None
    shares = [Share(label, n, f"s{i}") for i, (label, n) in enumerate(side.parts, 1)]
    return ShareBar(title=f"{name}: {side.words}", unit=side.due_words, source="", shares=shares)


def _genders(contents: Contents) -> list[dict[str, Any]]:
    rows = []
    for measure in contents.split_by_gender:
        women, men = women_and_men(measure) or (0, 0)
        rows.append({"name": measure.name, "women": women, "men": men,
                     "share": percent(women / (women + men))})  # fmt: skip
    return rows
