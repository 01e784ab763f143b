"""A page for each change of a promise."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.forms import DraftForm, PledgeForm
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.pages import next_step
from pakten.agreements.commitments.sides import require_side
from pakten.agreements.commitments.states import Party
from pakten.agreements.commitments.views.letters import HERE, letter_or_404
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.organisations.queries import coordinators
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity


@needs(Verb.ADD_PLEDGE)
def add_pledge(request: PactRequest, pk: int) -> HttpResponse:
    """Add a promise from the catalogue."""
    letter = letter_or_404(request, pk, Verb.ADD_PLEDGE)
    party = Party.CITY if request.GET.get("party") == Party.CITY else Party.MEMBER
    require_side(request.actor, letter, party)
    asked = request.GET.get("activity", "")
    activity = Activity.objects.filter(pk=number_in(asked)).first()
    form = PledgeForm(
        letter.pact_id, party, letter.valid_from, request.POST or None, activity=activity,
        initial={"starts_on": letter.valid_from, "due_on": letter.valid_to},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data, timezone.now()
        made = attempt(
            form,
            lambda: actions.add_pledge(
                letter, party, typed["measure"], form.terms(), by=request.actor, at=now
            ),
        )
        if made:
            messages.success(request, _("The pledge is in the letter."))
            return next_step(letter, f"pledge-{made.pk}")
    return _pledge_page(request, "add_pledge", letter, party, form, activity=activity)


def _pledge(letter: Letter, pk: int) -> Pledge:
    rows = Pledge.objects.select_related("measure__activity").filter(letter_lines__letter=letter)
    return get_object_or_404(rows, pk=pk)


@needs(Verb.EDIT_PLEDGE)
def edit_pledge(request: PactRequest, pk: int, pledge_pk: int) -> HttpResponse:
    """Everything about one promise."""
    letter = letter_or_404(request, pk, Verb.EDIT_PLEDGE)
    pledge = _pledge(letter, pledge_pk)
    require_side(request.actor, letter, pledge.promised_by)
    names = ("quantity", "starts_on", "due_on", "note", "responsible")
    form = PledgeForm(
        letter.pact_id, pledge.promised_by, letter.valid_from, request.POST or None,
        pledge=pledge, initial={name: getattr(pledge, name) for name in names},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form,
            lambda: actions.edit_pledge(
                letter, pledge, form.terms(), seen=form.seen_before(), by=request.actor, at=now
            ),
        ):
            messages.success(request, _("Saved."))
            return next_step(letter, f"pledge-{pledge.pk}")
        pledge.refresh_from_db()
        form.show_current({name: getattr(pledge, name) for name in names})
    party = Party(pledge.promised_by)
    return _pledge_page(request, "edit_pledge", letter, party, form, pledge=pledge)


@needs(Verb.REMOVE_PLEDGE)
def remove_pledge(request: PactRequest, pk: int, pledge_pk: int) -> HttpResponse:
    """Take a promise out of the draft."""
    letter = letter_or_404(request, pk, Verb.REMOVE_PLEDGE)
    pledge = _pledge(letter, pledge_pk)
    form = DraftForm({"valid_from": letter.valid_from, "valid_to": letter.valid_to})
    if request.method == "POST":
        now = timezone.now()
        if attempt(form, lambda: actions.remove_pledge(letter, pledge, by=request.actor, at=now)):
            messages.success(request, _("The pledge is out of the letter."))
        else:
            messages.error(request, str(form.non_field_errors()[0]))
    return redirect("see_letter", letter.pk)


def _pledge_page(
    request: PactRequest, name: str, letter: Letter, party: Party, form: PledgeForm, **more: Any
) -> HttpResponse:
    promiser = letter.pact.city if party == Party.CITY else letter.organisation.name
    by_city = party == Party.CITY
    rows: Any = coordinators(letter.pact_id) if by_city else letter.organisation.contacts.all()
    people = [each.name for each in rows]
    context = {"letter": letter, "promiser": promiser, "people": people, "form": form, **more}
    context["by_city"] = by_city
    context["about"] = str(more["pledge"].measure if "pledge" in more else more["activity"] or "")
    return respond(request, f"{HERE}{name}.html", context, form)
