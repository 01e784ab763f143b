"""Contacts: add, change, take over, take away, and the question twice a year."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations import actions
from pakten.parties.organisations.forms import ContactForm
from pakten.parties.organisations.views.finding import HERE, find_contact, find_organisation
from pakten.parties.pacts.http import PactRequest


@needs(Verb.ADD_CONTACT)
def add_contact(request: PactRequest, pk: int) -> HttpResponse:
    """Add a person to talk to."""
    house = find_organisation(request, pk)
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
    contact = find_contact(request, pk)
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
    contact = find_contact(request, pk)
    try:
        actions.remove_contact(contact, by=request.actor, at=timezone.now())
        messages.success(request, _("%(name)s is removed.") % {"name": contact.name})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_organisation", contact.organisation_id)


@needs(Verb.REPLACE_CONTACT)
def replace_contact(request: PactRequest, pk: int) -> HttpResponse:
    """One leaves, another takes over, in one step."""
    gone = find_contact(request, pk)
    require(request.actor, Verb.REPLACE_CONTACT, gone)
    initial = {"roles": gone.roles, "language": gone.language, "title": gone.title}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        made = attempt(
            form, lambda: actions.replace_contact(gone, form.details(), by=request.actor, at=now)
        )
        if made:
            said = _("%(new)s takes over after %(old)s.") % {"new": made.name, "old": gone.name}
            messages.success(request, said)
            return redirect("see_organisation", gone.organisation_id)
    context = {"form": form, "contact": gone, "organisation": gone.organisation}
    return respond(request, f"{HERE}replace_contact.html", context, form)


@needs(Verb.CONFIRM_CONTACTS)
def confirm_contacts(request: PactRequest, pk: int) -> HttpResponse:
    """Are these still your people? Yes, or mend them one by one."""
    house = find_organisation(request, pk)
    require(request.actor, Verb.CONFIRM_CONTACTS, house)
    if request.method == "POST":
        actions.confirm_contacts(house, by=request.actor, at=timezone.now())
        messages.success(request, _("Thank you. The contacts are confirmed."))
        return redirect("see_organisation", house.pk)
    by_phone = bool(request.actor.where(Verb.CONFIRM_CONTACTS, "pact"))
    context = {"organisation": house, "contacts": house.contacts.all(), "by_phone": by_phone}
    return render(request, f"{HERE}confirm_contacts.html", context)
