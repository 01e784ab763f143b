"""What everybody may read: published reports, the newest edition of each year first."""

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from pakten.base.access.views import open_to_all
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.models import AnnualReport, ReportFile
from pakten.oversight.annual.page import read_page
from pakten.oversight.annual.queries import corrected_since, editions_of, texts_of
from pakten.oversight.annual.states import Lang
from pakten.oversight.annual.views.buttons import file_answer
from pakten.oversight.annual.views.office import file_name
from pakten.parties.pacts.http import PactRequest


@open_to_all
def see_annual_reports(request: PactRequest) -> HttpResponse:
    """Every year's report, with what it came to in a sentence."""
    newest: dict[int, AnnualReport] = {}
    for each in AnnualReport.objects.published().prefetch_related(
        Prefetch("files", ReportFile.objects.defer("content")), "texts"
    ):
        newest.setdefault(each.year, each)
    lang = (get_language() or "sv").split("-")[0]
    rows = []
    for report in newest.values():
        files = {each.lang for each in report.files.all()}
        held = [lang for lang in Lang.values if lang in files]
        texts = {(each.part, each.lang): each for each in report.texts.all()}
        rows.append(read_page(report, texts, lang if lang in held else "sv") | {"held": held})
    return render(request, "annual/see_annual_reports.html", {"rows": rows, "tab": "reports"})


def _published(request: PactRequest, year: int) -> AnnualReport:
    """The edition asked for, else the newest of the year."""
    rows = AnnualReport.objects.published().filter(locked__year=year)
    edition = request.GET.get("edition", "")
    if edition:
        if not edition.isdecimal() or len(edition) > 4:
            raise Http404
        rows = rows.filter(locked__edition=int(edition))
    found = rows.first()
    if found is None:
        raise Http404
    return found


@open_to_all
def annual_report(request: PactRequest, year: int) -> HttpResponse:
    """A year's report as a page, with what has been corrected in the ledger since."""
    report = _published(request, year)
    files = list(ReportFile.objects.filter(report=report).values_list("lang", flat=True))
    lang = (get_language() or "sv").split("-")[0]
    context = read_page(report, texts_of(report), lang if lang in files else "sv") | {
        "tab": "reports",
        "files": [each for each in Lang if each.value in files],
        "editions": editions_of(report),
        "corrected": corrected_since(Contents(report.locked.figures)),
    }
    return render(request, "annual/annual_report.html", context)


@open_to_all
def annual_report_file(request: PactRequest, year: int, lang: str) -> HttpResponse:
    """The PDF, the very bytes that were published."""
    report = _published(request, year)
    kept = get_object_or_404(ReportFile.objects.defer("content"), report=report, lang=lang)
    return file_answer(
        request, lambda: bytes(kept.content), "application/pdf", file_name(report, lang),
        tag=kept.sha256, public=True,
    )  # fmt: skip
