"""A proposal becomes questions to people: one at a time, never more than there is room for."""

from collections import Counter
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pakten.activities.opportunities.actions.openings import lock_opening
from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.sides import sides_of
from pakten.activities.opportunities.states import BEFORE_SEAT, OpeningState
from pakten.activities.rounds import notices
from pakten.activities.rounds.actions.drafting import ask_for, lock_round
from pakten.activities.rounds.models import Round, RoundPair, RoundUnmatched
from pakten.activities.rounds.queries.inputs import UNDER_WAY
from pakten.activities.rounds.rules import refuse_move, refuse_publishing
from pakten.activities.rounds.states import CHOSEN, RoundState, Skipped
from pakten.base.access import Actor, Verb, require
from pakten.base.accounts.models import Account
from pakten.parties.organisations.models import Organisation
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


def publish_round(each: Round, *, by: Actor, at: datetime) -> Round:
    """Order the questions to be sent; a job sends them. From here it cannot be undone as a whole.

    Asked for again while it goes on, the sending goes on from where it is: nobody is asked twice.
    """
    kept = lock_round(each.pk)
    require(by, Verb.PUBLISH_ROUND, kept)
    refuse_publishing(kept, kept.pairs.exclude(state=F("counted")).count())
    if kept.state != RoundState.PUBLISHING:
        kept.state, kept.ended_by_id, kept.ended_at = RoundState.PUBLISHING, by.account_id, at
        kept.changes.pop("lost", None)  # who they were is for those who decide, until it is decided
        kept.save(update_fields=["state", "ended_by", "ended_at", "changes"])
    ask_for("publish_pairs", kept, by)
    return kept


def publish_next(round_id: int, *, by: Actor, at: datetime) -> bool:
    """Ask the next person, or tell the others when all are asked; whether there may be more."""
    each = Round.objects.get(pk=round_id)
    require(by, Verb.PUBLISH_ROUND, each)
    if each.state != RoundState.PUBLISHING:
        return False
    waiting = each.pairs.filter(state__in=CHOSEN, placement__isnull=True, skipped="")
    pair = waiting.select_for_update(of=("self",)).order_by("pk").first()
    if pair is None:
        _end(round_id, by=by, at=at)
        return False
    publish_pair(pair, by=by, at=at)
    return True


def publish_pair(pair: RoundPair, *, by: Actor, at: datetime) -> RoundPair:
    """Propose the place to the person, unless something happened meanwhile; then say what."""
    opening = lock_opening(pair.opening_id)
    person = Participant.objects.select_for_update(of=("self",), no_key=True).get(
        pk=pair.participant_id
    )
    pair.skipped = _meanwhile(opening, person, timezone.localdate(at))
    if not pair.skipped:
        try:
            with transaction.atomic():
                pair.placement = propose_placement(opening, person, by=by, at=at)
        except ValidationError:
            pair.skipped = Skipped.CLOSED
    pair.save(update_fields=["placement", "skipped"])
    return pair


def _meanwhile(opening: Opening, person: Participant, today: date) -> str:
    """What has come between since the round was worked out. Both rows must be locked."""
    willing = Participant.objects.filter(pk=person.pk, left_on__isnull=True)
    if not willing.consenting(Purpose.MATCHING).exists():
        return Skipped.CONSENT
    if person.counsellor_id is None:
        return Skipped.UNMET
    if opening.state != OpeningState.OPEN:
        return Skipped.CLOSED
    if opening.placements.filter(state__in=UNDER_WAY).count() >= opening.seats:
        return Skipped.FULL
    if Placement.objects.filter(participant=person, state__in=BEFORE_SEAT).exists():
        return Skipped.ASKED
    return Skipped.ASKED if sides_of([opening], today, [person.pk]).against else ""


def _end(round_id: int, *, by: Actor, at: datetime) -> None:
    """All are asked: tell those without, the employers and the counsellors, once each."""
    each = lock_round(round_id)
    if each.state != RoundState.PUBLISHING:
        return
    refuse_move(each, RoundState.PUBLISHED)
    each.state = RoundState.PUBLISHED
    each.save(update_fields=["state"])
    asked = list(
        each.pairs.filter(placement__isnull=False).values_list(
            "opening__organisation_id", "participant__counsellor_id"
        )
    )
    without = list(
        RoundUnmatched.objects.visible_to(by)
        .filter(round=each)
        .select_related("participant__account")
    )
    _tell_people(each, without, at=at)
    houses = Counter(house for house, _counsellor in asked)
    for house in Organisation.objects.filter(pk__in=houses).order_by("pk"):
        notices.tell_house(each, house, houses[house.pk], at=at)
    met = Counter(counsellor for _house, counsellor in asked)
    left = Counter(row.participant.counsellor_id for row in without)
    for account in Account.objects.filter(pk__in={*met, *left}).order_by("pk"):
        notices.tell_counsellor(each, account, met[account.pk], left[account.pk], at=at)


def _tell_people(each: Round, without: list[RoundUnmatched], *, at: datetime) -> None:
    """Those who let us write to them; the others hear it from their counsellor."""
    people = Participant.objects.filter(pk__in=[row.participant_id for row in without])
    written = set(people.consenting(Purpose.CONTACT).values_list("pk", flat=True))
    rows = [row for row in without if row.participant_id in written]
    notices.tell_without(each, rows, at=at)
    ids = [row.pk for row in rows]
    each.unmatched.filter(pk__in=ids).update(told_at=at)
