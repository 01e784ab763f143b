"""Asking what people do some months after an effort: one question, one tap."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.models import Placement
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import number_in
from pakten.oversight.equality import actions
from pakten.oversight.equality.queries.asking import to_ask
from pakten.oversight.equality.states import Standing
from pakten.parties.pacts.http import PactRequest

AT_ONCE = 20


@needs(Verb.SEE_AFTERWARDS)
def see_afterwards(request: PactRequest) -> HttpResponse:
    """Whom to ask now."""
    asked = to_ask(request.actor, timezone.localdate())
    rows = Paginator(asked, AT_ONCE).get_page(request.GET.get("page"))
    context = {"rows": rows, "total": len(asked), "standings": Standing}
    return render(request, "equality/see_afterwards.html", context)


@needs(Verb.NOTE_AFTERWARDS)
@require_POST
def note_afterwards(request: PactRequest, pk: int) -> HttpResponse:
    """Write the answer."""
    placement = get_object_or_404(Placement.objects.visible_to(request.actor), pk=pk)
    months, standing = number_in(request.POST.get("months", "")), request.POST.get("standing", "")
    try:
        actions.note_afterwards(
            placement, months=months, standing=standing, by=request.actor, at=timezone.now()
        )
        messages.success(request, _("Saved. Thank you."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("see_afterwards")
