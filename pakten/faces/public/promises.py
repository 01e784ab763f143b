"""How members keep what they promised, in numbers: open to all, without a name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.agreements.followup.chart import kept_over_time
from pakten.agreements.followup.queries.decay import changes, cohorts
from pakten.agreements.followup.queries.keeping import members_over_time, over_time, quarter_ends
from pakten.agreements.followup.states import MANY, Keeping
from pakten.base.access.views import open_to_all
from pakten.parties.pacts.http import PactRequest

WIDE, NARROW = 900, 344


@open_to_all
def promises_kept(request: PactRequest) -> HttpResponse:
    """Members on track, late, quiet and dormant, quarter by quarter, with how it is counted.

    Members are organisations, so the numbers are shown as they are; the years somebody joined are
    only split up where they are as many as the smallest group.
    """
    today = timezone.localdate()
    members = members_over_time()
    first = min((each.first_on for each in members), default=today)
    quarters = over_time(members, quarter_ends(first, today), today)
    now, before = quarters[-1], quarters[-2] if len(quarters) > 1 else None
    change = changes(now, before)
    smallest = request.pact.smallest_group
    context = {
        "today": today,
        "tab": "promises",
        "now": now,
        "rows": list(reversed(quarters)),
        "states": [(s, now.numbers[s], change[s.value], MANY[s]) for s in Keeping],
        "wide": kept_over_time(quarters, width=WIDE, height=330, names=True),
        "narrow": kept_over_time(quarters, width=NARROW, height=280, names=False, most_bars=8),
        "cohorts": [each for each in cohorts(members, today) if each.members >= smallest],
    }
    return render(request, "public/promises_kept.html", context)
