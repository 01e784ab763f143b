"""What waits for people on their way: calls back, and members that have not answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.faces.desk.waiting.rows import LATE, TODAY, Work, by_day, call, page_of
from pakten.parties.organisations.models import Organisation
from pakten.parties.people.models import CallbackRequest


def callbacks(actor: Actor, today: date) -> Iterator[Work]:
    asked = CallbackRequest.objects.visible_to(actor).filter(answered_at__isnull=True)
    found = asked.aggregate(number=Count("pk"), first=Min("asked_at"))
    if not found["number"]:
        return
    first = timezone.localdate(found["first"])
    number = found["number"]
    page = reverse("see_callbacks")
    yield Work(
        LATE if first < today - timedelta(days=1) else TODAY,
        "phone",
        ngettext("%(n)d person asks to be called", "%(n)d people ask to be called", number)
        % {"n": number},
        page,
        _("Since %(day)s") % {"day": first.isoformat()},
        "",
        _("Call back"),
        page,
    )


Unanswered = Sequence[Mapping[str, Any]]


def unanswered(actor: Actor, today: date) -> Unanswered:
    """Members whose day to answer about people has passed: `house`, `number`, `first`."""
    rows = (
        Placement.objects.visible_to(actor)
        .filter(state=PlacementState.PRESENTED, answer_by__lt=today)
        .values(house=F("opening__organisation"))
        .annotate(number=Count("pk"), first=Min("answer_by"))
        .order_by("first", "house")
    )
    return list(rows)


def late_answers(
    rows: Unanswered, houses: Mapping[int, Organisation], today: date
) -> Iterator[Work]:
    """One row for each member that has not answered about people in time."""
    for row in rows:
        house = houses[row["house"]]
        number = row["number"]
        said = ngettext(
            "%(name)s has not answered about %(n)d person",
            "%(name)s has not answered about %(n)d people",
            number,
        )
        yield Work(
            LATE,
            "bell",
            said % {"name": house.name, "n": number},
            page_of(house),
            by_day(row["first"], today, ""),
            _("The answer was promised by %(day)s") % {"day": row["first"].isoformat()},
            call(house),
            page_of(house) + "#contacts",
            house.responsible_id,
        )
