"""Members' own reports: prepared by the office all at once, read and fetched by each member."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pakten.base.access import Role, Verb
from pakten.base.access.views import needs
from pakten.oversight.annual.actions.members import prepare_member_reports as prepare
from pakten.oversight.annual.forms import PrepareForm
from pakten.oversight.annual.memberpaper import member_page, member_pdf, picture
from pakten.oversight.annual.models import LockedYear
from pakten.oversight.annual.queries import facts_of, member_years, prepared_years
from pakten.oversight.annual.rules import lacking
from pakten.oversight.annual.states import Lang
from pakten.oversight.annual.views.buttons import file_answer, press
from pakten.parties.pacts.http import PactRequest

KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@needs(Verb.PREPARE_MEMBER_REPORTS)
def prepare_member_reports(request: PactRequest) -> HttpResponse:
    """Which years are locked, and how many members have their own report of each."""
    if request.method == "POST":
        form = PrepareForm(request.POST)
        if not form.is_valid():
            raise Http404
        year = form.cleaned_data["year"]
        press(request, lambda: prepare(request.pact, year, by=request.actor, at=timezone.now()),
              _("The members’ reports of %(year)d are being made. It takes a minute or so.") % {"year": year})  # fmt: skip
        return redirect("prepare_member_reports")
    chosen = request.GET.get("year", "")
    years = prepared_years()
    context: dict[str, Any] = {"years": years, "rows": [], "chosen": ""}
    if chosen.isdecimal() and len(chosen) == 4:
        rows = LockedYear.objects.visible_to(request.actor).filter(year=int(chosen))
        context |= {"chosen": chosen, "rows": rows.filter(organisation__isnull=False)
                    .select_related("organisation").order_by("organisation__sort_key")}  # fmt: skip
    return render(request, "annual/prepare_member_reports.html", context)


@needs(Verb.OUR_REPORT)
def our_report(request: PactRequest) -> HttpResponse:
    """The member's years, the newest open, with the words and pictures it has earned."""
    houses = [g.scope.id for g in request.actor.grants if g.role == Role.MEMBER]
    years = member_years(houses)
    if not houses:
        raise Http404
    asked = request.GET.get("year", "")
    chosen = next((each for each in years if str(each.year) == asked), next(iter(years), None))
    context: dict[str, Any] = {"years": years, "chosen": chosen}
    if chosen:
        context |= member_page(chosen)
    return render(request, "annual/our_report.html", context)


def _own(request: PactRequest, pk: int) -> LockedYear:
    rows = LockedYear.objects.visible_to(request.actor).filter(organisation__isnull=False)
    return get_object_or_404(rows.select_related("organisation", "pact"), pk=pk)


@needs(Verb.OUR_REPORT, Verb.SEE_REPORTS)
def our_report_file(request: PactRequest, pk: int, lang: str) -> HttpResponse:
    """The member's report as a PDF."""
    locked = _own(request, pk)
    if lang not in Lang.values:
        raise Http404
    name = f"{_('our-year')}-{locked.year}-{lang}.pdf"
    return file_answer(request, lambda: member_pdf(locked, lang), "application/pdf", name)


@needs(Verb.OUR_REPORT, Verb.SEE_REPORTS)
def our_report_picture(request: PactRequest, pk: int, lang: str, ending: str) -> HttpResponse:
    """The picture, where the member has earned it today."""
    locked = _own(request, pk)
    if lang not in Lang.values or ending not in KINDS:
        raise Http404
    if lacking(facts_of(locked)):
        raise Http404
    with translation.override(lang):
        name = f"{_('our-year')}-{locked.year}-{lang}.{ending}"
    return file_answer(request, lambda: picture(locked, lang, ending), KINDS[ending], name)
