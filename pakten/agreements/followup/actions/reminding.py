"""Reminders: sheets past their day, and last days of letters that come near."""

from datetime import UTC, date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.followup import notices
from pakten.agreements.followup.actions.campaigns import lock_campaign
from pakten.agreements.followup.models import Campaign, CheckIn, Reminder
from pakten.agreements.followup.queries.resting import resting
from pakten.agreements.followup.rules import REMIND_EVERY, threshold
from pakten.agreements.followup.states import CampaignState, SheetState
from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.queries import reminder_days


def to_remind(campaign: Campaign, at: datetime) -> QuerySet[CheckIn]:
    """Sheets past their day at the member, not reminded of within a week, whose house does not rest."""
    today = timezone.localdate(at)
    rows = campaign.sheets.filter(state=SheetState.SENT)
    if campaign.state != CampaignState.OPEN or today <= campaign.due_on:
        return rows.none()
    week = at - timedelta(days=REMIND_EVERY)
    rows = rows.filter(Q(reminded_at__isnull=True) | Q(reminded_at__lte=week))
    return rows.exclude(organisation__in=resting(today)).exclude(approvals__party="member")


def remind_check_ins(campaign: Campaign, *, by: Actor, at: datetime) -> int:
    """Remind of every sheet past its day, each at most once a week. Returns how many."""
    kept = lock_campaign(campaign)
    require(by, Verb.REMIND_CHECK_INS, kept)
    today = timezone.localdate(at)
    sheets = list(
        to_remind(kept, at).select_related("campaign", "organisation__pact").order_by("pk")
    )
    for sheet in sheets:
        notices.tell_overdue(sheet, (today - kept.due_on).days, at=at)
        sheet.reminded_at = at
    CheckIn.objects.bulk_update(sheets, ["reminded_at"])
    return len(sheets)


def remind_of_ends(timestamp: int) -> None:
    """By the clock, once a day: what every pact reminds of. Safe to run twice."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for pact in list(Pact.objects.order_by("pk")):
        with pact_context(pact.pk, verb="remind_of_ends"):
            remind_pact(pact, at=at)


def remind_pact(pact: Pact, *, at: datetime) -> int:
    """Tell member and office of letters whose last day is near, once for each threshold.

    After days without a run only the latest threshold is told, so nobody gets three at once.
    """
    today = timezone.localdate(at)
    days = reminder_days(pact)
    told = 0
    for letter in _near(pact, today, max(days, default=0)):
        due = threshold((letter.valid_to - today).days, days)
        if due is not None and _once(letter, due, at):
            draft = _in_preparation(letter.organisation_id)
            left = (letter.valid_to - today).days
            notices.tell_ending(letter, left, due, draft, at=at)
            told += 1
    return told


def _near(pact: Pact, today: date, most: int) -> QuerySet[Letter]:
    rows = Letter.objects.filter(
        pact=pact, state=LetterState.ACTIVE, valid_to__gte=today,
        valid_to__lte=today + timedelta(days=most),
    ).exclude(organisation__in=resting(today))  # fmt: skip
    return rows.select_related("organisation__pact").order_by("valid_to", "pk")


def _once(letter: Letter, days: int, at: datetime) -> bool:
    _row, new = Reminder.objects.get_or_create(
        letter=letter, days=days, defaults={"pact_id": letter.pact_id, "sent_at": at}
    )
    return new


def _in_preparation(organisation_id: int) -> Letter | None:
    states = [LetterState.DRAFT, LetterState.READY]
    return Letter.objects.filter(organisation=organisation_id, state__in=states).first()
