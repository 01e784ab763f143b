"""Digests: one mail for each reader with what has gathered, by the clock or on request.

A notice leaves the state "waiting" in the transaction that writes the mail, so a job that is run
twice, or killed half-way, tells nobody twice and forgets nobody.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.apps import apps
from django.db.models import Min
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from pakten.base.accounts.models import Account
from pakten.base.notices.actions.outbox import Mail, write_messages
from pakten.base.notices.models import Notice, Preference
from pakten.base.notices.notices import digest
from pakten.base.notices.queries import language_for, paces_of, pact_of
from pakten.base.notices.rules import is_due
from pakten.base.notices.states import RULES, NoticeState, Pace, Topic
from pakten.base.tenancy.context import pact_context


def send_digests(timestamp: int) -> None:
    """By the clock, every hour: a job for each reader who has something due."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for pact_id in apps.get_model("pacts", "Pact")._default_manager.values_list("pk", flat=True):
        with pact_context(pact_id, verb="send_digests"):
            jobs: list[dict[str, JSONValue]] = [
                {"pact_id": pact_id, "account_id": account_id, "timestamp": timestamp}
                for account_id in _readers_due(at)
            ]
            if jobs:
                send_digest.batch_defer(*jobs)


def _readers_due(at: datetime) -> list[int]:
    """By the oldest notice of each topic, and the pace each account has for it now."""
    oldest = (
        Notice.objects.filter(state=NoticeState.WAITING, account__isnull=False)
        .values_list("account", "topic")
        .annotate(first=Min("written_at"))
        .order_by("account", "topic")
    )
    rows = list(oldest)
    chosen = Preference.objects.filter(account__in={row[0] for row in rows})
    paces = {(row.account_id, row.topic): Pace(row.pace) for row in chosen}
    due = [
        account
        for account, topic, first in rows
        if is_due(first, paces.get((account, topic), RULES[Topic(topic)].pace), at)
    ]
    return list(dict.fromkeys(due))


@app.task(name="send_digest", queue="mail")
def send_digest(*, pact_id: int, account_id: int, timestamp: int) -> None:
    """Write the digest of one reader: what is due by the pace they have for each topic now."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with pact_context(pact_id, verb="send_digest"):
        account = Account.objects.get(pk=account_id)
        due = [notice for notice, pace in _wanted(account) if is_due(notice.written_at, pace, at)]
        hand_over(account, due, at=at)


def hand_over(account: Account, notices: Sequence[Notice], *, at: datetime) -> None:
    """Put notices into one mail; a closed account gets none, what it missed stays to be read."""
    if not notices:
        return
    chosen = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    if not account.is_active:
        chosen.update(state=NoticeState.KEPT)
        return
    pact = pact_of(notices[0].pact_id)
    with translation.override(language_for(account)):
        subject, body = digest(notices, pact, name=account.name)
    (message,) = write_messages(pact.pk, [Mail(account.email, subject, body)], at=at)
    chosen.update(state=NoticeState.HANDED_OVER, message=message)


def release(account: Account, *, at: datetime) -> None:
    """After a change of pace: what is wanted at once goes now, what is not wanted waits no more."""
    now = [notice for notice, pace in _wanted(account) if pace == Pace.AT_ONCE]
    hand_over(account, now, at=at)


def _wanted(account: Account) -> list[tuple[Notice, Pace]]:
    """What waits, with its pace; what is turned off waits no more. Not what another worker holds."""
    paces = paces_of(account)
    rows = Notice.objects.select_for_update(skip_locked=True, of=("self",))
    waiting = list(rows.filter(account=account, state=NoticeState.WAITING).order_by("pk"))
    off = [notice.pk for notice in waiting if paces[Topic(notice.topic)] == Pace.OFF]
    if off:
        Notice.objects.filter(pk__in=off).update(state=NoticeState.KEPT)
    found = [(notice, paces[Topic(notice.topic)]) for notice in waiting]
    return [(notice, pace) for notice, pace in found if pace != Pace.OFF]
