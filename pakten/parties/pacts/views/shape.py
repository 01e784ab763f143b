"""Pages of the pact itself: the overview, purpose, goals and values."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.parties.pacts.actions import shape
from pakten.parties.pacts.forms.base import TextsForm
from pakten.parties.pacts.forms.shape import GoalForm, PactForm, ValueForm
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.queries import reminder_days
from pakten.parties.pacts.queries.overview import overview
from pakten.parties.pacts.views.base import Page, change, do, of_pact

FORMS: dict[str, type[TextsForm]] = {"goal": GoalForm, "value": ValueForm}


def shaping(title: str, button: str, said: str, lead: str = "", back: str = "see_pact") -> Page:
    """A page that leads back to the pact or to one of its lists."""
    labels = {
        "see_pact": _("The pact"),
        "see_groups": _("Target groups"),
        "see_districts": _("Districts"),
        "see_sectors": _("Excluded sectors"),
        "see_city_signatories": _("Who signs for the city"),
    }
    return Page(title, button, reverse(back), labels[back], said, lead)


@needs(Verb.SEE_PACT)
def see_pact(request: PactRequest) -> HttpResponse:
    """Everything a pact consists of, with what waits in it."""
    context = {
        "pact": request.pact,
        "overview": overview(request.pact, timezone.localdate()),
        "may_shape": may(request.actor, Verb.SHAPE_PACT, request.pact),
        "may_edit": may(request.actor, Verb.EDIT_CATALOGUE, request.pact),
        "reminders": reminder_days(request.pact),
    }
    return render(request, "pacts/see_pact.html", context)


@needs(Verb.SHAPE_PACT)
def shape_pact(request: PactRequest) -> HttpResponse:
    """Name, purpose, ways to reach the office, languages."""
    pact = request.pact
    form = PactForm(pact, request.POST or None, initial=PactForm.initial_of(pact))
    page = shaping(_("Name, purpose and office"), _("Save"), _("Saved."))
    return change(
        request,
        form,
        page,
        lambda: shape.shape_pact(pact, form.details(pact), by=request.actor, at=timezone.now()),
    )


@needs(Verb.SHAPE_PACT)
def add_line(request: PactRequest, lines: str) -> HttpResponse:
    """A new goal or value."""
    form = FORMS[lines](request.pact, request.POST or None)
    titles = {"goal": _("Add a goal"), "value": _("Add a value for members")}
    page = shaping(titles[lines], titles[lines], _("Saved."))
    return change(
        request,
        form,
        page,
        lambda: shape.add_line(
            request.pact, lines, form.written(), by=request.actor, at=timezone.now()
        ),
    )


def _line(request: PactRequest, lines: str, pk: int) -> shape.Line:
    found: shape.Line = of_pact(request, shape.LINES[lines], pk)
    return found


@needs(Verb.SHAPE_PACT)
def edit_line(request: PactRequest, lines: str, pact_line: int) -> HttpResponse:
    """Other words for a goal or a value."""
    row = _line(request, lines, pact_line)
    initial = FORMS[lines].initial_texts(row, request.pact.languages)
    form = FORMS[lines](request.pact, request.POST or None, initial=initial)
    titles = {"goal": _("Change the goal"), "value": _("Change the value for members")}
    page = shaping(titles[lines], _("Save"), _("Saved."))
    return change(
        request,
        form,
        page,
        lambda: shape.edit_line(row, form.written(row), by=request.actor, at=timezone.now()),
        remove=reverse("remove_line", args=[lines, row.pk]),
    )


@needs(Verb.SHAPE_PACT)
@require_POST
def remove_line(request: PactRequest, lines: str, pact_line: int) -> HttpResponse:
    """Take a goal or a value away."""
    row, now = _line(request, lines, pact_line), timezone.now()
    said = _("“%(words)s” is taken away.") % {"words": row}
    return do(request, lambda: shape.remove_line(row, by=request.actor, at=now), said, "see_pact")


@needs(Verb.SHAPE_PACT)
@require_POST
def raise_line(request: PactRequest, lines: str, pact_line: int) -> HttpResponse:
    """Move a goal or a value up."""
    row, now = _line(request, lines, pact_line), timezone.now()
    return do(
        request, lambda: shape.raise_line(row, by=request.actor, at=now), _("Moved up."), "see_pact"
    )
