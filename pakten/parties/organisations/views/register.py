"""Entering an organisation, changing it, showing it. The register and a member's page are faces."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations import actions
from pakten.parties.organisations.forms import NewOrganisationForm, OrganisationForm
from pakten.parties.organisations.views.finding import HERE, find_organisation
from pakten.parties.pacts.http import PactRequest


@needs(Verb.REGISTER_ORGANISATION)
def register_organisation(request: PactRequest) -> HttpResponse:
    """Put an organisation in the register."""
    initial = {"name": request.GET.get("name", "")[:160], "responsible": request.user.pk}
    form = NewOrganisationForm(request.pact, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.register_organisation(
                request.pact, form.details(), form.contact(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            messages.success(request, _("%(name)s is in the register.") % {"name": made.name})
            return redirect("see_organisation", made.pk)
    return respond(request, f"{HERE}register_organisation.html", {"form": form}, form)


@needs(Verb.EDIT_ORGANISATION)
def edit_organisation(request: PactRequest, pk: int) -> HttpResponse:
    """Change what the register keeps."""
    house = find_organisation(request, pk)
    require(request.actor, Verb.EDIT_ORGANISATION, house)
    form = OrganisationForm(
        request.pact, request.POST or None, initial=OrganisationForm.initial_of(house)
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form,
            lambda: actions.edit_organisation(house, form.details(), by=request.actor, at=now),
        ):
            messages.success(request, _("Saved."))
            return redirect("see_organisation", house.pk)
    return respond(
        request, f"{HERE}edit_organisation.html", {"form": form, "organisation": house}, form
    )


@needs(Verb.PUBLISH_ORGANISATION)
@require_POST
def publish_organisation(request: PactRequest, pk: int) -> HttpResponse:
    """Show the member on the public pages."""
    house = find_organisation(request, pk)
    try:
        actions.publish_organisation(house, by=request.actor, at=timezone.now())
        said = _("%(name)s is now on the public pages.") % {"name": house.name}
        messages.success(request, said)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_organisation", house.pk)


@needs(Verb.WITHDRAW_ORGANISATION)
@require_POST
def withdraw_organisation(request: PactRequest, pk: int) -> HttpResponse:
    """Take the member off the public pages."""
    house = find_organisation(request, pk)
    actions.withdraw_organisation(house, by=request.actor, at=timezone.now())
    said = _("%(name)s is no longer on the public pages.") % {"name": house.name}
    messages.success(request, said)
    return redirect("see_organisation", house.pk)
