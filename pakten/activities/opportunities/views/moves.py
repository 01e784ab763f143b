"""The steps of a placement, from the person's answer to the outcome."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions import placements, proposals
from pakten.activities.opportunities.forms.steps import (
    AcceptForm,
    AgreeForm,
    AnswerForm,
    ConfirmForm,
    DeclineForm,
    PersonNoForm,
    StartForm,
)
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries.lists import may_see, shown
from pakten.activities.opportunities.queries.placement import one_placement
from pakten.activities.opportunities.queries.presented import profile_text, to_be_presented
from pakten.activities.opportunities.states import DeclineReason, Side
from pakten.activities.opportunities.views.bids import missing_yes
from pakten.activities.opportunities.views.steps import Page, take
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.actions import Yes, record_consent
from pakten.parties.people.consent_texts import consent_text


def placement_or_404(request: PactRequest, pk: int, verb: Verb) -> Placement:
    placement = get_object_or_404(one_placement(request.actor), pk=pk)
    require(request.actor, verb, placement)
    return placement


def posted(request: PactRequest) -> Any:
    return request.POST if request.method == "POST" else None


def step_page(request: PactRequest, placement: Placement, **words: Any) -> Page:
    names = placement.opening.title
    return Page(back="see_placement", pk=placement.pk, crumb=names, **words)


def who_is(request: PactRequest, placement: Placement) -> dict[str, str]:
    """How the person is named to this reader."""
    if may_see(request.actor):
        name = str(placement.participant)
    else:
        name = placement.shown_name if shown(placement) else _("A person who has withdrawn")
    return {"name": name, "house": placement.opening.organisation.name}


@needs(Verb.ACCEPT_PROPOSAL)
def accept_proposal(request: PactRequest, placement_id: int) -> HttpResponse:
    """The person's yes: they see what the employer will see, and can change it."""
    placement = placement_or_404(request, placement_id, Verb.ACCEPT_PROPOSAL)
    person, office = placement.participant, may_see(request.actor)
    yes = missing_yes(person, office=office)
    form = AcceptForm(
        posted(request), consent_text=consent_text_of(yes) if yes else "",
        initial={"shown_profile": profile_text(person)},
    )  # fmt: skip

    def act() -> Placement:
        now = timezone.now()
        if yes:
            record_consent(person, yes, by=request.actor, at=now)
        text = form.cleaned_data["shown_profile"]
        return proposals.accept_proposal(placement, shown_profile=text, by=request.actor, at=now)

    page = step_page(
        request, placement,
        title=_("Record a yes from %(name)s") % who_is(request, placement) if office else _("Yes, I want to"),
        lead=_("This is what %(house)s gets to read. Change what you want to change.")
        % who_is(request, placement),
        button=_("Record the yes") if office else _("Send my yes"),
        done=_("The yes is recorded.") if office else _("Thank you. We present you to the employer."),
        template="opportunities/step.html" if office else "opportunities/proposal_yes.html",
    )  # fmt: skip
    return take(request, form, page, act, placement=placement)


def consent_text_of(yes: Yes) -> str:
    """The very words that are agreed to."""
    return consent_text(yes.purpose, yes.language, timezone.localdate()).text


@needs(Verb.DECLINE_PROPOSAL)
def decline_proposal(request: PactRequest, placement_id: int) -> HttpResponse:
    """Not this time: the person's own no in one press, or anybody's recorded by the office."""
    placement = placement_or_404(request, placement_id, Verb.DECLINE_PROPOSAL)
    office = may_see(request.actor)
    form = DeclineForm(posted(request)) if office else PersonNoForm(posted(request))

    def act() -> Placement:
        given = form.cleaned_data
        return proposals.decline_proposal(
            placement, side=Side(given.get("side", Side.PERSON)), note=given.get("note", ""),
            reason=DeclineReason(given["reason"]), by=request.actor, at=timezone.now(),
        )  # fmt: skip

    page = step_page(
        request, placement,
        title=_("It does not go on: %(name)s") % who_is(request, placement) if office
        else _("Thank you for telling us"),
        lead=_("Say whose answer it is and why. Those concerned are told kindly, without the reason.")
        if office else _("Your answer helps us to find something better. You do not get fewer proposals."),
        button=_("Record it") if office else _("Send my answer"),
        done=_("Recorded.") if office else _("Thank you. We go on looking."),
        template="opportunities/step.html" if office else "opportunities/proposal_no.html",
    )  # fmt: skip
    return take(request, form, page, act, placement=placement)


