"""Openings kept true: paused and resumed, said to be still true, put to rest, back next year."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from pakten.activities.opportunities import reminders
from pakten.activities.opportunities.actions.drafts import copy_of
from pakten.activities.opportunities.actions.openings import lock_opening, started
from pakten.activities.opportunities.models import Opening, Requirement
from pakten.activities.opportunities.needs import refuse_state
from pakten.activities.opportunities.states import (
    FOR_ONE_PERSON,
    REST_DAYS,
    OpeningState,
    OwnTerm,
    PauseReason,
)
from pakten.base.access import Actor, Verb, require
from pakten.base.statistics.states import SwedishStage
from pakten.base.tenancy.context import pact_context
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import Pact

AHEAD = timedelta(days=100)  # next year's draft comes this long before its first day
EMPTY: dict[OwnTerm, tuple[str, Any]] = {
    OwnTerm.SWEDISH: ("swedish", SwedishStage.NONE), OwnTerm.YEARS: ("years", None),
    OwnTerm.TIME: ("starts_at", None), OwnTerm.HOURS: ("hours_per_week", None),
    OwnTerm.PLACE: ("district", None), OwnTerm.START: ("starts_on", None),
    OwnTerm.TIMES: ("times", []),
}  # fmt: skip
MUST, NICE, NO = "must", "nice", "no"


def pause_opening(opening: Opening, *, reason: str, by: Actor, at: datetime) -> Opening:
    """Let an opening rest: nobody new is proposed. Those on their way to it go on."""
    opening = lock_opening(opening.pk)
    require(by, Verb.PAUSE_OPENING, opening)
    refuse_state(opening.state, OpeningState.PAUSED)
    if reason not in set(PauseReason.values) - {PauseReason.STALE}:
        raise ValidationError({"reason": _("Say why it rests.")})
    return _rest(opening, PauseReason(reason), at)


def resume_opening(opening: Opening, *, by: Actor, at: datetime) -> Opening:
    """Look for people again: it is as true as when it was posted."""
    opening = lock_opening(opening.pk)
    require(by, Verb.RESUME_OPENING, opening)
    if opening.state != OpeningState.PAUSED:
        raise ValidationError(_("The opening does not rest."))
    return _alive(opening, at)


def confirm_opening(opening: Opening, *, by: Actor, at: datetime) -> Opening:
    """The member or the office says that the opening is still true."""
    opening = lock_opening(opening.pk)
    require(by, Verb.CONFIRM_OPENING, opening)
    return _say_true(opening, at)


def confirm_by_link(opening: Opening, *, at: datetime) -> Opening:
    """The same, by the personal link of a reminder. The link can be used again without harm."""
    return _say_true(lock_opening(opening.pk), at)


def close_by_link(opening: Opening, *, at: datetime) -> Opening:
    """By the link: not true any more. It rests, and the office closes it with those on their way."""
    opening = lock_opening(opening.pk)
    if opening.state == OpeningState.OPEN:
        return _rest(opening, PauseReason.STALE, at)
    return opening


def set_requirement(opening: Opening, term: str, value: str, *, by: Actor, at: datetime) -> Opening:
    """One thing asked for becomes a must, nice to have, or not needed. `term`: own term, or a row."""
    opening = lock_opening(opening.pk)
    require(by, Verb.SET_REQUIREMENT, opening)
    if opening.state == OpeningState.CLOSED:
        raise ValidationError(_("The opening is closed and cannot be changed."))
    if value not in {MUST, NICE, NO}:
        raise ValidationError(_("Choose must, nice to have or not needed."))
    if term in OwnTerm.values:
        _set_own(opening, OwnTerm(term), value)
    else:
        _set_row(opening, term, value)
    opening.saved_at = opening.confirmed_at = at
    opening.save()
    return opening


def _set_own(opening: Opening, term: OwnTerm, value: str) -> None:
    opening.nice = [each for each in opening.nice if each != term]
    if value == NICE:
        opening.nice = [*opening.nice, term]
    elif value == NO:
        column, empty = EMPTY[term]
        setattr(opening, column, empty)


def _set_row(opening: Opening, pk: str, value: str) -> None:
    row = Requirement.objects.filter(opening=opening, pk=int(pk) if pk.isdecimal() else 0).first()
    if row is None:
        raise ValidationError(_("This is not asked for any more."))
    if value == NO:
        row.delete()
        return
    row.must = value == MUST
    row.save(update_fields=["must"])


def _rest(opening: Opening, reason: PauseReason, at: datetime) -> Opening:
    opening.state, opening.paused_at, opening.pause_reason = OpeningState.PAUSED, at, reason
    opening.save(update_fields=["state", "paused_at", "pause_reason"])
    return opening


def _say_true(opening: Opening, at: datetime) -> Opening:
    if opening.state not in {OpeningState.OPEN, OpeningState.PAUSED}:
        raise ValidationError(_("The opening is not open any more."))
    if opening.is_past(timezone.localdate(at)):
        raise ValidationError(_("Its days have passed. Give it new days, or close it."))
    return _alive(opening, at)


def _alive(opening: Opening, at: datetime) -> Opening:
    full = opening.kind in FOR_ONE_PERSON and started(opening) >= opening.seats
    opening.state = OpeningState.FILLED if full else OpeningState.OPEN
    opening.paused_at, opening.pause_reason = None, ""
    opening.confirmed_at, opening.reminded_at = at, None
    opening.save(
        update_fields=["state", "paused_at", "pause_reason", "confirmed_at", "reminded_at"]
    )
    return opening


def opening_by(token: str) -> Opening | None:
    """The opening of a reminder's link."""
    found = Opening.objects.filter(alive_hash=hash_of_token(token)).exclude(alive_hash="")
    return found.select_related("organisation__pact").first()


