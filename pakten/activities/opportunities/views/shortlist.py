"""The short list of an opening, and proposing it to people on it."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import proposals
from pakten.activities.opportunities.forms.asides import AsideForm
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.asides import saved_for
from pakten.activities.opportunities.queries.lists import asked_for
from pakten.activities.opportunities.queries.shortlist import TABS, WISHED, SavedRow, shortlist_of
from pakten.activities.opportunities.states import FOR_ONE_PERSON, TAKES_SEAT
from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.audit.actions import look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import Participant


def opening_to_match(request: PactRequest, pk: int) -> Opening:
    """The opening, for those who match people with it; else 404."""
    rows = Opening.objects.visible_to(request.actor).select_related(
        "organisation__pact", "district", "occupation__parent", "posted_by"
    )
    opening = get_object_or_404(rows.prefetch_related(asked_for()), pk=pk)
    require(request.actor, Verb.SEE_SHORTLIST, opening)
    return opening


@needs(Verb.SEE_SHORTLIST)
def see_shortlist(request: PactRequest, opening_id: int) -> HttpResponse:
    """The need beside the people: one mark per requirement, never a total."""
    opening = opening_to_match(request, opening_id)
    if opening.kind not in FOR_ONE_PERSON:
        return redirect("see_opening", opening.pk)
    return show(request, opening, ConfirmForm())


def show(
    request: PactRequest, opening: Opening, form: Form, *, noted: AsideForm | None = None
) -> HttpResponse:
    """The list with a form that was sent, if any; whom it names is written down in one go."""
    asked = request.GET.get("show", "")
    tab = asked if asked in (*TABS, WISHED) else ""
    found = shortlist_of(
        opening, timezone.localdate(), tab=tab, everyone=request.GET.get("all") == "1",
        saved=saved_for(opening, request.actor),
    )  # fmt: skip
    look_at_all(found.named(), LookPurpose.SHORTLIST, request.actor, timezone.now())
    taken = sum(placement.state in TAKES_SEAT for placement in found.asked)
    return respond(
        request,
        "opportunities/see_shortlist.html",
        {
            "opening": opening, "for_one": True, "found": found, "tab": tab, "form": form,
            "free": max(opening.seats - taken, 0), "open": opening.state == "open",
            "picked": [] if "note" in request.POST else request.POST.getlist("person"),
            "saved": _with_notes(found.saved, noted),
            "saved_ids": {row.person.pk for row in found.saved},
            "may_edit": may(request.actor, Verb.EDIT_OPENING, opening),
            "may_ask_for": may(request.actor, Verb.ASK_FOR_PERSON, opening),
        },
        form,
    )  # fmt: skip


def _with_notes(saved: list[SavedRow], noted: AsideForm | None) -> list[tuple[SavedRow, AsideForm]]:
    """Each with the form of its note; one that was refused keeps what was typed."""
    sent = noted.data.getlist("person") if noted else []  # type: ignore[attr-defined]
    return [
        (row, noted)
        if noted and sent == [str(row.person.pk)]
        else (row, AsideForm(initial={"note": row.said.note}, auto_id=f"id_%s_{row.said.pk}"))
        for row in saved
    ]


def people_ticked(request: PactRequest) -> list[Participant]:
    """Those whose boxes were ticked, as far as the reader may see them."""
    ids = [number_in(each) for each in request.POST.getlist("person")]
    return list(Participant.objects.visible_to(request.actor).filter(pk__in=ids).order_by("pk"))


@needs(Verb.PROPOSE_PLACEMENT)
@require_POST
def propose_placement(request: PactRequest, opening_id: int) -> HttpResponse:
    """Ask those who were ticked, all of them or none. They answer first; the employer sees nothing."""
    opening = opening_to_match(request, opening_id)
    people = people_ticked(request)
    form = ConfirmForm(request.POST)
    form.full_clean()
    if not people:
        form.add_error(None, _("Tick at least one person."))
        return show(request, opening, form)

    def act() -> list[Placement]:
        now = timezone.now()
        return [proposals.propose_placement(opening, p, by=request.actor, at=now) for p in people]

    if not attempt(form, act):
        return show(request, opening, form)
    told = ngettext("%(number)d person is asked.", "%(number)d people are asked.", len(people))
    messages.success(request, told % {"number": len(people)})
    return redirect("see_shortlist", opening.pk)
