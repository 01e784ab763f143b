"""Pages of letters: the list, the sheet, and a page for each step that needs one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.document import file_name, letter_pdf
from pakten.agreements.commitments.forms import DraftForm, PledgeForm, SheetForm
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.pages import draft_dates, letter_page, list_page, next_step
from pakten.agreements.commitments.rules import LetterTerms
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import export
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import coordinators
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity

HERE = "commitments/"


def letter_or_404(request: PactRequest, pk: int, verb: Verb) -> Letter:
    """A letter the actor may see and holds the verb for."""
    rows = Letter.objects.visible_to(request.actor).select_related("organisation", "pact")
    letter = get_object_or_404(rows, pk=pk)
    require(request.actor, verb, letter)
    return letter


@needs(Verb.SEE_LETTERS)
def see_letters(request: PactRequest) -> HttpResponse:
    """Every letter the reader may see."""
    listing, columns = list_page(request)
    if listing.format:
        return export(listing, columns, filename=_("letters"))
    return render(request, f"{HERE}see_letters.html", {"listing": listing})


@needs(Verb.SEE_LETTERS)
def see_letter(request: PactRequest, pk: int) -> HttpResponse:
    """The letter: what both promise, what is missing, who signed, what happened."""
    letter = letter_or_404(request, pk, Verb.SEE_LETTERS)
    return render(request, f"{HERE}see_letter.html", letter_page(request, letter))


@needs(Verb.SEE_LETTERS)
def print_letter(request: PactRequest, pk: int) -> HttpResponse:
    """The letter as a PDF, in the reader's language."""
    letter = letter_or_404(request, pk, Verb.SEE_LETTERS)
    lang = (get_language() or "sv").split("-")[0]
    made = letter_pdf(letter, lines_of(letter), lang, at=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(letter)}"'
    return response


@needs(Verb.DRAFT_LETTER)
def draft_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Begin a letter with a member."""
    house = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    current = house.letters.filter(state=LetterState.ACTIVE).first()
    form = DraftForm(
        request.POST or None,
        initial=draft_dates(current, timezone.localdate()),
        has_current=current is not None,
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _draft(request, house, form.cleaned_data))
        if made:
            messages.success(request, _("The letter has begun. Add what you promise each other."))
            return redirect("see_letter", made.pk)
    return respond(request, f"{HERE}draft_letter.html", {"form": form, "organisation": house}, form)


def _draft(request: PactRequest, house: Organisation, typed: dict[str, Any]) -> Letter:
    contact = house.contacts.first()
    signs = ", ".join(filter(None, [contact.name, contact.title])) if contact else ""
    pact = request.pact
    title = pact.signatory_title.get("sv") or str(pact.signatory_title)
    city = ", ".join(filter(None, [pact.signatory_name, title]))
    terms = LetterTerms(
        typed["valid_from"], typed["valid_to"], member_signatory=signs, city_signatory=city
    )
    return actions.draft_letter(
        house,
        terms,
        carry_over=typed.get("carry_over", False),
        by=request.actor,
        at=timezone.now(),
    )


@needs(Verb.EDIT_LETTER)
def edit_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Save the sheet, and go on to what was asked for next."""
    letter = letter_or_404(request, pk, Verb.EDIT_LETTER)
    if request.method != "POST":
        return redirect("see_letter", letter.pk)
    form = SheetForm(letter, lines_of(letter), request.POST)
    if form.is_valid():
        saved = attempt(
            form,
            lambda: actions.edit_letter(
                letter,
                form.terms(),
                form.pledge_terms(),
                seen=form.cleaned_data["seen"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if saved:
            messages.success(request, _("Saved."))
            return next_step(letter, request.POST.get("then", ""))
        letter.refresh_from_db()
        form.show_current(letter.changed_at)
    return respond(request, f"{HERE}see_letter.html", letter_page(request, letter, form), form)


@needs(Verb.ADD_PLEDGE)
def add_pledge(request: PactRequest, pk: int) -> HttpResponse:
    """Add a promise from the catalogue."""
    letter = letter_or_404(request, pk, Verb.ADD_PLEDGE)
    party = Party.CITY if request.GET.get("party") == Party.CITY else Party.MEMBER
    asked = request.GET.get("activity", "")
    activity = Activity.objects.filter(pk=asked).first() if asked.isdecimal() else None
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
    names = ("quantity", "starts_on", "due_on", "note", "responsible")
    form = PledgeForm(
        letter.pact_id, pledge.promised_by, letter.valid_from, request.POST or None,
        pledge=pledge, initial={name: getattr(pledge, name) for name in names},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if attempt(
            form,
            lambda: actions.edit_pledge(letter, pledge, form.terms(), by=request.actor, at=now),
        ):
            messages.success(request, _("Saved."))
            return next_step(letter, f"pledge-{pledge.pk}")
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
    people = [each.name for each in coordinators(letter.pact_id)]
    context = {"letter": letter, "promiser": promiser, "people": people, "form": form, **more}
    context["by_city"] = party == Party.CITY
    context["about"] = str(more["pledge"].measure if "pledge" in more else more["activity"] or "")
    return respond(request, f"{HERE}{name}.html", context, form)