def remind_stale(today: date, *, at: datetime) -> int:
    """Ask those at the member about each stale opening, once; return how many were asked about."""
    stale = Opening.objects.dated().stale(today).filter(reminded_at__isnull=True)
    rows = list(stale.select_related("organisation").select_for_update(of=("self",), no_key=True))
    for opening in rows:
        token = new_token(opening.pact_id)
        opening.alive_hash, opening.reminded_at = hash_of_token(token), at
        opening.save(update_fields=["alive_hash", "reminded_at"])
        reminders.tell_stale(opening, token, at=at)
    return len(rows)


def rest_stale(today: date, *, at: datetime) -> int:
    """Put to rest what stayed stale after the reminder: it leaves short lists and rounds."""
    before = at - timedelta(days=REST_DAYS)
    stale = Opening.objects.dated().stale(today).filter(reminded_at__lt=before)
    rows = list(stale.select_for_update(of=("self",), no_key=True))
    for opening in rows:
        _rest(opening, PauseReason.STALE, at)
    return len(rows)


def repeat_yearly(today: date, *, at: datetime) -> int:
    """Next year's draft of what comes back, once each, in time to look for people; never posted alone."""
    year = timedelta(days=365)
    due = Opening.objects.filter(
        repeats=True, next_year__isnull=True, organisation__stage=Stage.ACTIVE,
        starts_on__lte=today + AHEAD - year, starts_on__gt=today - 2 * year,
    ).exclude(state=OpeningState.DRAFT)  # fmt: skip
    rows = list(due.select_related("organisation").select_for_update(of=("self",), no_key=True))
    for opening in rows:
        made = copy_of(opening, today, by_id=opening.posted_by_id, at=at, years=1)
        reminders.tell_next_year(made, at=at)
    return len(rows)


@app.task(name="keep_openings_of_pact")
def keep_openings_of_pact(*, pact_id: int) -> None:
    """Job, morning by morning: rest, remind, and make next year's drafts."""
    at = timezone.now()
    today = timezone.localdate(at)
    with pact_context(pact_id, verb="keep_openings"):
        rest_stale(today, at=at)
        remind_stale(today, at=at)
        repeat_yearly(today, at=at)


def keep_all_openings(timestamp: int) -> None:
    """Called by the clock every morning."""
    for pact_id in Pact.objects.order_by("pk").values_list("pk", flat=True):
        keep_openings_of_pact.defer(pact_id=pact_id)
