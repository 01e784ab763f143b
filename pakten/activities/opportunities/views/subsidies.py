"""The office's list of forms of support."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pakten.activities.opportunities.actions import subsidies
from pakten.activities.opportunities.forms.starting import SubsidyEditForm
from pakten.activities.opportunities.models import SubsidyForm
from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest


@needs(Verb.SEE_SUBSIDIES)
@require_http_methods(["GET", "HEAD", "POST"])
def see_subsidies(request: PactRequest) -> HttpResponse:
    """What employers can think of, where it is told, and how long it holds."""
    if request.method == "POST":
        new = subsidies.fetch_subsidies(request.pact, by=request.actor, at=timezone.now())
        told = _("%(number)d new in the list.") if new else _("The list has them all already.")
        messages.success(request, told % {"number": new} if new else told)
        return redirect("see_subsidies")
    today = timezone.localdate()
    rows = [
        (row, row.valid_to is not None and row.valid_to < today)
        for row in SubsidyForm.objects.all()
    ]
    context = {"rows": rows, "may_edit": may(request.actor, Verb.EDIT_SUBSIDY, request.pact)}
    return render(request, "opportunities/see_subsidies.html", context)


@needs(Verb.EDIT_SUBSIDY)
def edit_subsidy(request: PactRequest, subsidy_id: int) -> HttpResponse:
    """Change one."""
    row = get_object_or_404(SubsidyForm, pk=subsidy_id)
    sent = request.POST if request.method == "POST" else None
    form = SubsidyEditForm(sent, instance=row, initial={"source": row.source})
    if request.method == "POST" and form.is_valid():
        values, now = form.cleaned_data, timezone.now()
        if attempt(form, lambda: subsidies.edit_subsidy(row, values, by=request.actor, at=now)):
            messages.success(request, _("Saved."))
            return redirect("see_subsidies")
    context = {"form": form, "row": row, "name": str(row.name)}
    return respond(request, "opportunities/edit_subsidy.html", context, form)
