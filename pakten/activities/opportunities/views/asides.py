"""Saving people of the short list for later, and taking them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import asides
from pakten.activities.opportunities.forms.asides import AsideForm
from pakten.activities.opportunities.views.shortlist import opening_to_match, people_ticked, show
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant


@needs(Verb.SET_ASIDE)
@require_POST
def set_aside(request: PactRequest, opening_id: int) -> HttpResponse:
    """Save those who were ticked, or write the note of one who is saved."""
    opening = opening_to_match(request, opening_id)
    people, form = people_ticked(request), AsideForm(request.POST)
    if not people:
        form.add_error(None, _("Tick at least one person."))
    note = form.cleaned_data["note"] if form.is_valid() and "note" in request.POST else None
    if not form.is_valid() or not attempt(
        form,
        lambda: asides.set_aside(opening, people, note, by=request.actor, at=timezone.now()),
    ):
        return show(request, opening, form, noted=form)
    told = ngettext("%(number)d person is saved.", "%(number)d people are saved.", len(people))
    messages.success(request, told % {"number": len(people)})
    return redirect(reverse("see_shortlist", args=[opening.pk]) + "#saved")


@needs(Verb.PUT_BACK)
@require_POST
def put_back(request: PactRequest, opening_id: int, participant_id: int) -> HttpResponse:
    """Take somebody back from those saved; in a second tab, too."""
    opening = opening_to_match(request, opening_id)
    people = Participant.objects.visible_to(request.actor)
    person = get_object_or_404(people, pk=participant_id)
    asides.put_back(opening, person, by=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s is no longer saved.") % {"name": person})
    return redirect("see_shortlist", opening.pk)
