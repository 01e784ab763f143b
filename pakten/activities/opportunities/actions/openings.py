"""Openings: posted, changed, closed; and a visit or lecture held."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities import notices
from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.offers import count_offers
from pakten.activities.opportunities.models import Opening, Requirement
from pakten.activities.opportunities.states import (
    BEFORE_SEAT,
    DEEDS,
    FOR_ONE_PERSON,
    TAKES_SEAT,
    DeclineReason,
    OpeningKind,
    OpeningState,
    RequirementKind,
    Side,
)
from pakten.agreements.results.actions import Happening, append_outcome, measure_of
from pakten.agreements.results.states import Evidence
from pakten.base.access import Actor, Verb, require
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage

EDITABLE = (
    "kind", "title", "description", "occupation", "seats", "district", "address", "starts_on",
    "apply_by", "starts_at", "hours_per_week", "supervisor", "swedish", "for_young", "years",
    "ends_on", "ends_at", "times", "nice", "employment", "months", "agreement", "subsidies",
    "trainee", "training", "trains_from", "trains_until", "repeats", "reading",
)  # fmt: skip
MOST_REQUIREMENTS = 20
SHOWS_SEATS = frozenset({OpeningState.OPEN, OpeningState.FILLED})


@dataclass(frozen=True, slots=True)
class Described:
    """An opening as its form describes it: column values, and the terms asked for (must or nice).

    `levels` and `numbers` go with the terms, by their pk: B1 in English, 15 kg.
    """

    values: Mapping[str, Any]
    asked: Mapping[Concept, bool] = field(default_factory=dict)
    levels: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)


def post_opening(
    organisation: Organisation, described: Described, *, by: Actor, at: datetime, **more: Any
) -> Opening:
    """Post an opening of a member with a letter in force. `more`: external_id and batch of an import."""
    require(by, Verb.POST_OPENING, organisation)
    if organisation.stage != Stage.ACTIVE:
        raise ValidationError(
            {"organisation": _("Openings are for members with a letter of intent in force.")}
        )
    opening = Opening(
        pact_id=organisation.pact_id, organisation=organisation, posted_by_id=cast("int", by.account_id),
        posted_at=at, **more,
    )  # fmt: skip
    describe(opening, described, timezone.localdate(at))
    opening.save()
    ask(opening, described)
    count_offers(opening, by=by, at=at)
    return opening


def edit_opening(opening: Opening, described: Described, *, by: Actor, at: datetime) -> Opening:
    """Change what an opening says and asks for, until it is closed. A draft stays a draft."""
    opening = lock_opening(opening.pk)
    require(by, Verb.EDIT_OPENING, opening)
    if opening.state == OpeningState.CLOSED:
        raise ValidationError(_("The opening is closed and cannot be changed."))
    taken = opening.placements.filter(state__in=TAKES_SEAT).count()
    if described.values.get("seats", opening.seats) < taken:
        raise ValidationError(
            {"seats": _("%(taken)d places are already taken.") % {"taken": taken}}
        )
    kind = described.values.get("kind", opening.kind)
    if kind != opening.kind and opening.placements.exists():
        raise ValidationError({"kind": _("Somebody is already proposed, so the kind stays.")})
    _refuse_past(opening, described, timezone.localdate(at))
    describe(opening, described, None)
    if OpeningKind(opening.kind) in FOR_ONE_PERSON and opening.state in SHOWS_SEATS:
        filled = started(opening) >= opening.seats
        opening.state = OpeningState.FILLED if filled else OpeningState.OPEN
    opening.saved_at = opening.confirmed_at = at
    opening.reminded_at = None
    opening.save()
    ask(opening, described)
    if opening.state != OpeningState.DRAFT:
        count_offers(opening, by=by, at=at)
    return opening


def _refuse_past(opening: Opening, described: Described, today: date) -> None:
    """What is posted can stand with days that have passed, but is not given such days."""
    if opening.state == OpeningState.DRAFT:
        return
    for name in ("starts_on", "apply_by"):
        day = described.values.get(name)
        if day and day < today and day != getattr(opening, name):
            raise ValidationError({name: _("This day has already passed.")})


def close_opening(opening: Opening, *, by: Actor, at: datetime) -> Opening:
    """Take an opening away. Those who were on their way to it are told, with the reason."""
    opening = lock_opening(opening.pk)
    require(by, Verb.CLOSE_OPENING, opening)
    if opening.state == OpeningState.CLOSED:
        raise ValidationError(_("The opening is already closed."))
    opening.state, opening.closed_at = OpeningState.CLOSED, at
    opening.save(update_fields=["state", "closed_at"])
    let_go(opening, DeclineReason.NO_NEED, Side.EMPLOYER, by=by, at=at)
    return opening


def hold_opening(
    opening: Opening, *, held_on: date, participants: int, by: Actor, at: datetime
) -> Opening:
    """Record that a study visit or lecture was held; counts once in the ledger."""
    opening = lock_opening(opening.pk)
    require(by, Verb.RECORD_OUTCOME, opening)
    if OpeningKind(opening.kind) in FOR_ONE_PERSON:
        raise ValidationError(_("Only visits, lectures and other events are recorded as held."))
    if opening.state != OpeningState.OPEN:
        raise ValidationError(_("This is already recorded, or the opening is closed."))
    if not 1 <= participants <= 2000:
        raise ValidationError({"participants": _("Write a number from 1 to 2 000.")})
    _count_held(opening, held_on, participants, by=by, at=at)
    opening.state, opening.closed_at = OpeningState.FILLED, at
    opening.save(update_fields=["state", "closed_at"])
    return opening


def _count_held(opening: Opening, day: date, participants: int, *, by: Actor, at: datetime) -> None:
    """A visit counts as one visit; only a measure counted by person takes the number of people."""
    if day > timezone.localdate(at):
        raise ValidationError({"held_on": _("This day has not come yet.")})
    measure = measure_of(DEEDS[OpeningKind(opening.kind)], opening.pact_id, day)
    if measure is None:
        return
    # the house itself posted it; somebody else who was there makes it confirmed by both
    both = opening.posted_by_id != by.account_id
    deed = Happening(
        measure=measure,
        organisation=opening.organisation,
        occurred_on=day,
        quantity=participants if measure.per_person else 1,
        source=f"opening:{opening.pk}:held",
        evidence=Evidence.CONFIRMED if both else Evidence.SELF_REPORTED,
        note=_("%(number)d participants") % {"number": participants},
    )
    append_outcome(deed, by=by, at=at)


def lock_opening(pk: int) -> Opening:
    """The opening, locked first by everybody who changes it or a placement on it."""
    return Opening.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def started(opening: Opening) -> int:
    """How many have begun."""
    return opening.placements.filter(started_on__isnull=False).count()


def let_go(opening: Opening, reason: DeclineReason, side: Side, *, by: Actor, at: datetime) -> None:
    """End what had not come as far as an agreement, and tell each of them."""
    waiting = opening.placements.select_for_update(of=("self",)).filter(state__in=BEFORE_SEAT)
    for placement in waiting.select_related("opening", "participant__account"):
        steps.decline(placement, side=side, reason=reason, by=by, at=at)
        notices.tell_no_longer_open(placement, at=at)


def describe(opening: Opening, described: Described, today: date | None) -> None:
    """Put the values in place, and refuse what cannot hold together."""
    for name in EDITABLE:
        if name in described.values:
            setattr(opening, name, described.values[name])
    if today and opening.apply_by and opening.apply_by < today and not opening.external_id:
        raise ValidationError({"apply_by": _("This day has already passed.")})
    if opening.starts_on and opening.apply_by and opening.starts_on < opening.apply_by:
        raise ValidationError(
            {"starts_on": _("The start comes before the last day for proposals.")}
        )
    opening.full_clean(exclude=["posted_by", "pact", "organisation", "batch"])


def ask(opening: Opening, described: Described) -> None:
    """Replace the terms asked for."""
    asked = described.asked
    if len(asked) > MOST_REQUIREMENTS:
        raise ValidationError(_("Ask for at most %(most)d things.") % {"most": MOST_REQUIREMENTS})
    opening.requirements.exclude(concept__in=list(asked)).delete()
    for concept, must in asked.items():
        kind = RequirementKind.SKILL
        if concept.kind == ConceptKind.LANGUAGE:
            kind = RequirementKind.LANGUAGE
        told = {
            "must": must, "pact_id": opening.pact_id,
            "level": described.levels.get(concept.pk, ""),
            "number": described.numbers.get(concept.pk),
        }  # fmt: skip
        Requirement.objects.update_or_create(
            opening=opening, kind=kind, concept=concept, defaults=told
        )
