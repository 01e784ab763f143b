"""What waits for people on their way: profiles that may be doubles, and members that have not answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.faces.desk.waiting.rows import LATE, OFFICE, WEEK, Work, by_day, call, page_of
from pakten.parties.guidance.queries import number_of_twins
from pakten.parties.organisations.models import Organisation


def twins(actor: Actor) -> Iterator[Work]:
    """Profiles that may be one person's."""
    number, page = number_of_twins(actor), reverse("see_twins")
    if number:
        said = ngettext(
            "%(n)d pair of profiles may be one person",
            "%(n)d pairs of profiles may be one person",
            number,
        )
        yield Work(
            WEEK, "people", said % {"n": number}, page, "", _("Nothing is merged by itself"),
            _("Compare"), page, OFFICE,
        )  # fmt: skip


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
