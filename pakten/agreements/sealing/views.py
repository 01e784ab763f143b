"""Checking a file, which anybody may, and fetching a sealed letter."""

from typing import Any

from allauth.core.ratelimit import consume
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.document import file_name, letter_pdf
from pakten.agreements.commitments.views.letters import letter_or_404
from pakten.agreements.sealing.forms import VerifyForm
from pakten.agreements.sealing.models import SealedLetter
from pakten.agreements.sealing.pages import verdict_page
from pakten.agreements.sealing.queries import genuine_for, sealed_name, verify_here
from pakten.agreements.sealing.verdict import UNREADABLE
from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.parties.pacts.http import PactRequest

HERE = "sealing/"
LONGEST_NAME = 100


@open_to_all
def verify_letter(request: PactRequest) -> HttpResponse:
    """Check a file against the city's certificates. The file is read and forgotten."""
    if request.method != "POST":
        return _page(request, VerifyForm(), 200)
    form = VerifyForm(request.POST, request.FILES)
    if not consume(request, action="verify_letter"):
        form.add_error(None, _("You have checked many files. Wait a few minutes and try again."))
        return _page(request, form, 429)
    if not form.is_valid():
        return _page(request, form, 422)
    file = form.cleaned_data["file"]
    verdict, register = verify_here(file.read(), timezone.localdate())
    words = verdict_page(verdict, register, file.name[:LONGEST_NAME])
    words["genuine"] = genuine_for(verdict, request.pact, request.actor)
    return _page(request, VerifyForm(), 422 if verdict.code in UNREADABLE else 200, **words)


def _page(request: PactRequest, form: VerifyForm, status: int, **words: Any) -> HttpResponse:
    return render(request, f"{HERE}verify_letter.html", {"form": form, **words}, status=status)


@needs(Verb.SEE_SEALED_LETTER)
def see_sealed_letter(request: PactRequest, pk: int, language: str) -> HttpResponse:
    """The sealed file of a letter, to keep and to send on."""
    letter = letter_or_404(request, pk, Verb.SEE_SEALED_LETTER)
    made = SealedLetter.objects.select_related("file").filter(letter=letter, language=language)
    if not (sealed := made.first()):
        raise Http404
    return _pdf(bytes(sealed.file.content), sealed_name(letter, language), "attachment")


@needs(Verb.SEE_LETTERS)
def print_letter(request: PactRequest, pk: int) -> HttpResponse:
    """The letter as a PDF, in the language of ?lang or the reader's: the sealed file if there is one."""
    letter = letter_or_404(request, pk, Verb.SEE_LETTERS)
    asked = request.GET.get("lang", "")
    language = asked if asked in ("sv", "en") else (get_language() or "sv").split("-")[0]
    made = SealedLetter.objects.select_related("file").filter(letter=letter, language=language)
    if sealed := made.first():
        return _pdf(bytes(sealed.file.content), sealed_name(letter, language), "inline")
    drawn = letter_pdf(letter, lines_of(letter), language, at=timezone.now())
    return _pdf(drawn, file_name(letter), "inline")


def _pdf(content: bytes, name: str, how: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
