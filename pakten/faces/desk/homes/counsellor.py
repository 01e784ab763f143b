"""The counsellor's home: who to call, whose answer is waited for, whom to ask how it goes."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries.lists import Standing, placements_of, standing_of
from pakten.activities.opportunities.states import LIVE, Side
from pakten.base.access import Actor
from pakten.oversight.equality.queries.asking import people_to_ask
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.models import CallbackRequest, Participant
from pakten.parties.people.queries import listed
from pakten.parties.people.states import Purpose

SHOWN, FEW = 50, 12


@dataclass(frozen=True, slots=True)
class Matter:
    """A placement of one of the counsellor's participants, and what it waits for."""

    placement: Placement
    standing: Standing


def matters_of(actor: Actor, today: date) -> list[Matter]:
    """Placements that wait for the city or the person, the most late first."""
    rows = placements_of(actor).filter(participant__counsellor=actor.account_id, state__in=LIVE)
    found = [
        Matter(row, standing_of(row, today, due_on=getattr(row, "due_on", None))) for row in rows
    ]
    waiting = [each for each in found if each.standing.waits_on in (Side.CITY, Side.PERSON)]
    return sorted(waiting, key=_urgency)


def _urgency(matter: Matter) -> tuple[int, date]:
    order = {"late": 0, "warning": 1}
    day = matter.standing.by or timezone.localdate(matter.placement.proposed_at)
    return order.get(matter.standing.tone, 2), day


def without_consent(actor: Actor) -> list[Participant]:
    """The counsellor's participants that nothing can be looked for yet."""
    agreed = Participant.objects.consenting(Purpose.MATCHING)
    mine = listed(actor).filter(counsellor=actor.account_id)
    return list(mine.exclude(pk__in=agreed.values("pk"))[:FEW])


def counsellor_home(request: PactRequest) -> HttpResponse:
    """What waits, in the order it should be done."""
    actor, today = request.actor, timezone.localdate()
    matters = matters_of(actor, today)
    calls = CallbackRequest.objects.visible_to(actor).filter(answered_at__isnull=True)
    mine = Participant.objects.visible_to(actor).filter(
        counsellor=actor.account_id, left_on__isnull=True
    )
    asked = people_to_ask(actor, today)
    context = {
        "calls": calls[:SHOWN],
        "matters": matters[:SHOWN],
        "no_consent": without_consent(actor),
        "number": mine.count(),
        "waiting": len(matters) + calls.count() + bool(asked),
        "asked": asked,
        "me": actor.account_id,
    }
    return render(request, "desk/counsellor_home.html", context)
