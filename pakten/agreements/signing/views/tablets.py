"""The screen on the spot. Nobody is signed in on it: the secret in its address shows letters only."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import get_language

from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.states import LetterState, Method
from pakten.agreements.commitments.views import letter_or_404
from pakten.agreements.events.views.events import event_or_404
from pakten.agreements.signing.actions import codes, signing, tablets
from pakten.agreements.signing.forms import SignForm, TabletForm, show_current
from pakten.agreements.signing.models import SigningCode, Tablet
from pakten.agreements.signing.queries.programme import Day, day_of
from pakten.agreements.signing.queries.standing import live_code, tablet_by
from pakten.agreements.signing.views.own import letter_context, signed_with_code
from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.languages import AT_WORK
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, step_into_pact, unseen

HERE = "signing/"


@needs(Verb.OPEN_TABLET)
def open_tablet(request: PactRequest, pk: int) -> HttpResponse:
    """Turn this browser into a screen for one letter."""
    letter = letter_or_404(request, pk, Verb.OPEN_TABLET)
    return _open(request, {"letter": letter}, "see_signing", letter.pk)


@needs(Verb.OPEN_TABLET)
def open_tablet_at(request: PactRequest, pk: int) -> HttpResponse:
    """Turn this browser into the screen of an occasion: it shows the letter at the table."""
    event = event_or_404(request, pk, Verb.OPEN_TABLET)
    return _open(request, {"event": event}, "see_programme", event.pk)


def _open(request: PactRequest, about: dict[str, Any], back: str, pk: int) -> HttpResponse:
    form = TabletForm(request.POST or None, initial={"identified": "code"})
    if request.method == "POST" and form.is_valid():
        identified, now = form.cleaned_data["identified"], timezone.now()
        token = attempt(
            form,
            lambda: tablets.open_tablet(**about, identified=identified, by=request.actor, at=now),
        )
        if token:
            logout(request)  # the signer must not reach the office's pages
            screen = redirect("sign_on_tablet", token)
            screen["Clear-Site-Data"] = '"cache"'  # nor by the way back in the browser
            return screen
    context = {**about, "form": form, "back": reverse(back, args=[pk])}
    return respond(request, f"{HERE}open_tablet.html", context, form)


def _tablet_or_404(request: HttpRequest, token: str) -> Tablet:
    step_into_pact(request, token)
    if get_language() not in AT_WORK:
        translation.activate("sv")
    tablet = tablet_by(token)
    if tablet is None or not tablet.works(timezone.now()):
        raise DeadLink
    return tablet


@open_to_all
def sign_on_tablet(request: HttpRequest, tablet_token: str) -> HttpResponse:
    """Only the letter at the table, the names of those who sign, and the signature."""
    tablet = _tablet_or_404(request, tablet_token)
    letter, day = _letter_of(tablet)
    letter = _just_signed(request, tablet) or letter
    context: dict[str, Any] = {"tablet": tablet, "tablet_token": tablet_token, "day": day}
    context["begins"] = (
        day.event.starts_at if day and day.event.starts_at > timezone.now() else None
    )
    signatory = _chosen(request, letter) if letter else None
    if letter is None or signatory is None:
        context |= {"letter": letter, **(letter_context(letter, None) if letter else {})}
        return unseen(respond(request, f"{HERE}tablet_wait.html", context))
    return unseen(_sign(request, tablet, letter, signatory, context))


def _letter_of(tablet: Tablet) -> tuple[Letter | None, Day | None]:
    """The letter of the screen, or the one that is at the occasion's table now."""
    if tablet.letter:
        return tablet.letter, None
    if tablet.event is None:
        return None, None
    day = day_of(tablet.event, timezone.now())
    return (day.current.letter if day.current else None), day


def _just_signed(request: HttpRequest, tablet: Tablet) -> Letter | None:
    """The letter whose last signature was just given here: thanks first, then the next one."""
    done = request.GET.get("done", "")
    if not done.isdecimal():
        return None
    rows = Letter.objects.select_related("organisation", "pact").filter(
        signatures__evidence__tablet=tablet, signatories=int(done[:18])
    )
    return rows.exclude(state=LetterState.READY).first()


def _chosen(request: HttpRequest, letter: Letter) -> Signatory | None:
    """The name that was pressed, if it is to sign this letter and has not."""
    asked = (request.POST or request.GET).get("who", "")
    if not asked.isdecimal() or letter.state != LetterState.READY:
        return None
    return letter.signatories.filter(pk=int(asked[:18]), signature__isnull=True).first()


def _sign(
    request: HttpRequest, tablet: Tablet, letter: Letter, signatory: Signatory,
    context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    here, now = request.path, timezone.now()
    mine = f"{here}?who={signatory.pk}"
    asks_code = request.method == "POST" and request.POST.get("step") == "code"
    signs = request.method == "POST" and not asks_code
    with_code = not tablet.identified
    form = SignForm(
        letter, signatory, request.POST if signs else None, with_code=with_code,
        method=Method.TABLET,
    )  # fmt: skip
    sending = forms.Form(request.POST if asks_code else None)
    if (
        asks_code
        and attempt(sending, lambda: codes.send_code(signatory, reverse("home"), at=now))
        is not None
    ):
        return redirect(f"{mine}#sign")

    def sign(form: SignForm, code: SigningCode | None) -> Signature:
        signed = form.signing(timezone.localdate(now))
        return signing.sign_on_tablet(tablet, letter, signatory, signed, code=code, at=now)

    if signs and form.is_valid():
        done = (
            signed_with_code(form, signatory, sign)
            if with_code
            else attempt(form, lambda: sign(form, None))
        )
        if done:
            return redirect(f"{here}?done={signatory.pk}")
    if signs:
        letter.refresh_from_db()
        show_current(form, letter.content_hash)
    context |= letter_context(letter, signatory)
    context |= {"form": form, "sending": sending, "code": live_code(signatory, now)}
    return respond(request, f"{HERE}tablet_sign.html", context, form, sending)


@open_to_all
def close_tablet(request: HttpRequest, tablet_token: str) -> HttpResponse:
    """Leave the mode: the screen is closed, and the office signs in again to go on."""
    tablet = _tablet_or_404(request, tablet_token)
    if request.method == "POST":
        tablets.close_tablet(tablet, at=timezone.now())
        goal = (
            reverse("see_programme", args=[tablet.event_id])
            if tablet.event_id
            else reverse("see_signing", args=[tablet.letter_id])
        )
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': goal})}")
    context = {"tablet": tablet, "tablet_token": tablet_token}
    return unseen(respond(request, f"{HERE}close_tablet.html", context))
