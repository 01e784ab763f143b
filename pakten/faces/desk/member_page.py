"""The page about one member: promises, letters, openings, results, contacts and what has happened."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import OpeningState, PlacementState
from pakten.agreements.commitments.models import Letter, Pledge, in_force_on
from pakten.agreements.commitments.queries import pledge_text, standing_of
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.base.access import Actor, Verb, may
from pakten.base.access.views import needs
from pakten.faces.desk.happenings import latest
from pakten.faces.desk.member_record import record_part
from pakten.faces.desk.member_register import register_part
from pakten.faces.desk.waiting.rows import NumberOf
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.http import PactRequest

SHOWN = 6
PREPARED = (LetterState.DRAFT, LetterState.READY)
GOING_ON = [
    PlacementState.PRESENTED,
    PlacementState.INTERVIEWED,
    PlacementState.AGREED,
    PlacementState.STARTED,
]


@dataclass(frozen=True, slots=True)
class Promise:
    """A pledge in words and how far it is."""

    progress: Progress
    text: str


def promises(letter: Letter | None, actor: Actor, today: date) -> dict[str, list[Promise]]:
    """What a letter says: the member's and the city's pledges, each with its progress."""
    own = Q(letter_lines__letter=letter) if letter else Q(pk__in=[])
    rows = Pledge.objects.visible_to(actor).filter(own)
    ordered = with_done(rows.select_related("measure__activity")).order_by(
        "letter_lines__position", "pk"
    )
    found: dict[str, list[Promise]] = {party.value: [] for party in Party}
    for each in progress_of(ordered, today):
        found[each.pledge.promised_by].append(Promise(each, pledge_text(each.pledge)))
    return found


def _openings(house: Organisation, actor: Actor) -> QuerySet[Opening]:
    rows = Opening.objects.visible_to(actor).filter(organisation=house)
    live = Q(placements__state__in=GOING_ON)
    return rows.annotate(people=Count("placements", filter=live)).order_by("-posted_at", "-pk")


def _letters(house: Organisation, actor: Actor, today: date, warn_days: int) -> dict[str, Any]:
    """Every letter, the newest first, and the ones the page speaks of. Two queries."""
    rows = Letter.objects.visible_to(actor).filter(organisation=house).prefetch_related("sealed")
    holds = Case(When(in_force_on(today), then=Value(True)), default=Value(False))
    found = list(rows.annotate(holds=holds).order_by("-version"))
    active = next((each for each in found if each.state == LetterState.ACTIVE), None)
    to_come = active if active and not active.holds else None  # type: ignore[attr-defined]
    near = today + timedelta(days=warn_days)
    return {
        "letters": [(each, standing_of(each, today)) for each in found],
        "current": next((each for each in found if each.holds), to_come),  # type: ignore[attr-defined]
        "to_come": to_come,
        "ends_soon": active if active and not to_come and active.valid_to <= near else None,
        "preparing": next((each for each in found if each.state in PREPARED), None),
    }


def _can(actor: Actor, house: Organisation) -> dict[str, bool]:
    verbs = (
        Verb.EDIT_ORGANISATION, Verb.ADD_CONTACT, Verb.EDIT_CONTACT, Verb.DRAFT_LETTER,
        Verb.PUBLISH_ORGANISATION, Verb.WITHDRAW_ORGANISATION, Verb.POST_OPENING,
        Verb.CONFIRM_CONTACTS, Verb.SEE_DIALOGUE, Verb.FINISH_STEP, Verb.SEE_VETTING,
        Verb.JOIN_GROUP, Verb.CHOOSE_LEVEL, Verb.EDIT_LOCAL_OFFER,
    )  # fmt: skip
    return {verb.value: may(actor, verb, house) for verb in verbs}


@needs(Verb.SEE_ORGANISATION)
def see_organisation(request: PactRequest, pk: int) -> HttpResponse:
    """One member, for the staff and for the member's own people."""
    rows = Organisation.objects.visible_to(request.actor).select_related(
        "district", "responsible", "parent"
    )
    open_now = Opening.objects.visible_to(request.actor).filter(
        organisation=OuterRef("pk"), state=OpeningState.OPEN
    )
    house = get_object_or_404(rows.annotate(opening_count=NumberOf(open_now)), pk=pk)
    return render(request, "desk/see_organisation.html", _page(request, house))


def _page(request: PactRequest, house: Organisation) -> dict[str, Any]:
    today, actor = timezone.localdate(), request.actor
    letters = _letters(house, actor, today, request.pact.warn_days)
    made = promises(letters["current"], actor, today)
    placed = Placement.objects.visible_to(actor).filter(opening__organisation=house)
    can = _can(actor, house)
    return {
        "organisation": house,
        "today": today,
        "promises": made,
        "behind": [p for side in made.values() for p in side if p.progress.is_behind],
        **letters,
        "openings": _openings(house, actor)[:SHOWN],
        "opening_count": house.opening_count,  # type: ignore[attr-defined]
        "placements": placed.aggregate(
            going=Count("pk", filter=Q(state__in=GOING_ON)),
            started=Count("pk", filter=Q(started_on__isnull=False)),
        ),
        **register_part(actor, house, today),
        **record_part(actor, house, today),
        "events": latest(actor, house, 8),
        "is_active": house.stage == Stage.ACTIVE,
        "can": can,
    }
