"""An interest form and the office's answer to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.organisations import actions
from pakten.parties.organisations.forms import InterestAnswerForm
from pakten.parties.organisations.models import Interest
from pakten.parties.organisations.states import InterestState
from pakten.parties.organisations.views.finding import HERE
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.sectors import sector_name


@needs(Verb.SEE_INTEREST)
def see_interest(request: PactRequest, pk: int) -> HttpResponse:
    """What somebody wrote who wants to join, and the answer to it."""
    interest = get_object_or_404(Interest.objects.select_related("organisation"), pk=pk)
    require(request.actor, Verb.SEE_INTEREST, interest)
    form = InterestAnswerForm(initial={"number": interest.number})
    return _interest_page(request, interest, form)


@needs(Verb.ANSWER_INTEREST)
@require_POST
def answer_interest(request: PactRequest, pk: int) -> HttpResponse:
    """Begin a dialogue or decline."""
    interest = get_object_or_404(Interest, pk=pk)
    form = InterestAnswerForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        done = attempt(
            form,
            lambda: actions.answer_interest(interest, form.details(), by=request.actor, at=now),
        )
        if done:
            messages.success(
                request, _("%(name)s has got your answer.") % {"name": done.organisation_name}
            )
            return (
                redirect("see_organisation", done.organisation_id)
                if (done.organisation_id)
                else redirect("see_home")
            )
    return _interest_page(request, interest, form)


def _interest_page(
    request: PactRequest, interest: Interest, form: InterestAnswerForm
) -> HttpResponse:
    context = {
        "interest": interest,
        "form": form,
        "sector": sector_name(interest.sector),
        "is_new": interest.state == InterestState.NEW,
        "activities": [row.activity for row in interest.activities.select_related("activity")],
    }
    return respond(request, f"{HERE}see_interest.html", context, form)
