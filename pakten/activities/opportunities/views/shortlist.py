"""The short list of an opening, and proposing it to people on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import proposals
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.lists import asked_for
from pakten.activities.opportunities.queries.shortlist import TABS, shortlist_of
from pakten.activities.opportunities.states import FOR_ONE_PERSON, TAKES_SEAT
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant


def _opening(request: PactRequest, pk: int) -> Opening:
    rows = Opening.objects.visible_to(request.actor).select_related(
        "organisation__pact", "district", "occupation__parent", "posted_by"
    )
    opening = get_object_or_404(rows.prefetch_related(asked_for()), pk=pk)
    require(request.actor, Verb.SEE_SHORTLIST, opening)
    return opening


@needs(Verb.SEE_SHORTLIST)
def see_shortlist(request: PactRequest, opening_id: int) -> HttpResponse:
    """The need beside the people: one mark per requirement, never a total."""
    opening = _opening(request, opening_id)
    if opening.kind not in FOR_ONE_PERSON:
        return redirect("see_opening", opening.pk)
    return _show(request, opening, ConfirmForm())


def _show(request: PactRequest, opening: Opening, form: ConfirmForm) -> HttpResponse:
    asked = request.GET.get("show", "")
    tab = asked if asked in TABS else ""
    found = shortlist_of(
        opening, timezone.localdate(), tab=tab, everyone=request.GET.get("all") == "1"
    )
    taken = sum(placement.state in TAKES_SEAT for placement in found.asked)
    return respond(
        request,
        "opportunities/see_shortlist.html",
        {
            "opening": opening, "for_one": True, "found": found, "tab": tab, "form": form,
            "free": max(opening.seats - taken, 0), "open": opening.state == "open",
            "picked": request.POST.getlist("person"),
            "may_edit": may(request.actor, Verb.EDIT_OPENING, opening),
        },
        form,
    )  # fmt: skip


@needs(Verb.PROPOSE_PLACEMENT)
@require_POST
def propose_placement(request: PactRequest, opening_id: int) -> HttpResponse:
    """Ask those who were ticked, all of them or none. They answer first; the employer sees nothing."""
    opening = _opening(request, opening_id)
    ids = [number_in(each) for each in request.POST.getlist("person")]
    people = list(Participant.objects.visible_to(request.actor).filter(pk__in=ids).order_by("pk"))
    form = ConfirmForm(request.POST)
    form.full_clean()
    if not people:
        form.add_error(None, _("Tick at least one person."))
        return _show(request, opening, form)

    def act() -> list[Placement]:
        now = timezone.now()
        return [proposals.propose_placement(opening, p, by=request.actor, at=now) for p in people]

    if not attempt(form, act):
        return _show(request, opening, form)
    told = ngettext("%(number)d person is asked.", "%(number)d people are asked.", len(people))
    messages.success(request, told % {"number": len(people)})
    return redirect("see_shortlist", opening.pk)
