"""The coordinator's list of how members keep their promise to answer."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.activities.opportunities.queries.replies import worst_replies
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.parties.pacts.http import PactRequest

PER_PAGE = 50


@needs(Verb.SEE_PLACEMENTS)
def see_replies(request: PactRequest) -> HttpResponse:
    """Who answers within the promised working days, the worst first."""
    require(request.actor, Verb.SEE_PLACEMENTS, request.pact)
    rows = worst_replies(request.actor, timezone.localdate())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    asked = sum(row.replies.asked for row in rows)
    in_time = sum(row.replies.in_time for row in rows)
    context = {"page": page, "rows": page.object_list, "asked": asked, "in_time": in_time}
    return render(request, "opportunities/see_replies.html", context)
