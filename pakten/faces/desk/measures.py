"""Trying the definition of a measure before it is kept: what it says, and what it would have given."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.agreements.results.states import Dimension
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import number_in
from pakten.oversight.reports.shown import shown_figures
from pakten.parties.pacts.actions.measures import counted_by, read_formula
from pakten.parties.pacts.forms.measures import DefinitionForm, MeasureForm
from pakten.parties.pacts.formulas import Counts, Formula, Value
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Measure, Pact
from pakten.parties.pacts.queries.measures import codes, counted_in_words
from pakten.parties.pacts.states import Counting, Deed
from pakten.parties.pacts.views.base import of_pact
from pakten.parties.pacts.views.measures import adding_page, beside, definition_page

YEARS = 3


@dataclass(frozen=True)
class Trial:
    """What a definition says in words, what it counts, and its figures; or what is wrong with it."""

    words: str = ""
    counts: str = ""
    figures: list[tuple[int, str]] = field(default_factory=list)
    error: str = ""


@needs(Verb.EDIT_MEASURE)
@require_POST
def try_formula(request: PactRequest) -> HttpResponse:
    """Say in words what is typed and what it would have given. Nothing is kept."""
    number = number_in(request.GET.get("measure", ""))
    measure = of_pact(request, Measure, number) if number else None
    kin = measure.kin if measure else ""
    typed = {**request.POST.dict()}
    made = DefinitionForm if measure else MeasureForm
    trial = _trial(request.pact, typed, kin, timezone.localdate())
    context = {
        "form": made(request.pact, initial=typed, kin=kin),
        "page": definition_page(measure) if measure else adding_page(),
        "trial": trial,
        **(beside(measure) if measure else {"codes": codes(request.pact)}),
    }
    status = 422 if trial.error else 200
    return render(request, "pacts/change_definition.html", context, status=status)


def _trial(pact: Pact, typed: dict[str, str], kin: str, today: date) -> Trial:
    names, written = codes(pact), typed.get("formula", "")
    if not written.strip():
        deed = typed.get("deed", "")
        if deed not in Deed.values:
            return Trial(error=_("Choose what is counted, or write a formula."))
        letters = deed == Deed.LETTER_SIGNED
        counting = Counting.LETTERS if letters else Counting.DEEDS
        return Trial(counted_in_words(Measure(deed=deed, counting=counting), names))
    try:
        formula = read_formula(pact, written, kin=kin)
    except ValidationError as error:
        return Trial(error=error.messages[0])
    said = Measure(formula=formula.text, counting=Counting.FORMULA, is_share="is_share" in typed)
    words = counted_in_words(said, names)
    figures = _figures(formula, today, pact.smallest_group, is_share=said.is_share)
    return Trial(words, _gives(counted_by(pact, formula)), figures)


def _gives(counts: Counts) -> str:
    return {
        Counts.PERSONS: _("It gives a number of persons, so small figures are hidden."),
        Counts.THINGS: _("It gives a number of things that are not persons."),
        Counts.NUMBER: _("It gives a ratio, not a number of persons."),
        Counts.MIXED: _("It adds persons to what is not persons."),
    }[counts]


def _figures(
    formula: Formula, today: date, smallest: int, *, is_share: bool
) -> list[tuple[int, str]]:
    """The last years, from what may be shown. The running year last."""
    years = range(today.year - YEARS + 1, today.year + 1)
    shown = shown_figures(years, [Dimension.TOTAL], smallest=smallest, kins=formula.names)
    found = [(y, formula.value({n: shown.total(n, y) for n in formula.names})) for y in years]
    return [(year, _said(value, is_share=is_share)) for year, value in found]


def _said(value: Value, *, is_share: bool) -> str:
    if value is None:
        return _("Not shown: a part is small, or nought to divide by")
    digits = 0 if isinstance(value, int) else 1
    return number_format(value, digits, force_grouping=True) + (" %" if is_share else "")
