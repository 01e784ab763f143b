"""Groups, the level of engagement, and what an association offers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.organisations import actions
from pakten.parties.organisations.forms import GroupForm, LevelForm, LocalOfferForm
from pakten.parties.organisations.queries import active_in_district, local_offers, speaking
from pakten.parties.organisations.states import SPOKEN_LANGUAGES
from pakten.parties.organisations.views.finding import HERE, find_organisation
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import District


@needs(Verb.JOIN_GROUP)
def join_group(request: PactRequest, pk: int) -> HttpResponse:
    """Put an organisation under its parent."""
    house = find_organisation(request, pk)
    require(request.actor, Verb.JOIN_GROUP, house)
    form = GroupForm(house, request.POST or None, initial={"parent": house.parent_id})
    if request.method == "POST" and form.is_valid():
        parent, now = form.cleaned_data["parent"], timezone.now()
        if attempt(form, lambda: actions.join_group(house, parent, by=request.actor, at=now)):
            words = {"name": house.name, "parent": parent.name}
            messages.success(request, _("%(name)s belongs to %(parent)s.") % words)
            return redirect("see_organisation", house.pk)
    context = {"form": form, "organisation": house}
    return respond(request, f"{HERE}join_group.html", context, form)


@needs(Verb.LEAVE_GROUP)
@require_POST
def leave_group(request: PactRequest, pk: int) -> HttpResponse:
    """The organisation stands by itself again."""
    house = find_organisation(request, pk)
    actions.leave_group(house, by=request.actor, at=timezone.now())
    messages.success(request, _("%(name)s stands by itself now.") % {"name": house.name})
    return redirect("see_organisation", house.pk)


@needs(Verb.CHOOSE_LEVEL)
def choose_level(request: PactRequest, pk: int) -> HttpResponse:
    """How much the organisation wants to do."""
    house = find_organisation(request, pk)
    require(request.actor, Verb.CHOOSE_LEVEL, house)
    form = LevelForm(request.POST or None, initial={"level": house.level})
    if request.method == "POST" and form.is_valid():
        level, now = form.cleaned_data["level"], timezone.now()
        if attempt(form, lambda: actions.choose_level(house, level, by=request.actor, at=now)):
            messages.success(request, _("Saved."))
            return redirect("see_organisation", house.pk)
    context = {"form": form, "organisation": house}
    return respond(request, f"{HERE}choose_level.html", context, form)


@needs(Verb.EDIT_LOCAL_OFFER)
def edit_local_offer(request: PactRequest, pk: int) -> HttpResponse:
    """What an association offers, whom it reaches, in which languages and districts."""
    house = find_organisation(request, pk)
    require(request.actor, Verb.EDIT_LOCAL_OFFER, house)
    if not house.is_civil_society:
        raise PermissionDenied
    form = LocalOfferForm(house, request.POST or None, initial=LocalOfferForm.initial_of(house))
    if request.method == "POST" and form.is_valid():
        offer, now = form.offer(house), timezone.now()
        if attempt(form, lambda: actions.edit_local_offer(house, offer, by=request.actor, at=now)):
            messages.success(request, _("Saved."))
            return redirect("see_organisation", house.pk)
    context = {"form": form, "organisation": house}
    return respond(request, f"{HERE}edit_local_offer.html", context, form)


@needs(Verb.SEE_LOCAL_OFFERS)
def see_local_offers(request: PactRequest) -> HttpResponse:
    """What associations offer near a participant: for counsellors and the office."""
    areas = [(each.pk, each.name) for each in District.objects.on(timezone.localdate())]
    listing = Listing(
        request.GET,
        local_offers(request.actor),
        search=("name", "offers_locally__sv", "reaches__sv"),
        filters=(
            Filter("district", gettext_lazy("District"), areas, apply=active_in_district),
            Filter("language", gettext_lazy("Language"), SPOKEN_LANGUAGES, apply=speaking),
        ),
        sorts={"name": ("sort_key",)},
        default_sort="name",
        per_page=20,
    )
    return render(request, f"{HERE}see_local_offers.html", {"listing": listing})
