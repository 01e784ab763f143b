"""The office's log of the dialogue with an organisation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations import actions
from pakten.parties.organisations.forms import TalkForm
from pakten.parties.organisations.models import Organisation, Talk
from pakten.parties.organisations.views.finding import HERE, find_organisation
from pakten.parties.pacts.http import PactRequest

SHOWN = 100


@needs(Verb.SEE_DIALOGUE)
def see_dialogue(request: PactRequest, pk: int) -> HttpResponse:
    """Everything said, latest first, with a form for the next talk."""
    house = find_organisation(request, pk)
    return _page(request, house, _empty_form(request, house))


@needs(Verb.WRITE_TALK)
@require_POST
def write_talk(request: PactRequest, pk: int) -> HttpResponse:
    """Add an entry."""
    house = find_organisation(request, pk)
    form = TalkForm(house, request.POST)
    if form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: actions.write_talk(house, form.details(), by=request.actor, at=now)
        ):
            messages.success(request, _("It is in the log."))
            return redirect("see_dialogue", house.pk)
    return _page(request, house, form)


@needs(Verb.CORRECT_TALK)
def correct_talk(request: PactRequest, pk: int) -> HttpResponse:
    """Write an entry anew; the wrong one stays, marked."""
    talk = _talk(request, pk)
    house = talk.organisation
    form = TalkForm(house, request.POST or None, initial=TalkForm.initial_of(talk))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: actions.correct_talk(talk, form.details(), by=request.actor, at=now)
        ):
            messages.success(request, _("The entry is corrected."))
            return redirect("see_dialogue", house.pk)
    context = {"form": form, "talk": talk, "organisation": house}
    return respond(request, f"{HERE}correct_talk.html", context, form)


@needs(Verb.FINISH_STEP)
@require_POST
def finish_step(request: PactRequest, pk: int) -> HttpResponse:
    """The next step is taken."""
    talk = _talk(request, pk)
    try:
        actions.finish_step(talk, by=request.actor, at=timezone.now())
        messages.success(request, _("Done."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_dialogue", talk.organisation_id)


def _talk(request: PactRequest, pk: int) -> Talk:
    rows = Talk.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


def _empty_form(request: PactRequest, house: Organisation) -> TalkForm:
    today = timezone.localdate()
    initial = {"happened_on": today, "contact": house.contacts.first()}
    return TalkForm(house, initial={**initial, "next_owner": request.user.pk})


def _page(request: PactRequest, house: Organisation, form: TalkForm) -> HttpResponse:
    require(request.actor, Verb.SEE_DIALOGUE, house)
    talks = Talk.objects.visible_to(request.actor).filter(organisation=house)
    talks = talks.select_related("contact", "next_owner", "written_by", "corrected_by")
    context = {
        "organisation": house,
        "form": form,
        "talks": talks[:SHOWN],
        "today": timezone.localdate(),
        "steps": talks.with_step_left().order_by("next_on", "id"),
    }
    return respond(request, f"{HERE}see_dialogue.html", context, form)
