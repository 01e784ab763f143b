"""Pages of the register that change it. The register itself and a member's page are faces."""

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
from pakten.parties.organisations.forms import (
    ContactForm,
    InterestAnswerForm,
    NewOrganisationForm,
    OrganisationForm,
)
from pakten.parties.organisations.models import Contact, Interest, Organisation
from pakten.parties.organisations.states import InterestState
from pakten.parties.pacts.http import PactRequest

HERE = "organisations/"


def _organisation(request: PactRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)


def _contact(request: PactRequest, pk: int) -> Contact:
    houses = Organisation.objects.visible_to(request.actor)
    rows = Contact.objects.select_related("organisation").filter(organisation__in=houses)
    return get_object_or_404(rows, pk=pk)


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
    house = _organisation(request, pk)
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
    house = _organisation(request, pk)
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
    house = _organisation(request, pk)
    actions.withdraw_organisation(house, by=request.actor, at=timezone.now())
    said = _("%(name)s is no longer on the public pages.") % {"name": house.name}
    messages.success(request, said)
    return redirect("see_organisation", house.pk)


@needs(Verb.ADD_CONTACT)
def add_contact(request: PactRequest, pk: int) -> HttpResponse:
    """Add a person to talk to."""
    house = _organisation(request, pk)
    require(request.actor, Verb.ADD_CONTACT, house)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        made = attempt(
            form, lambda: actions.add_contact(house, form.details(), by=request.actor, at=now)
        )
        if made:
            messages.success(request, _("%(name)s is added.") % {"name": made.name})
            return redirect("see_organisation", house.pk)
    context = {"form": form, "organisation": house}
    return respond(request, f"{HERE}add_contact.html", context, form)


@needs(Verb.EDIT_CONTACT)
def edit_contact(request: PactRequest, pk: int) -> HttpResponse:
    """Change how a contact is reached."""
    contact = _contact(request, pk)
    require(request.actor, Verb.EDIT_CONTACT, contact)
    form = ContactForm(request.POST or None, initial=ContactForm.initial_of(contact))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form, lambda: actions.edit_contact(contact, form.details(), by=request.actor, at=now)
        ):
            messages.success(request, _("Saved."))
            return redirect("see_organisation", contact.organisation_id)
    context = {"form": form, "contact": contact, "organisation": contact.organisation}
    return respond(request, f"{HERE}edit_contact.html", context, form)


@needs(Verb.REMOVE_CONTACT)
@require_POST
def remove_contact(request: PactRequest, pk: int) -> HttpResponse:
    """Take a contact away."""
    contact = _contact(request, pk)
    try:
        actions.remove_contact(contact, by=request.actor, at=timezone.now())
        messages.success(request, _("%(name)s is removed.") % {"name": contact.name})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_organisation", contact.organisation_id)


@needs(Verb.SEE_INTEREST)
def see_interest(request: PactRequest, pk: int) -> HttpResponse:
    """What somebody wrote who wants to join, and the answer to it."""
    interest = get_object_or_404(Interest.objects.select_related("organisation"), pk=pk)
    require(request.actor, Verb.SEE_INTEREST, interest)
    form = InterestAnswerForm(initial={"number": interest.number})
    return _interest_page(request, interest, form)


@needs(Verb.ANSWER_INTEREST)
@require_POST
def answer_interest(request: PactRequest, pk: int) -> HttpResponse:
    """Begin a dialogue or decline."""
    interest = get_object_or_404(Interest, pk=pk)
    form = InterestAnswerForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        done = attempt(
            form,
            lambda: actions.answer_interest(interest, form.details(), by=request.actor, at=now),
        )
        if done:
            messages.success(
                request, _("%(name)s has got your answer.") % {"name": done.organisation_name}
            )
            return (
                redirect("see_organisation", done.organisation_id)
                if (done.organisation_id)
                else redirect("see_home")
            )
    return _interest_page(request, interest, form)


def _interest_page(
    request: PactRequest, interest: Interest, form: InterestAnswerForm
) -> HttpResponse:
    context = {
        "interest": interest,
        "form": form,
        "is_new": interest.state == InterestState.NEW,
        "activities": [row.activity for row in interest.activities.select_related("activity")],
    }
    return respond(request, f"{HERE}see_interest.html", context, form)
