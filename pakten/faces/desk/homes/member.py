"""A member's own pages: what waits for an answer, what was promised on both sides."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.lists import (
    Standing,
    openings_of,
    placements_of,
    standing_of,
)
from pakten.activities.opportunities.queries.replies import replies_of
from pakten.activities.opportunities.states import OpeningState, PlacementState
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.queries import letter_now, pledge_text
from pakten.agreements.commitments.queries import standing_of as letter_standing
from pakten.agreements.commitments.states import Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.agreements.results.rules import why_not_told
from pakten.base.access import Actor, Role, Verb
from pakten.base.access.views import needs
from pakten.faces.desk.member_waiting import matters_of, next_meeting
from pakten.oversight.annual.queries import member_years
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest


@dataclass(frozen=True, slots=True)
class Waiting:
    """Proposals for one opening that wait for the member's answer, the most urgent first."""

    opening: Opening
    first: Placement
    number: int
    standing: Standing
    has: int
    asked: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A pledge in words, how far it is, and whether its deeds are told by hand."""

    progress: Progress
    text: str
    by_hand: bool


def house_of(actor: Actor) -> Organisation:
    """The organisation somebody acts for; the first by name when there are several."""
    houses = [g.scope.id for g in actor.grants if g.role in (Role.MEMBER, Role.MENTOR)]
    found = Organisation.objects.filter(pk__in=houses).select_related("responsible", "pact")
    return get_object_or_404(found.order_by("sort_key")[:1])


def waiting_for(house: Organisation, actor: Actor, today: date) -> list[Waiting]:
    """What was presented and has no answer yet, opening by opening."""
    rows = placements_of(actor).filter(opening__organisation=house, state=PlacementState.PRESENTED)
    by_opening = sorted(rows, key=lambda row: (row.opening_id, row.answer_by or today))
    found = [
        _waiting(list(group), today)
        for _pk, group in groupby(by_opening, key=lambda row: row.opening_id)
    ]
    return sorted(found, key=lambda each: each.first.answer_by or today)


def _waiting(rows: list[Placement], today: date) -> Waiting:
    first = rows[0]
    has = sum(mark.get("state") == "has" for mark in first.marks)
    standing = standing_of(first, today)
    return Waiting(first.opening, first, len(rows), standing, has, len(first.marks))


def promises_of(house: Organisation, actor: Actor, today: date) -> dict[Party, list[Promise]]:
    """What the letter in force says, by who promised it; before the first begins, what it will say."""
    letter = letter_now(Letter.objects.visible_to(actor).filter(organisation=house), today)
    own = Q(letter_lines__letter=letter) if letter else Q(pk__in=[])
    pledges = with_done(Pledge.objects.visible_to(actor)).filter(own)
    found: dict[Party, list[Promise]] = {Party.MEMBER: [], Party.CITY: []}
    ordered = pledges.select_related("measure").order_by("letter_lines__position", "pk")
    for progress in progress_of(ordered, today):
        by_hand = not why_not_told(progress.pledge, by_city=False)
        promise = Promise(progress, pledge_text(progress.pledge), by_hand)
        found[Party(progress.pledge.promised_by)].append(promise)
    return found


def member_home(request: PactRequest) -> HttpResponse:
    """What waits for the member, proposals with a reply clock first; then the promises."""
    today, house = timezone.localdate(), house_of(request.actor)
    promises = promises_of(house, request.actor, today)
    email = request.user.email
    waiting = waiting_for(house, request.actor, today)
    matters = matters_of(house, request.actor, email, today)
    openings = openings_of(request.actor).filter(organisation=house, state=OpeningState.OPEN)
    context: dict[str, Any] = {
        "house": house,
        "waiting": waiting,
        "matters": matters,
        "number": len(waiting) + len(matters),
        "replies": replies_of(house, today),
        "meeting": next_meeting(house, request.actor, email, timezone.now()),
        "ours": promises[Party.MEMBER],
        "theirs": promises[Party.CITY],
        "openings": openings.order_by("apply_by", "pk")[:6],
        "contact": house.responsible,
        "report": next(iter(member_years([house.pk])), None),
    }
    return render(request, "desk/member_home.html", context)


@needs(Verb.SEE_LETTERS)
def see_our_promises(request: PactRequest) -> HttpResponse:
    """The house's letters, and how far every promise in force is, on both sides."""
    today, house = timezone.localdate(), house_of(request.actor)
    promises = promises_of(house, request.actor, today)
    letters = Letter.objects.visible_to(request.actor).filter(organisation=house)
    context = {
        "house": house,
        "ours": promises[Party.MEMBER],
        "theirs": promises[Party.CITY],
        "letters": [(each, letter_standing(each, today)) for each in letters],
    }
    return render(request, "desk/our_promises.html", context)
