"""What happens when a round is published, said before it happens."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from pakten.activities.rounds.actions import publishing
from pakten.activities.rounds.forms import PlainForm
from pakten.activities.rounds.queries.pages import counts_of, stops_of
from pakten.activities.rounds.views.rounds import round_or_404
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest


@needs(Verb.PUBLISH_ROUND)
def publish_round(request: PactRequest, round_id: int) -> HttpResponse:
    """To whom and what; then the button."""
    each = round_or_404(request, round_id, Verb.PUBLISH_ROUND)
    form, now = PlainForm(request.POST or None), timezone.now()
    if request.method == "POST" and attempt(
        form, lambda: bool(publishing.publish_round(each, by=request.actor, at=now))
    ):
        return redirect("see_round", each.pk)
    stops = stops_of(each, request.actor)
    context = {
        "round": each, "form": form, "counts": counts_of(each, request.actor),
        "left": sum(number for _label, number in stops), "next": each.number + 1,
    }  # fmt: skip
    return respond(request, "rounds/publish_round.html", context, form)
