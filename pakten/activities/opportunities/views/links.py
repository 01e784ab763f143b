"""Answering by a personal link, without an account; and the office's new link to send or print."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities import notices
from pakten.activities.opportunities.actions import answers, proposals, sending
from pakten.activities.opportunities.actions import links as keys
from pakten.activities.opportunities.actions.links import About, find_link, reader_of
from pakten.activities.opportunities.forms.links import PresentationForm
from pakten.activities.opportunities.forms.steps import AcceptForm, PersonNoForm
from pakten.activities.opportunities.models import Made, Placement, PlacementLink
from pakten.activities.opportunities.queries.presented import (
    presented,
    presented_picture,
    profile_text,
)
from pakten.activities.opportunities.states import DeclineReason, PlacementState, Side
from pakten.activities.opportunities.views.bids import Ways, bid, missing_yes
from pakten.activities.opportunities.views.moves import consent_text_of, placement_or_404
from pakten.activities.opportunities.views.placements import picture_answer
from pakten.base.access import Actor, Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.notices.links import link_to
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.languages import read_by
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, gone, step_into_pact, unseen
from pakten.parties.people.actions import record_consent

HERE = "opportunities/"
P = PlacementState


def link_or_404(request: HttpRequest, token: str, *abouts: PlacementLink.About) -> PlacementLink:
    """The link of the address, in its pact; in the person's own language unless one is chosen."""
    step_into_pact(request, token)
    link = find_link(token, *abouts)
    if link is None:
        raise DeadLink
    # a language that the pages are not written in would make them of two
    own = read_by(link.placement.participant.language) if link.side == Side.PERSON else ""
    if own and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(own)
    return link


def closed(request: HttpRequest, link: PlacementLink) -> HttpResponse:
    """What a link that no longer opens says: whom to ask for a new one, and nothing of anybody."""
    return gone(render(request, f"{HERE}link_closed.html", {"link": link}))


@open_to_all
def proposal_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """The person's own proposal."""
    link, now = link_or_404(request, link_token, About.PROPOSAL), timezone.now()
    if not link.works(now):
        return closed(request, link)
    return unseen(bid(request, link.placement, _ways(link_token), {"link": link}))


def _ways(token: str) -> Ways:
    page = reverse("proposal_by_link", args=[token])
    steps = {step: reverse("answer_proposal_by_link", args=[token, step]) for step in _STEPS}
    disown = reverse("disown_link", args=[token])
    return Ways(home=page, disown=disown, **steps)


@open_to_all
def answer_proposal_by_link(request: HttpRequest, link_token: str, step: str) -> HttpResponse:
    """One answer: yes with the text shown, no with a reason, ask first, or take it back."""
    link, now = link_or_404(request, link_token, About.PROPOSAL), timezone.now()
    if not link.works(now):
        return closed(request, link)
    if step not in _STEPS:
        raise Http404
    ways = _ways(link_token)
    if request.method == "POST" and link.placement.state in _DONE[step]:
        return unseen(redirect(ways.home))  # said already, in another tab: the page says what holds
    form = _form(request, step, link.placement)
    by = reader_of(link)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda: _STEPS[step](link, form, by)
    ) is not None:  # fmt: skip
        return unseen(redirect(ways.home))
    context = {
        "form": form,
        "placement": link.placement,
        "ways": ways,
        "opening": link.placement.opening,
    }
    return unseen(respond(request, f"{HERE}answer_{step}.html", context, form))


def _form(request: HttpRequest, step: str, placement: Placement) -> Form:
    data: Any = request.POST if request.method == "POST" else None
    if step == "yes":
        yes = missing_yes(placement.participant)
        text = consent_text_of(yes) if yes else ""
        return AcceptForm(
            data,
            consent_text=text,
            initial={"shown_profile": profile_text(placement.participant)},
        )
    return PersonNoForm(data) if step == "no" else Form(data)


def _yes(link: PlacementLink, form: Form, by: Actor) -> Placement:
    now, person = timezone.now(), link.placement.participant
    if yes := missing_yes(person):
        # who sent the link stands for the record; that the person gave it themselves is said
        holder = Actor(link.sent_by_id or link.placement.proposed_by_id, by.name, by.grants)
        record_consent(person, yes, by=holder, at=now)
    text = form.cleaned_data["shown_profile"]
    return proposals.accept_proposal(link.placement, shown_profile=text, by=by, at=now)


