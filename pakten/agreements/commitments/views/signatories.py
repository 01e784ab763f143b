"""Who signs for each party: a page to add somebody and one to change or remove them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.forms import SignatoryForm
from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.sides import require_side
from pakten.agreements.commitments.states import Party
from pakten.agreements.commitments.views.letters import HERE, letter_or_404
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations.queries import coordinators
from pakten.parties.pacts.http import PactRequest


@needs(Verb.ADD_SIGNATORY)
def add_signatory(request: PactRequest, pk: int, party: str) -> HttpResponse:
    """Name somebody who is to sign for a party."""
    letter = letter_or_404(request, pk, Verb.ADD_SIGNATORY)
    if party not in Party.values:
        raise Http404
    require_side(request.actor, letter, party)
    form = SignatoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        made = attempt(
            form,
            lambda: actions.add_signatory(
                letter, Party(party), form.terms(), by=request.actor, at=now
            ),
        )
        if made:
            messages.success(request, _("%(name)s is to sign.") % {"name": made.name})
            return redirect("see_letter", letter.pk)
    return _page(request, "add_signatory", letter, Party(party), form)


def _signatory(letter: Letter, pk: int) -> Signatory:
    return get_object_or_404(letter.signatories.all(), pk=pk)


@needs(Verb.EDIT_SIGNATORY)
def edit_signatory(request: PactRequest, pk: int, signatory_pk: int) -> HttpResponse:
    """Change name, title, address or language."""
    letter = letter_or_404(request, pk, Verb.EDIT_SIGNATORY)
    row = _signatory(letter, signatory_pk)
    require_side(request.actor, letter, row.party)
    initial = {name: getattr(row, name) for name in ("name", "title", "email", "language")}
    form = SignatoryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form,
            lambda: actions.edit_signatory(letter, row, form.terms(), by=request.actor, at=now),
        ):
            messages.success(request, _("Saved."))
            return redirect("see_letter", letter.pk)
    return _page(request, "edit_signatory", letter, Party(row.party), form, signatory=row)


@needs(Verb.REMOVE_SIGNATORY)
def remove_signatory(request: PactRequest, pk: int, signatory_pk: int) -> HttpResponse:
    """Take somebody off the list of those who sign."""
    letter = letter_or_404(request, pk, Verb.REMOVE_SIGNATORY)
    row = _signatory(letter, signatory_pk)
    form = forms.Form(request.POST)
    if request.method == "POST":
        now = timezone.now()
        if attempt(form, lambda: actions.remove_signatory(letter, row, by=request.actor, at=now)):
            messages.success(request, _("%(name)s is not to sign any more.") % {"name": row.name})
        else:
            messages.error(request, str(form.non_field_errors()[0]))
    return redirect("see_letter", letter.pk)


def _page(
    request: PactRequest, name: str, letter: Letter, party: Party, form: SignatoryForm, **more: Any
) -> HttpResponse:
    """With the names already known: the member's contacts, or the coordinators."""
    by_city = party == Party.CITY
    people: Any = coordinators(letter.pact_id) if by_city else letter.organisation.contacts.all()
    context = {
        "letter": letter,
        "signer": letter.pact.city if by_city else letter.organisation.name,
        "people": [each.name for each in people],
        "form": form,
        **more,
    }
    return respond(request, f"{HERE}{name}.html", context, form)
