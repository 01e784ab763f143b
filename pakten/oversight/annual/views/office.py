"""The office: every year, locking one, and a report on its way to being published."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.annual.actions import moving
from pakten.oversight.annual.actions.locking import lock_year as lock
from pakten.oversight.annual.checklist import checks_of
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.document import preview_pdf, report_pdf
from pakten.oversight.annual.forms import ApproveForm, LockForm, ReturnForm
from pakten.oversight.annual.freezing import freeze_pact
from pakten.oversight.annual.models import AnnualReport, LockedYear
from pakten.oversight.annual.page import read_page
from pakten.oversight.annual.queries import (
    corrected_since,
    first_year,
    freshness,
    languages_of,
    texts_of,
    years_of,
)
from pakten.oversight.annual.stages import buttons_of, stages_of
from pakten.oversight.annual.states import Lang
from pakten.oversight.annual.views.buttons import (
    file_answer,
    press,
    reading_language,
    report_or_404,
)
from pakten.parties.pacts.http import PactRequest

HERE = "annual/"


@needs(Verb.SEE_REPORTS)
def see_reports(request: PactRequest) -> HttpResponse:
    """The years: locked, on the way, published, or still running."""
    today = timezone.localdate()
    years = years_of(request.actor, first_year(today), today)
    context = {
        "years": years,
        "today": today,
        "may_lock": may(request.actor, Verb.LOCK_YEAR, request.pact),
        "may_prepare": may(request.actor, Verb.PREPARE_MEMBER_REPORTS, request.pact),
    }
    return render(request, f"{HERE}see_reports.html", context)


@needs(Verb.LOCK_YEAR)
def lock_year(request: PactRequest) -> HttpResponse:
    """What is locked, from what day it holds, and why when it is done again."""
    asked = request.GET.get("year", "")
    initial = {"year": asked if asked.isdecimal() else timezone.localdate().year - 1}
    form = LockForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        made = attempt(form, lambda: lock(
            request.pact, typed["year"], reason=typed["reason"], by=request.actor, at=timezone.now()
        ))  # fmt: skip
        if made:
            messages.success(
                request, _("The figures of %(year)d are locked.") % {"year": made.year}
            )
            return redirect("see_report", made.pk)
    year = str(form["year"].value() or "")
    again = (
        LockedYear.objects.of_pact().filter(year=int(year)).exists()
        if year.isdecimal() and len(year) == 4
        else False
    )
    return respond(request, f"{HERE}lock_year.html", {"form": form, "again": again}, form)


@needs(Verb.SEE_REPORTS)
def see_so_far(request: PactRequest, year: int, lang: str) -> HttpResponse:
    """The figures of a year that runs, as a PDF that says so on every page."""
    today = timezone.localdate()
    if year != today.year or lang not in Lang.values:
        raise Http404
    now = timezone.now()
    figures = freeze_pact(request.pact, year, at=now, today=today)
    name = f"{_('annual-report')}-{year}-{_('so-far')}-{lang}.pdf"
    return file_answer(
        request, lambda: preview_pdf(figures, lang, at=now), "application/pdf", name, how="inline"
    )


@needs(Verb.SEE_REPORT)
def see_report(request: PactRequest, pk: int) -> HttpResponse:
    """The whole report as it will read, where it stands, and what is next."""
    report, texts = report_or_404(request, pk), None
    texts = texts_of(report)
    corrected = corrected_since(Contents(report.locked.figures))
    context = read_page(report, texts, reading_language(languages_of(report))) | {
        "stages": stages_of(report),
        "buttons": buttons_of(report, request.actor),
        "checks": checks_of(report, Contents(report.locked.figures), texts, corrected),
        "corrected": corrected,
        "languages": freshness(texts),
        "files": list(Lang.values),
    }
    return render(request, f"{HERE}see_report.html", context)


@needs(Verb.SEE_REPORT)
def print_report(request: PactRequest, pk: int, lang: str) -> HttpResponse:
    """The PDF as it is now, or as it was published."""
    report = report_or_404(request, pk)
    if lang not in Lang.values:
        raise Http404
    return file_answer(request, lambda: published_or_now(report, lang), "application/pdf",
                       file_name(report, lang), how="inline")  # fmt: skip


def published_or_now(report: AnnualReport, lang: str) -> bytes:
    """The published bytes where there are any."""
    kept = report.files.filter(lang=lang).first()
    return bytes(kept.content) if kept else report_pdf(report, lang)


def file_name(report: AnnualReport, lang: str) -> str:
    """“annual-report-2025-sv.pdf”."""
    return f"{_('annual-report')}-{report.year}-{lang}.pdf"


def _step(request: PactRequest, pk: int, name: str, said: str) -> HttpResponse:
    report = report_or_404(request, pk)
    act = getattr(moving, name)
    press(request, lambda: act(report, by=request.actor, at=timezone.now()), said)
    return redirect("see_report", pk)


@needs(Verb.SEND_REPORT)
@require_POST
def send_report(request: PactRequest, pk: int) -> HttpResponse:
    """To the analyst."""
    return _step(request, pk, "send_report", _("The report is sent to the analyst."))


@needs(Verb.REVIEW_REPORT)
@require_POST
def review_report(request: PactRequest, pk: int) -> HttpResponse:
    """Looked at: on to those who approve."""
    return _step(request, pk, "review_report", _("The report is sent on to be approved."))


@needs(Verb.PUBLISH_REPORT)
@require_POST
def publish_report(request: PactRequest, pk: int) -> HttpResponse:
    """Out to everybody."""
    return _step(request, pk, "publish_report", _("The report is published."))


@needs(Verb.RETURN_REPORT)
def return_report(request: PactRequest, pk: int) -> HttpResponse:
    """Back to writing, with what is to be changed."""
    report, now = report_or_404(request, pk), timezone.now()
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why = form.cleaned_data["reason"]
        moved = attempt(
            form, lambda: moving.return_report(report, reason=why, by=request.actor, at=now)
        )
        if moved:
            messages.success(request, _("The report is taken back for changes."))
            return redirect("see_report", pk)
    return respond(request, f"{HERE}return_report.html", {"form": form, "report": report}, form)


@needs(Verb.APPROVE_REPORT)
def approve_report(request: PactRequest, pk: int) -> HttpResponse:
    """The yes of the board, with its number."""
    report, now = report_or_404(request, pk), timezone.now()
    form = ApproveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        moved = attempt(
            form, lambda: moving.approve_report(report, **typed, by=request.actor, at=now)
        )
        if moved:
            messages.success(request, _("The report is approved."))
            return redirect("see_report", pk)
    return respond(request, f"{HERE}approve_report.html", {"form": form, "report": report}, form)
