"""The list of letters, the sheet, the PDF, and the beginning of a letter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.beginnings import fitting, previews
from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.forms import CURRENT, EMPTY, DraftForm, SheetForm
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.pages import (
    draft_dates,
    letter_page,
    list_page,
    next_step,
    sheet_form,
)
from pakten.agreements.commitments.rules import LetterTerms
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import export
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest

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
    context = {"listing": listing, "templates": request.actor.holds(Verb.SEE_TEMPLATES)}
    return render(request, f"{HERE}see_letters.html", context)


@needs(Verb.SEE_LETTERS)
def see_letter(request: PactRequest, pk: int) -> HttpResponse:
    """The letter: what both promise, what is missing, who signed, what happened."""
    letter = letter_or_404(request, pk, Verb.SEE_LETTERS)
    return render(request, f"{HERE}see_letter.html", letter_page(request, letter))


@needs(Verb.DRAFT_LETTER)
def draft_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Begin a letter with a member, from a template that fits or from what is in force."""
    house = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    current = house.letters.filter(state=LetterState.ACTIVE).first()
    today = timezone.localdate()
    offered = list(fitting(house, today))
    first = CURRENT if current else str(offered[0].pk) if offered else EMPTY
    form = DraftForm(
        request.POST or None, initial={**draft_dates(current, today), "begin_with": first},
        has_current=current is not None, templates=offered,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _draft(request, house, form))
        if made:
            messages.success(request, _("The letter has begun. Add what you promise each other."))
            return redirect("see_letter", made.pk)
    context = {"form": form, "organisation": house, "offered": previews(offered)}
    return respond(request, f"{HERE}draft_letter.html", context, form)


def _draft(request: PactRequest, house: Organisation, form: DraftForm) -> Letter:
    typed = form.cleaned_data
    return actions.draft_letter(
        house,
        LetterTerms(typed["valid_from"], typed["valid_to"]),
        carry_over=form.carries_over(),
        template=form.template(),
        by=request.actor,
        at=timezone.now(),
    )


@needs(Verb.EDIT_LETTER)
def edit_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Save the sheet, and go on to what was asked for next."""
    letter = letter_or_404(request, pk, Verb.EDIT_LETTER)
    if request.method != "POST":
        return redirect("see_letter", letter.pk)
    form = sheet_form(letter, lines_of(letter), request.actor, request.POST)
    if form.is_valid():
        if attempt(form, lambda: _save(request, letter, form)):
            messages.success(request, _("Saved."))
            for lost in form.gone:
                said = _("Somebody removed the pledge in which you wrote “%(what)s”.")
                messages.warning(request, said % {"what": lost})
            return next_step(letter, request.POST.get("then", ""))
        letter.refresh_from_db()
        form.show_current(sheet_form(letter, lines_of(letter), request.actor).current())
    return respond(request, f"{HERE}see_letter.html", letter_page(request, letter, form), form)


def _save(request: PactRequest, letter: Letter, form: SheetForm) -> Letter:
    return actions.edit_letter(
        letter,
        form.terms(),
        form.pledge_terms(),
        seen=form.seen_before(),
        by=request.actor,
        at=timezone.now(),
    )