def _no(link: PlacementLink, form: Form, by: Actor) -> Placement:
    reason = DeclineReason(form.cleaned_data["reason"])
    return proposals.decline_proposal(
        link.placement, side=Side.PERSON, reason=reason, by=by, at=timezone.now()
    )


def _ask(link: PlacementLink, form: Form, by: Actor) -> Placement:
    return answers.ask_first(link.placement, by=by, at=timezone.now())


def _undo(link: PlacementLink, form: Form, by: Actor) -> Placement:
    return answers.undo_answer(link.placement, by=by, at=timezone.now())


_STEPS = {"yes": _yes, "no": _no, "ask": _ask, "undo": _undo}
_DONE = {
    "yes": frozenset({P.ACCEPTED, P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED}),
    "no": frozenset({P.DECLINED}), "ask": frozenset(P) - {P.PROPOSED}, "undo": frozenset({P.PROPOSED}),
}  # fmt: skip


@open_to_all
def presentation_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """The employer's answer in three taps: meet or not, why not, send."""
    link, now = link_or_404(request, link_token, About.PRESENTATION), timezone.now()
    if not link.works(now):
        return closed(request, link)
    placement, by = link.placement, reader_of(link)
    shown = presented(placement)
    waits = placement.state == P.PRESENTED
    form = PresentationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not waits:  # a tab that was open beside the answer: what was said holds
        form.add_error(None, _("It was answered already"))
    if request.method == "POST" and shown and form.is_valid() and attempt(
        form,
        lambda: proposals.answer_presentation(
            placement, **form.answer(), by=by, at=timezone.now()
        ),
    ) is not None:  # fmt: skip
        return unseen(redirect("presentation_by_link", link_token))
    context = {
        "placement": placement, "opening": placement.opening, "form": form, "link": link,
        "shown": shown, "picture": reverse("presented_picture_by_link", args=[link_token]),
        "disown": reverse("disown_link", args=[link_token]),
        "waits": waits, "said": form.is_bound and not waits,
        "counsellor": placement.participant.counsellor or placement.proposed_by,
    }  # fmt: skip
    return unseen(respond(request, f"{HERE}presentation_by_link.html", context, form))


@open_to_all
def presented_picture_by_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """The picture of a presented person, where it is chosen."""
    link = link_or_404(request, link_token, About.PRESENTATION)
    return picture_answer(presented_picture(link.placement) if link.works(timezone.now()) else None)


@open_to_all
def disown_link(request: HttpRequest, link_token: str) -> HttpResponse:
    """ "I am not Anders": stops the link and tells the office."""
    link = link_or_404(request, link_token, *About)
    if request.method == "POST" and link.disowned_at is None:
        keys.disown_link(link, at=timezone.now())
        notices.tell_disowned(link, at=timezone.now())
        return unseen(redirect("disown_link", link_token))
    return unseen(render(request, f"{HERE}disown_link.html", {"link": link}))


@needs(Verb.SEND_LINK)
@require_POST
def send_link(request: PactRequest, placement_id: int, about: str) -> HttpResponse:
    """A new link: mailed, or shown once to print or copy."""
    placement = placement_or_404(request, placement_id, Verb.SEND_LINK)
    if about not in (About.PROPOSAL, About.PRESENTATION):
        raise Http404
    form, show = Form(request.POST), request.POST.get("way") == "show"
    made = attempt(
        form,
        lambda: sending.send_link(
            placement, About(about), show=show, by=request.actor, at=timezone.now()
        ),
    )
    if made is None:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
        return redirect("see_placement", placement.pk)
    if show:
        return shown_link(request, placement, made, f"{about}_by_link")
    messages.success(request, _("A new link is on its way by e-mail. The old one no longer works."))
    return redirect("see_placement", placement.pk)


def shown_link(request: PactRequest, placement: Placement, made: Made, page: str) -> HttpResponse:
    """The link itself, once: to read aloud, copy or print. It is stored nowhere."""
    address = link_to(request.pact, reverse(page, args=[made.token]))
    context = {"placement": placement, "link": made.link, "address": address}
    return unseen(render(request, f"{HERE}shown_link.html", context))
