"""Pages of the city's look, and the two addresses that every page fetches it from."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.parties.pacts.actions import look as actions
from pakten.parties.pacts.forms.look import LookForm
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.looks import is_readable, readings, stylesheet
from pakten.parties.pacts.models import Logo, Look
from pakten.parties.pacts.states import LookState
from pakten.parties.pacts.views.base import Page, change, do, of_pact

FOR_EVER = "public, max-age=31536000, immutable"
SHOWN_BEFORE = 6


@needs(Verb.SHAPE_PACT)
def edit_look(request: PactRequest) -> HttpResponse:
    """Try a colour and a logo; see it; use it or not; go back to one of before."""
    looks = list(Look.objects.filter(pact=request.pact).select_related("logo").defer("logo__data"))
    of_state = {each.state: each for each in looks if each.state != LookState.BEFORE}
    trial, used = of_state.get(LookState.TRIAL), of_state.get(LookState.USED)
    latest = trial or used
    initial = {"colour": latest.colour if latest else ""}
    form = LookForm(request.POST or None, request.FILES or None, initial=initial)
    here, said = reverse("edit_look"), _("On trial. Only this page shows it.")
    page = Page(_("Colour and logo"), _("Try this look"), here, _("The pact"), said)
    return change(
        request,
        form,
        page,
        lambda: actions.try_look(request.pact, form.details(), by=request.actor, at=timezone.now()),
        template="pacts/edit_look.html",
        trial=trial,
        used=used,
        before=[each for each in looks if each.state == LookState.BEFORE][:SHOWN_BEFORE],
        readings=readings(trial.colour) if trial and trial.colour else [],
    )


@needs(Verb.SHAPE_PACT)
@require_POST
def use_look(request: PactRequest) -> HttpResponse:
    """Show the look on trial to everybody."""
    now, said = timezone.now(), _("Everybody sees the new look now.")
    return do(
        request,
        lambda: actions.use_look(request.pact, by=request.actor, at=now),
        said,
        "edit_look",
    )


@needs(Verb.SHAPE_PACT)
@require_POST
def discard_look(request: PactRequest) -> HttpResponse:
    """Throw away the look on trial."""
    actions.discard_look(request.pact, by=request.actor, at=timezone.now())
    return redirect("edit_look")


@needs(Verb.SHAPE_PACT)
@require_POST
def restore_look(request: PactRequest, city_look: int) -> HttpResponse:
    """Go back to a look of before; 0 is the product's own."""
    row, now = of_pact(request, Look, city_look) if city_look else None, timezone.now()
    return do(
        request,
        lambda: actions.restore_look(request.pact, row, by=request.actor, at=now),
        _("Everybody sees the earlier look again."),
        "edit_look",
    )


@open_to_all
@require_safe
def look_css(request: PactRequest) -> HttpResponse:
    """The stylesheet of a colour. The colour in the address is its version, so it never changes."""
    colour = "#" + request.GET.get("colour", request.pact.colour.removeprefix("#"))
    if not is_readable(colour):
        raise Http404
    response = HttpResponse(stylesheet(colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if "colour" in request.GET else "no-cache"
    return response


@open_to_all
@require_safe
def show_logo(request: PactRequest, logo: int) -> HttpResponse:
    """A logo of the pact. A new logo has a new address, so it never changes."""
    row = of_pact(request, Logo, logo)
    response = HttpResponse(bytes(row.data), content_type=row.kind)
    response["Cache-Control"] = FOR_EVER
    response["Content-Disposition"] = "inline"
    return response
