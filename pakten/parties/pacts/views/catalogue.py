"""Pages that change the catalogue. The catalogue itself is a face: it counts promises."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.parties.pacts.actions import activities, catalogue, shape
from pakten.parties.pacts.forms.base import LastDayForm, next_year
from pakten.parties.pacts.forms.catalogue import (
    ActivityForm,
    ActivityWordingForm,
    CooperationFormForm,
    FormVersionForm,
)
from pakten.parties.pacts.forms.shape import begins_initial
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity, CooperationForm
from pakten.parties.pacts.views.base import Page, change, do, of_pact


def _page(title: str, button: str, said: str, lead: str = "", *, danger: bool = False) -> Page:
    back, label = reverse("see_catalogue"), _("The catalogue")
    return Page(title, button, back, label, said, lead, danger)


@needs(Verb.EDIT_CATALOGUE)
@require_POST
def start_catalogue(request: PactRequest) -> HttpResponse:
    """Begin with the example's catalogue."""
    now = timezone.now()
    said = _("The example's catalogue is yours now. Change what you want.")
    return do(
        request,
        lambda: shape.start_catalogue(request.pact, by=request.actor, at=now),
        said,
        "see_catalogue",
    )


@needs(Verb.EDIT_CATALOGUE)
def add_activity(request: PactRequest) -> HttpResponse:
    """A new way to take part."""
    initial = {"begins": next_year(timezone.localdate())}
    form = ActivityForm(request.pact, request.POST or None, initial=initial)
    lead = _("Nothing in letters that are signed changes. New letters can choose it from its day.")
    page = _page(_("Add an activity"), _("Add the activity"), _("The activity is added."), lead)
    return change(
        request,
        form,
        page,
        lambda: catalogue.add_activity(
            request.pact, form.added(), by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.EDIT_CATALOGUE)
def adapt_activity(request: PactRequest, activity: int) -> HttpResponse:
    """Other words for an activity, from a day."""
    row, today = of_pact(request, Activity, activity), timezone.localdate()
    languages = request.pact.languages
    initial = begins_initial(row, ActivityWordingForm, languages, next_year(today))
    initial["hours_per_month"] = row.hours_per_month
    form = ActivityWordingForm(request.pact, request.POST or None, initial=initial)
    title = _("Change “%(name)s” from a day") % {"name": row.name}
    lead = _("The years before keep the words they have, and so do letters that are signed.")
    page = _page(title, _("Save the new words"), _("The new words are kept."), lead)
    return change(
        request,
        form,
        page,
        lambda: activities.adapt_activity(
            row,
            form.written(row),
            form.cleaned_data["hours_per_month"],
            form.cleaned_data["begins"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


@needs(Verb.EDIT_CATALOGUE)
def retire_activity(request: PactRequest, activity: int) -> HttpResponse:
    """No new promises in an activity after a day."""
    row, today = of_pact(request, Activity, activity), timezone.localdate()
    form = LastDayForm(request.POST or None, initial={"last_day": today.replace(month=12, day=31)})
    title = _("Retire “%(name)s”") % {"name": row.name}
    lead = _(
        "Promises that are made run on to their own last day. The activity stays in the "
        "catalogues of the years it was offered. You can take this back."
    )
    page = _page(title, _("Retire the activity"), _("The activity has a last day."), lead)
    return change(
        request,
        form,
        page,
        lambda: activities.retire_activity(
            row, form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.EDIT_CATALOGUE)
@require_POST
def keep_activity(request: PactRequest, activity: int) -> HttpResponse:
    """Take back that an activity ends."""
    row, now = of_pact(request, Activity, activity), timezone.now()
    said = _("“%(name)s” goes on.") % {"name": row.name}
    return do(
        request,
        lambda: activities.keep_activity(row, by=request.actor, at=now),
        said,
        "see_catalogue",
    )


@needs(Verb.EDIT_CATALOGUE)
def add_form(request: PactRequest, activity: int) -> HttpResponse:
    """A new form of cooperation."""
    row, today = of_pact(request, Activity, activity), timezone.localdate()
    form = CooperationFormForm(
        request.pact, request.POST or None, initial={"begins": next_year(today)}
    )
    title = _("Add a form of cooperation to “%(name)s”") % {"name": row.name}
    page = _page(title, _("Add the form"), _("The form of cooperation is added."))
    return change(
        request,
        form,
        page,
        lambda: catalogue.add_form(row, form.added(), by=request.actor, at=timezone.now()),
    )


@needs(Verb.EDIT_CATALOGUE)
def adapt_form(request: PactRequest, form: int) -> HttpResponse:
    """Other words for a form of cooperation, from a day."""
    row, today = of_pact(request, CooperationForm, form), timezone.localdate()
    initial = begins_initial(row, FormVersionForm, request.pact.languages, next_year(today))
    typed = FormVersionForm(request.pact, request.POST or None, initial=initial)
    title = _("Change “%(name)s” from a day") % {"name": row.name}
    page = _page(title, _("Save the new words"), _("The new words are kept."))
    return change(
        request,
        typed,
        page,
        lambda: catalogue.adapt_form(
            row,
            typed.written(row),
            typed.cleaned_data["begins"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


@needs(Verb.EDIT_CATALOGUE)
def retire_form(request: PactRequest, form: int) -> HttpResponse:
    """A form of cooperation that is no longer offered after a day."""
    row, today = of_pact(request, CooperationForm, form), timezone.localdate()
    typed = LastDayForm(request.POST or None, initial={"last_day": today.replace(month=12, day=31)})
    title = _("Retire “%(name)s”") % {"name": row.name}
    page = _page(title, _("Retire the form"), _("The form of cooperation has a last day."))
    return change(
        request,
        typed,
        page,
        lambda: catalogue.retire_form(
            row, typed.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        ),
    )
