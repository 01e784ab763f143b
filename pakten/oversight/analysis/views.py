"""The explorer, and how far proposals come."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.results.queries import drill
from pakten.agreements.results.states import Dimension
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.accounts.models import SavedView
from pakten.base.ui.listing import state_of
from pakten.oversight.analysis import conversion, pictures
from pakten.oversight.analysis.answer import Answer, Row, answer, versions_of
from pakten.oversight.analysis.periods import breaks
from pakten.oversight.analysis.question import YEARS_BACK, Question, Step, asked, offered
from pakten.oversight.reports.charts import Line as ChartLine
from pakten.oversight.reports.charts import LineChart
from pakten.oversight.reports.gathering import Series
from pakten.oversight.reports.shown import CROSSABLE, series
from pakten.parties.pacts.http import PactRequest

PAGE = "explore_measures"
Measures = dict[str, Series]


def explored(request: PactRequest) -> tuple[Answer, Measures] | None:
    """The answer to what the address asks, and what else can be asked. None without measures."""
    today, every = timezone.localdate(), series()
    question = asked(request.GET, every, today)
    if question is None:
        return None
    return answer(question, today, request.pact.smallest_group, every), every


def page_of(request: PactRequest, found: Answer, every: Measures) -> dict[str, Any]:
    """Any measure: over time beside its goal, and split by one thing, with women beside men."""
    question, rows = found.question, _rows(request, found)
    return {
        "answer": found,
        "question": question,
        "chart": pictures.over_time(found),
        "dots": pictures.women_and_men(found),
        "rows": rows,
        "has_goals": any(each["row"].goal for each in rows),
        "versions": versions_of(found.series),
        "breaks": breaks(found.series),
        "may_see_keeping": bool(request.actor.where(Verb.SEE_KEEPING, "pact")),
        **_choices(every, question, found.today.year),
        **_address(request, question),
    }


def _choices(every: dict[str, Series], question: Question, this_year: int) -> dict[str, Any]:
    """What can be chosen in the form."""
    splits = offered(every[question.kin])
    return {
        "measures": [(kin, str(each.measure.name)) for kin, each in every.items()],
        "years": range(this_year, this_year - YEARS_BACK - 1, -1),
        "steps": Step.choices,
        "splits": [(split.value, split.label) for split in splits],
        "can_cross": question.split in CROSSABLE,
    }


def _address(request: PactRequest, question: Question) -> dict[str, Any]:
    """The question as a link, and the views that are kept of this page."""
    asked_for = {"measure": question.kin, "from": question.first, "to": question.last}
    asked_for |= {"step": question.step.value, "by": question.split.value if question.split else ""}
    query = urlencode(asked_for | ({"beside": "1"} if question.beside else {}))
    rows = SavedView.objects.visible_to(request.actor).filter(pact=request.pact, page=PAGE)
    saved = list(rows)
    here = state_of(request.GET)
    return {
        "link": request.build_absolute_uri(f"{reverse(PAGE)}?{query}"),
        "query": query,
        "saved": saved,
        "current": next((each for each in saved if each.query == here), None),
        "owner": request.user.pk,
        "can_save": bool(request.actor.where(Verb.SAVE_VIEW, "pact")),
    }


def _rows(request: PactRequest, found: Answer) -> list[dict[str, Any]]:
    """The rows with their trend, and the way to the deeds behind them for those who may read them."""
    may = bool(request.actor.where(Verb.SEE_OUTCOMES, "pact")) and not found.series.formula
    return [
        {
            "row": row,
            "trend": pictures.trend(row, found),
            "state": _state(row.figure, row.goal, found.is_running),
            "href": _behind(found.question, row) if may else "",
        }
        for row in found.rows
    ]


def _behind(question: Question, row: Row) -> str:
    """The ledger page with the deeds of a row; not for what is hidden or put together."""
    split = question.split
    if not isinstance(split, Dimension) or not row.figure:
        return ""
    return drill(question.kin, question.last, split, row.code)


def _state(figure: float | None, goal: int | None, is_running: bool) -> tuple[str, str]:
    """The goal in words, and the tone of the words."""
    if goal is None or figure is None:
        return "", ""
    if figure >= goal:
        return _("Reached"), "ok"
    return (_("On the way"), "info") if is_running else (_("Not reached"), "warning")


@needs(Verb.SEE_CONVERSION)
def see_conversion(request: PactRequest) -> HttpResponse:
    """From proposed to begun, how members answer, and how promises last."""
    today, smallest = timezone.localdate(), request.pact.smallest_group
    lasting = conversion.decay(today)
    context = {
        "funnels": conversion.funnels(today, smallest),
        "replies": conversion.reply_rate(today, smallest),
        "decay": lasting,
        "decay_chart": _lasting(lasting) if len(lasting.points) > 1 else None,
        "smallest": smallest,
        "may_see_members": bool(request.actor.where(Verb.SEE_PLACEMENT, "pact")),
        "may_see_keeping": bool(request.actor.where(Verb.SEE_KEEPING, "pact")),
    }
    return render(request, "analysis/see_conversion.html", context)


def _lasting(found: conversion.Decay) -> LineChart:
    points = [(each.on.year + each.on.month / 12, each) for each in found.points]
    last = found.points[-1]
    words = {"n": last.active, "all": last.total}
    return LineChart(
        title=_("%(n)d of %(all)d members keep what they promised") % words,
        unit=_("Share of the members that are active, at the end of each quarter"),
        source=_("Letters in force, check-ins and the pact's ledger."),
        ticks=[(x, f"{each.on.year}-{each.on.month:02}") for x, each in points],
        lines=[
            ChartLine("", [(x, round(100 * (e.share or 0))) for x, e in points], name=_("Active"))
        ],
        most=100,
        suffix="\u00a0%",
    )
