"""The pages about open data: what there is, how a program asks, how a figure is put on another page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.base.access.views import open_to_all
from pakten.faces.api.asking import Asked, asked
from pakten.faces.api.datasets import DATASETS, Dataset
from pakten.faces.api.drawings import Picture, chart_of
from pakten.faces.api.figures import PERIODS, SPLITS, answer, asking, is_told
from pakten.faces.api.problems import Refused
from pakten.faces.api.service import PREFIX, document
from pakten.faces.api.states import LICENCE, LICENCE_NAME
from pakten.oversight.reports.charts import BarChart, LineChart
from pakten.oversight.reports.shown import series
from pakten.parties.pacts.http import PactRequest


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file on the page: its form and its address."""

    form: str
    address: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A set of rows with its files."""

    dataset: Dataset
    files: tuple[FileLink, ...]


@open_to_all
def open_data(request: PactRequest) -> HttpResponse:
    """What there is to fetch, of which day and on what terms."""
    question = asked(request)
    context = {
        "tab": "data",
        "shelves": [_shelf(each, question) for each in DATASETS],
        "today": question.today,
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "smallest": request.pact.smallest_group,
        "codes": [(split.value, split.label) for split in (*SPLITS, *PERIODS)],
    }
    return render(request, "api/open_data.html", context)


def _shelf(each: Dataset, question: Asked) -> Shelf:
    files = [
        FileLink(
            form.label,
            f"/data/{each.name}.{form.value}?lang={question.lang}",
        )
        for form in each.forms
    ]
    return Shelf(each, tuple(files))


@open_to_all
def data_service(request: PactRequest) -> HttpResponse:
    """How a program asks: every address with what it takes, in words."""
    paths = document()["paths"]
    context = {
        "tab": "data",
        "prefix": PREFIX,
        "base": f"{request.scheme}://{request.get_host()}",
        "operations": [
            {
                "path": path,
                "summary": _(told["get"]["summary"]),
                "parameters": [_parameter(each) for each in told["get"].get("parameters", [])],
            }
            for path, told in paths.items()
        ],
    }
    return render(request, "api/data_service.html", context)


def _parameter(told: dict[str, Any]) -> dict[str, str]:
    return {
        "name": told["name"],
        "words": _(told.get("description") or told["schema"].get("description", "")),
    }


@open_to_all
def data_embed(request: PactRequest) -> HttpResponse:
    """Choose a figure, see it, copy the line for another page."""
    question, measures = asked(request), series()
    kin = request.GET.get("measure") or _first(measures)
    chosen = {name: request.GET.get(name, "") for name in ("year", "split", "look")}
    context: dict[str, Any] = {
        "tab": "data",
        "measures": [(key, each.measure.name) for key, each in measures.items()],
        "kin": kin,
        "chosen": chosen,
        "splits": _splits(measures, kin),
    }
    try:
        wanted = asking(question, kin=kin, year=chosen["year"], split=chosen["split"])
        found = answer(question, wanted)
    except Refused as refused:
        return render(
            request, "api/data_embed.html", context | {"wrong": refused}, status=refused.status
        )
    chart = chart_of(Picture(found, question))
    address = _address("figure_svg", kin, chosen)
    shown = {
        "chart": chart,
        "address": address,
        "narrow": f"{address}&width=narrow",
        "base": question.base,
        "alt": _alt(chart),
        "csv": _address("figure_csv", kin, chosen),
        "json": _address("figure_json", kin, chosen),
        "px": _address("figure_json_stat", kin, chosen),
    }
    return render(request, "api/data_embed.html", context | shown)


def _first(measures: dict[str, Any]) -> str:
    """The first of the measures that the pact is judged by."""
    headlines = (kin for kin, each in measures.items() if each.measure.is_headline)
    return next(headlines, next(iter(measures), ""))


def _splits(measures: dict[str, Any], kin: str) -> list[tuple[str, str]]:
    found = measures.get(kin)
    splits: Iterable[Any] = (*PERIODS, *SPLITS)
    told = [(s.value, str(s.label)) for s in splits if found is None or is_told(found, s)]
    return [("", _("Nothing: the total of each year")), *told]


def _address(name: str, kin: str, chosen: dict[str, str]) -> str:
    query = {
        **{key: value for key, value in chosen.items() if value},
        "lang": get_language() or "sv",
    }
    return f"{reverse(name, args=[kin])}?{urlencode(query)}"


def _alt(chart: LineChart | BarChart) -> str:
    """The figure in words, for `alt`: the finding and its rows."""
    head, rows = chart.table
    told = (
        f"{row[0]}: "
        + ", ".join(f"{word} {cell}" for word, cell in zip(head[1:], row[1:], strict=True))
        if len(row) > 2
        else ": ".join(row)
        for row in rows[:12]
    )
    return f"{chart.title}. {'; '.join(told)}"
