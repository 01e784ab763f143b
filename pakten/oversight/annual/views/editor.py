"""Writing one part in one language beside the locked figures."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.annual.actions import writing
from pakten.oversight.annual.document import report_pages
from pakten.oversight.annual.editor import editor_context
from pakten.oversight.annual.forms import TextForm
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.states import PARTS_IN, Part
from pakten.oversight.annual.views.buttons import file_answer, press, report_or_404
from pakten.parties.pacts.http import PactRequest


def _part(chapter: str, lang: str) -> Part:
    if lang not in PARTS_IN or chapter not in Part.values or Part(chapter) not in PARTS_IN[lang]:
        raise Http404
    return Part(chapter)


@needs(Verb.WRITE_REPORT)
def write_report(request: PactRequest, pk: int, chapter: str, lang: str) -> HttpResponse:
    """The editor. What was typed is never lost, also when somebody else saved first."""
    report, part = report_or_404(request, pk), _part(chapter, lang)
    context = editor_context(report, part, lang)
    if request.method != "POST":
        form = TextForm(part, initial=context["initial"])
        return respond(request, "annual/write_report.html", context | {"form": form}, form)
    typed = request.POST.copy()
    form = TextForm(part, typed)
    if form.is_valid() and _save(request, report, form, lang):
        messages.success(request, _("Saved."))
        return redirect("write_report", pk, _next(request, part, lang), lang)
    if any(error.code == "stale" for error in form.errors.as_data().get("__all__", [])):
        # Told of the other text, the next try goes over it knowingly.
        typed["revision"] = str(context["initial"]["revision"])
        context["theirs"] = context["text"]
    return respond(request, "annual/write_report.html", context | {"form": form}, form)


def _save(request: PactRequest, report: AnnualReport, form: TextForm, lang: str) -> bool:
    draft = writing.inserted(form.draft(), request.POST.get("insert", ""))
    by, at = request.actor, timezone.now()
    saved = attempt(
        form, lambda: writing.write_report(report, form.part, lang, draft, by=by, at=at)
    )
    return saved is not None


def _next(request: PactRequest, part: Part, lang: str) -> str:
    parts = PARTS_IN[lang]
    if request.POST.get("then") != "next":
        return part.value
    return parts[(parts.index(part) + 1) % len(parts)].value


@needs(Verb.CORRECT_FIGURE)
@require_POST
def correct_figure(request: PactRequest, pk: int, chapter: str, lang: str) -> HttpResponse:
    """Put the locked figure where another was typed."""
    report, part = report_or_404(request, pk), _part(chapter, lang)
    typed, key = request.POST.get("typed", ""), request.POST.get("key", "")
    press(request, lambda: writing.correct_figure(
        report, part, lang, typed, key, by=request.actor, at=timezone.now()
    ), _("The locked figure stands in the text."))  # fmt: skip
    return redirect("write_report", pk, chapter, lang)


@needs(Verb.KEEP_FIGURE)
@require_POST
def keep_figure(request: PactRequest, pk: int, chapter: str, lang: str) -> HttpResponse:
    """Leave a typed number as it is."""
    report, part = report_or_404(request, pk), _part(chapter, lang)
    typed = request.POST.get("typed", "")
    press(request, lambda: writing.keep_figure(
        report, part, lang, typed, by=request.actor, at=timezone.now()
    ), _("The number stays as you wrote it."))  # fmt: skip
    return redirect("write_report", pk, chapter, lang)


@needs(Verb.SEE_REPORT)
def see_report_page(request: PactRequest, pk: int, lang: str, number: int) -> HttpResponse:
    """One page of the PDF as a picture."""
    report = report_or_404(request, pk)
    if lang not in PARTS_IN:
        raise Http404
    with translation.override(lang):
        pages = report_pages(report, lang)
    if not 1 <= number <= len(pages):
        raise Http404
    name = f"page-{number}-{lang}.png"
    return file_answer(request, lambda: pages[number - 1], "image/png", name, how="inline")
