"""A graceful way out: an agreed rest, waking up, and asking how somebody wants to go on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.followup import notices
from pakten.agreements.followup.models import Rest, Way
from pakten.agreements.followup.rules import rest_faults
from pakten.agreements.followup.states import RestReason, WayOut
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import lock as lock_organisation
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact

USUAL_REST_DAYS = 182


def rest_member(
    organisation: Organisation, until: date, reason: RestReason, agreed_with: str, *,
    by: Actor, at: datetime,
) -> Rest:  # fmt: skip
    """Agree on a pause with a last day. The member is counted openly as dormant meanwhile."""
    house = lock_organisation(organisation)
    require(by, Verb.REST_MEMBER, house)
    if not agreed_with.strip():
        raise ValidationError({"agreed_with": _("Write whom you agreed with.")})
    return _rest(house, until, reason, agreed_with, by=by, at=at)


def _rest(
    house: Organisation, until: date, reason: RestReason, agreed_with: str, *,
    by: Actor, at: datetime,
) -> Rest:  # fmt: skip
    today = timezone.localdate(at)
    if not house.letters.in_force(today).exists():
        raise ValidationError(_("Only a member with a letter in force can rest."))
    if faults := rest_faults(until, today):
        raise ValidationError(faults)
    # `ended_on` is the first day awake: a rest that ran its course lasted to the end of `until`
    over = house.rests.filter(ended_on__isnull=True, until__lt=today)
    over.update(ended_on=F("until") + timedelta(days=1))
    made = Rest.objects.create(
        pact_id=house.pact_id,
        organisation=house,
        from_on=today,
        until=until,
        reason=reason,
        agreed_with=agreed_with.strip()[:120],
        recorded_by_id=by.account_id,  # type: ignore[misc]
        recorded_at=at,
    )
    notices.tell_rest(made, by=by, at=at)
    return made


def wake_member(rest: Rest, *, by: Actor, at: datetime) -> Rest:
    """End a rest before its last day: the member is back."""
    house = lock_organisation(rest.organisation)
    require(by, Verb.WAKE_MEMBER, house)
    kept = Rest.objects.select_for_update(of=("self",)).get(pk=rest.pk)
    if kept.ended_on:
        raise ValidationError(_("This rest is already over."))
    kept.ended_on = timezone.localdate(at)
    kept.save()
    return kept


def ask_dormant(
    pact: Pact, dormant: Iterable[tuple[Organisation, date]], *, by: Actor, at: datetime
) -> int:
    """Ask dormant members how they want to go on; one that has not answered yet is not asked again.

    `dormant`: each with the day of its last sign of life. Returns how many were asked.
    """
    require(by, Verb.ASK_DORMANT, pact)
    unanswered = set(Way.objects.filter(answer="").values_list("organisation", flat=True))
    number = 0
    for house, since in dormant:
        if house.pk in unanswered:
            continue
        way = Way.objects.create(
            pact=pact, organisation=house, asked_by_id=by.account_id, asked_at=at
        )  # type: ignore[misc]
        notices.tell_asked(way, since, at=at)
        number += 1
    return number


def choose_way(way: Way, answer: WayOut, reason: str = "", *, by: Actor, at: datetime) -> Way:
    """The member's answer. A rest begins at once; to promise less or to end, the office acts."""
    kept = Way.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=way.pk)
    require(by, Verb.CHOOSE_WAY, kept)
    if kept.answer:
        raise ValidationError(_("This is already answered. Call us if you have changed your mind."))
    if answer == WayOut.REST and reason not in RestReason.values:
        raise ValidationError({"reason": _("Choose why, so that we know when to ask again.")})
    kept.answer, kept.answered_at, kept.answered_by_id = answer, at, by.account_id
    kept.reason = reason if answer == WayOut.REST else ""
    kept.save()
    if answer == WayOut.REST:
        until = timezone.localdate(at) + timedelta(days=USUAL_REST_DAYS)
        house = lock_organisation(kept.organisation)
        _rest(house, until, RestReason(reason), by.name, by=by, at=at)
    notices.tell_way(kept, by=by, at=at)
    return kept