@needs(Verb.PRESENT_PERSON)
def present_person(request: PactRequest, placement_id: int) -> HttpResponse:
    """Show the employer what the person said yes to."""
    placement = placement_or_404(request, placement_id, Verb.PRESENT_PERSON)
    page = step_page(
        request, placement,
        title=_("Present %(name)s to %(house)s?") % who_is(request, placement),
        lead=_("They see the name and this text, and get a mail. They are asked to answer within %(days)d working days.")
        % {"days": placement.opening.organisation.reply_days},
        button=_("Present"), done=_("Presented. The reply clock has started."),
    )  # fmt: skip
    return take(
        request, ConfirmForm(posted(request)), page,
        lambda: proposals.present_person(placement, by=request.actor, at=timezone.now()),
        placement=placement, shown=to_be_presented(placement),
    )  # fmt: skip


@needs(Verb.ANSWER_PRESENTATION)
def answer_presentation(request: PactRequest, placement_id: int) -> HttpResponse:
    """The employer's answer in one tap: an interview, or no with a reason."""
    placement = placement_or_404(request, placement_id, Verb.ANSWER_PRESENTATION)
    form = AnswerForm(posted(request), initial={"invite": request.GET.get("invite", "")})

    def act() -> Placement:
        given = form.cleaned_data
        reason = DeclineReason(given["reason"]) if given["reason"] else None
        return proposals.answer_presentation(
            placement, invite=given["invite"] == "yes", reason=reason, note=given["note"],
            by=request.actor, at=timezone.now(),
        )  # fmt: skip

    page = step_page(
        request, placement, title=_("Answer about %(name)s") % who_is(request, placement),
        lead=_("The counsellor gets your answer at once and contacts the person."),
        button=_("Send the answer"), done=_("Thank you for the answer."),
    )  # fmt: skip
    return take(request, form, page, act, placement=placement)


@needs(Verb.AGREE_PLACEMENT)
def agree_placement(request: PactRequest, placement_id: int) -> HttpResponse:
    """All agree on a first day."""
    placement = placement_or_404(request, placement_id, Verb.AGREE_PLACEMENT)
    day = max(placement.opening.starts_on or timezone.localdate(), timezone.localdate())
    form = AgreeForm(posted(request), initial={"starts_on": day})
    page = step_page(
        request, placement, title=_("%(house)s and %(name)s agree") % who_is(request, placement),
        lead=_("Takes one of the places. Both get the first day in writing."),
        button=_("Record the agreement"), done=_("Agreed."),
    )  # fmt: skip
    return take(
        request, form, page,
        lambda: proposals.agree_placement(
            placement, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )  # fmt: skip


@needs(Verb.START_PLACEMENT)
def start_placement(request: PactRequest, placement_id: int) -> HttpResponse:
    """The first day has come: it counts."""
    placement = placement_or_404(request, placement_id, Verb.START_PLACEMENT)
    day = min(placement.starts_on or timezone.localdate(), timezone.localdate())
    form = StartForm(posted(request), initial={"started_on": day})
    page = step_page(
        request, placement, title=_("%(name)s has begun at %(house)s") % who_is(request, placement),
        lead=_("It counts once in the results and moves the member's promise. We ask how it goes after 1, 3, 6, 12 and 36 months."),
        button=_("Record the start"), done=_("Started, and counted once."),
    )  # fmt: skip
    return take(
        request, form, page,
        lambda: placements.start_placement(
            placement, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )  # fmt: skip
