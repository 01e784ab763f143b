"""What a person says of places: wanted, in an order, or not for me; all of it can be taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Opening, PlaceWish
from pakten.activities.opportunities.rules import refuse_reason
from pakten.activities.opportunities.states import FOR_ONE_PERSON, OpeningState, Side
from pakten.base.access import Actor, Verb, require
from pakten.parties.people.models import Participant

MOST_CHOICES = 5
ASKS_NOW = frozenset({OpeningState.OPEN, OpeningState.PAUSED})


def wish_place(person: Participant, opening: Opening, *, by: Actor, at: datetime) -> PlaceWish:
    """The person wants this very place; it comes last among the choices. Takes a no back."""
    person = _lock(person)
    require(by, Verb.WISH_PLACE, person)
    refuse_closed(opening, frozenset({OpeningState.OPEN}))
    chosen = _choices(person)
    for each in chosen:
        if each.opening_id == opening.pk:
            return each
    if len(chosen) >= MOST_CHOICES:
        raise ValidationError(_("You have chosen five places. Take one away first."))
    return _say(person, opening, rank=len(chosen) + 1, reason="", by=by, at=at)


def refuse_place(
    person: Participant, opening: Opening, *, reason: str = "", by: Actor, at: datetime
) -> PlaceWish:
    """Not for me: no list and no round proposes the place until it is taken back."""
    person = _lock(person)
    require(by, Verb.REFUSE_PLACE, person)
    refuse_closed(opening, ASKS_NOW)
    if reason:
        refuse_reason(Side.PERSON, reason)
    said = _say(person, opening, rank=None, reason=reason, by=by, at=at)
    _number(_choices(person))
    return said


def clear_place(person: Participant, opening: Opening, *, by: Actor, at: datetime) -> None:
    """Take back what was said of a place. Twice is the same as once."""
    person = _lock(person)
    require(by, Verb.CLEAR_PLACE, person)
    PlaceWish.objects.filter(participant=person, opening=opening).delete()
    _number(_choices(person))


def rank_place(
    person: Participant, opening: Opening, *, up: bool, by: Actor, at: datetime
) -> list[PlaceWish]:
    """Move a choice one step up or down; at the end of the line nothing happens."""
    person = _lock(person)
    require(by, Verb.RANK_PLACE, person)
    chosen = _choices(person)
    here = next((n for n, each in enumerate(chosen) if each.opening_id == opening.pk), None)
    if here is None:
        raise ValidationError(_("This place is not among your choices any more."))
    there = here - 1 if up else here + 1
    if 0 <= there < len(chosen):
        chosen[here], chosen[there] = chosen[there], chosen[here]
        _number(chosen)
    return chosen


def _lock(person: Participant) -> Participant:
    """One change of a person's choices at a time."""
    return Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _choices(person: Participant) -> list[PlaceWish]:
    rows = PlaceWish.objects.filter(participant=person, rank__isnull=False)
    return list(rows.order_by("rank", "pk"))


def _number(chosen: Iterable[PlaceWish]) -> None:
    for rank, each in enumerate(chosen, 1):
        if each.rank != rank:
            each.rank = rank
            each.save(update_fields=["rank"])


def _say(
    person: Participant, opening: Opening, *, rank: int | None, reason: str, by: Actor, at: datetime
) -> PlaceWish:
    values = {"rank": rank, "reason": reason, "said_at": at, "said_by_id": by.account_id}
    said, _new = PlaceWish.objects.update_or_create(
        participant=person,
        opening=opening,
        defaults=values,
        create_defaults={**values, "pact_id": person.pact_id},
    )
    return said


def refuse_closed(opening: Opening, states: frozenset[OpeningState]) -> None:
    """Raise unless the opening is for one person and in one of these states."""
    if opening.kind not in FOR_ONE_PERSON or opening.state not in states:
        raise ValidationError(_("This place is no longer open."))
