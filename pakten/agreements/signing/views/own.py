"""The signer's own pages: by personal link without an account, or signed in with one's own address."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.document import file_name, letter_pdf
from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.queries import text_of
from pakten.agreements.commitments.sheet import Section, sections_of_text
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.commitments.views import letter_or_404
from pakten.agreements.signing.actions import codes, links, signing
from pakten.agreements.signing.forms import DeclineForm, SignForm, promiser, show_current
from pakten.agreements.signing.models import SigningCode, SigningLink
from pakten.agreements.signing.queries.standing import (
    link_by,
    live_code,
    own_signatory,
    standings,
)
from pakten.agreements.signing.rules import masked
from pakten.agreements.signing.states import DeclineReason
from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.languages import AT_WORK
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, gone, step_into_pact, unseen

HERE = "signing/"
Sign = Callable[[SignForm, SigningCode], Signature]


def _link_or_404(request: HttpRequest, token: str) -> SigningLink:
    step_into_pact(request, token)
    link = link_by(token)
    if link is None:
        raise DeadLink
    signatory = link.signatory
    if signatory and signatory.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(signatory.language)
        request.LANGUAGE_CODE = signatory.language
    if get_language() not in AT_WORK:
        translation.activate("sv")
    return link


@open_to_all
def sign_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """The whole letter, who else signs, and the signature with a code."""
    link, now = _link_or_404(request, link_token), timezone.now()
    letter, signatory = link.letter, link.signatory
    if signatory is None or not link.works(letter, now):
        context = {
            "letter": letter,
            "link": link,
            "changed": link.content_hash != letter.content_hash,
        }
        return gone(respond(request, f"{HERE}dead_link.html", context))
    here = request.path

    def sign(form: SignForm, code: SigningCode) -> Signature:
        signed = form.signing(timezone.localdate(now))
        return signing.sign_by_link(link, signed, code, at=now)

    more = {"link": link, "link_token": link_token}
    return unseen(_page(request, letter, signatory, sign, here=here, more=more))


@open_to_all
def print_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """The letter as a PDF, for whoever has the link."""
    link = _link_or_404(request, link_token)
    if not link.works(link.letter, timezone.now()):
        raise Http404
    lang = (get_language() or "sv").split("-", maxsplit=1)[0]
    made = letter_pdf(link.letter, lines_of(link.letter), lang, at=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(link.letter)}"'
    return unseen(response)


@open_to_all
def decline_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """Say that one does not sign, and why."""
    link = _link_or_404(request, link_token)
    if not link.works(link.letter, timezone.now()):
        return redirect("sign_by_link", link_token)  # which says why, and nothing of the letter
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        reason, now = DeclineReason(values["reason"]), timezone.now()
        if attempt(form, lambda: links.decline_by_link(link, reason, values["words"], at=now)):
            return redirect("sign_by_link", link_token)
    context = {"letter": link.letter, "link": link, "form": form, "link_token": link_token}
    return unseen(respond(request, f"{HERE}decline_by_link.html", context, form))


@needs(Verb.SEE_LETTERS)
def sign_own_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Sign as the one whose account has the address of the signatory; a code is asked for anew."""
    letter = letter_or_404(request, pk, Verb.SEE_LETTERS)
    email, now = request.user.email, timezone.now()
    signatory = own_signatory(letter, email)
    if signatory is None:
        raise Http404

    def sign(form: SignForm, code: SigningCode) -> Signature:
        signed = form.signing(timezone.localdate(now))
        return signing.sign_own_letter(
            letter, signatory, signed, code, by=request.actor, email=email, at=now
        )

    here = reverse("sign_own_letter", args=[letter.pk])
    return _page(request, letter, signatory, sign, here=here, more={})


def _page(
    request: HttpRequest, letter: Letter, signatory: Signatory, sign: Sign, *, here: str,
    more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Two steps on one page: have a code sent, then sign with it."""
    asks_code = request.method == "POST" and request.POST.get("step") == "code"
    signs = request.method == "POST" and not asks_code
    form = SignForm(letter, signatory, request.POST if signs else None)
    sending = forms.Form(request.POST if asks_code else None)
    now = timezone.now()
    if asks_code and attempt(sending, lambda: codes.send_code(signatory, here, at=now)) is not None:
        return redirect(f"{here}#sign")
    if signs and form.is_valid() and signed_with_code(form, signatory, sign):
        messages.success(request, _("Thank you. You have signed."))
        return redirect(here)
    if signs:
        letter.refresh_from_db()
        show_current(form, letter.content_hash)
    context = {
        **more, **letter_context(letter, signatory), "form": form, "sending": sending,
        "code": live_code(signatory, now),
    }  # fmt: skip
    return respond(request, f"{HERE}sign_page.html", context, form, sending)


def signed_with_code(form: SignForm, signatory: Signatory, sign: Sign) -> Signature | None:
    """Use up the code, then sign; a wrong code becomes the field's error."""
    code = codes.use_code(signatory, form.cleaned_data["code"], at=timezone.now())
    if code is None:
        form.add_error("code", _("The code is wrong or too old. Look in the latest mail."))
        return None
    return attempt(form, lambda: sign(form, code))


def text_sections(letter: Letter) -> list[Section]:
    """The promises in the words that were fixed when the letter became ready: what is signed."""
    return sections_of_text(text_of(letter), letter.pact_id)


def letter_context(letter: Letter, signatory: Signatory | None) -> dict[str, Any]:
    """The letter with everybody who signs it, as the one in front of the page sees it."""
    rows = standings(letter, timezone.now())
    mine = next((row for row in rows if row.signatory == signatory), None)
    return {
        "letter": letter, "signatory": signatory, "rows": rows, "signature": mine and mine.signature,
        "sections": text_sections(letter),
        "signer": promiser(letter, signatory.party) if signatory else "",
        "masked_address": masked(signatory.email) if signatory else "",
        "can_sign": letter.state == LetterState.READY,
        "in_force": letter.state == LetterState.ACTIVE,
    }  # fmt: skip
