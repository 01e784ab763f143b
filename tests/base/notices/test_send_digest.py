"""Digests come at seven on the pact's clock, once, also when a job is run twice or too late."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.base.notices.actions import Reader, send_digest, send_digests
from pakten.base.notices.models import Message, Notice, Preference
from pakten.base.notices.rules import last_daily, last_weekly
from pakten.base.notices.states import NoticeState, Pace, Topic
from pakten.parties.pacts.models import Pact
from tests.factories.notices import mails, prefer, told
from tests.factories.world import inside, make_pact, make_staff

FRIDAY_NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
SATURDAY_SEVEN = datetime(2026, 11, 21, 6, tzinfo=UTC)
MONDAY_SEVEN = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def pact(db: None) -> Iterator[Pact]:
    pact = make_pact(phone="08-123 45 67")
    with inside(pact):
        yield pact


@pytest.fixture
def sara(pact: Pact) -> Actor:
    return make_staff(pact, email="sara@pakten.example", language="en")


def tell_sara(sara: Actor, about: str, topic: Topic = Topic.COMMENTS) -> None:
    reader = Reader("sara@pakten.example", account_id=sara.account_id)
    told(reader, topic=topic, about=about, path=f"/{about}/", at=FRIDAY_NOON)


def by_the_clock(at: datetime) -> int:
    """Run the clock's job and the jobs it asks for; how many there were."""
    stamp = int(at.timestamp())
    before = set(ProcrastinateJob.objects.values_list("id", flat=True))
    send_digests(stamp)
    jobs = ProcrastinateJob.objects.filter(task_name="send_digest").exclude(id__in=before)
    for job in jobs.order_by("id"):
        send_digest(**job.args)
    return len(jobs)


def state() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("at", "daily", "weekly"),
    [
        ("2026-11-20T05:59:59+00:00", "2026-11-19T06:00", "2026-11-16T06:00"),
        ("2026-11-20T06:00:00+00:00", "2026-11-20T06:00", "2026-11-16T06:00"),
        ("2026-11-23T05:59:00+00:00", "2026-11-22T06:00", "2026-11-16T06:00"),
        ("2026-11-23T06:00:00+00:00", "2026-11-23T06:00", "2026-11-23T06:00"),
        ("2026-07-01T05:00:00+00:00", "2026-07-01T05:00", "2026-06-29T05:00"),
        ("2026-03-29T05:00:00+00:00", "2026-03-29T05:00", "2026-03-23T06:00"),
    ],
)
def test_seven_o_clock_is_seven_on_the_wall_summer_and_winter(
    at: str, daily: str, weekly: str
) -> None:
    now = datetime.fromisoformat(at)
    found = [moment(now).astimezone(UTC) for moment in (last_daily, last_weekly)]
    assert [f"{each:%Y-%m-%dT%H:%M}" for each in found] == [daily, weekly]


def test_send_digest_gathers_what_waits_in_one_mail_by_topic(sara: Actor, settings: object) -> None:
    for about, topic in (("a", Topic.REMINDERS), ("b", Topic.COMMENTS), ("c", Topic.REMINDERS)):
        tell_sara(sara, about, topic)
    assert mails() == []
    assert by_the_clock(SATURDAY_SEVEN) == 1
    message = Message.objects.get()
    assert message.subject.startswith("3 notices, The pact")
    order = [
        message.body.index(word) for word in ("Comments\n", "/b/", "Reminders\n", "/a/", "/c/")
    ]
    assert order == sorted(order)
    assert set(Notice.objects.values_list("state", "message")) == {("handed_over", message.pk)}


def test_send_digest_reads_plainly(sara: Actor, pact: Pact, settings: object) -> None:
    settings.SITE_URL = "https://p.example"  # type: ignore[attr-defined]
    tell_sara(sara, "a")
    by_the_clock(SATURDAY_SEVEN)
    assert Message.objects.get().body == (
        "Hello Sara Lindqvist,\n\nThis has happened since last time.\n\nComments\n========\n\n"
        "* Ready\n  It is ready, en.\n  https://p.example/a/\n\n"
        f"With kind regards,\nThe pact, {pact.city}\n08-123 45 67\n\n-- \n"
        "You choose how often you hear from us:\nhttps://p.example/account/#notices"
    )


def test_send_digest_twice_sends_once(sara: Actor) -> None:
    tell_sara(sara, "a")
    stamp = int(SATURDAY_SEVEN.timestamp())
    assert by_the_clock(SATURDAY_SEVEN) == 1
    send_digest(pact_id=Notice.objects.get().pact_id, account_id=sara.account_id, timestamp=stamp)
    assert by_the_clock(SATURDAY_SEVEN) == 0
    assert len(mails()) == 1


def test_send_digest_killed_before_the_end_leaves_all_for_the_next(
    sara: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_sara(sara, "a")

    def killed(*args: object, **words: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("pakten.base.notices.actions.outbox.deliver_message.batch_defer", killed)
        with pytest.raises(SystemExit):
            by_the_clock(SATURDAY_SEVEN)
    assert (state(), mails()) == ([NoticeState.WAITING], [])
    by_the_clock(SATURDAY_SEVEN)
    assert (state(), len(mails())) == ([NoticeState.HANDED_OVER], 1)


def test_send_digest_leaves_what_came_after_seven_for_tomorrow(sara: Actor) -> None:
    tell_sara(sara, "a")
    assert by_the_clock(FRIDAY_NOON) == 0
    assert by_the_clock(SATURDAY_SEVEN) == 1


def test_send_digest_waits_for_monday_where_weekly_is_chosen(pact: Pact, sara: Actor) -> None:
    prefer(pact.pk, sara.account_id or 0, Topic.COMMENTS, Pace.WEEKLY)
    tell_sara(sara, "a")
    assert [by_the_clock(at) for at in (SATURDAY_SEVEN, MONDAY_SEVEN, MONDAY_SEVEN)] == [0, 1, 0]
    assert len(mails()) == 1


def test_send_digest_keeps_to_a_pace_changed_meanwhile(pact: Pact, sara: Actor) -> None:
    tell_sara(sara, "a")
    prefer(pact.pk, sara.account_id or 0, Topic.COMMENTS, Pace.OFF)
    by_the_clock(SATURDAY_SEVEN)
    assert (state(), mails()) == ([NoticeState.KEPT], [])


def test_send_digest_to_a_closed_account_writes_nothing(sara: Actor) -> None:
    tell_sara(sara, "a")
    Account.objects.filter(pk=sara.account_id).update(is_active=False)
    by_the_clock(SATURDAY_SEVEN)
    assert (state(), mails()) == ([NoticeState.KEPT], [])


def test_send_digests_serves_each_pact_by_itself(pact: Pact, sara: Actor) -> None:
    other = make_pact()
    account = Account.objects.get(pk=sara.account_id)
    with inside(other):
        Preference.objects.create(pact=other, account=account, topic=Topic.COMMENTS, pace=Pace.OFF)
    tell_sara(sara, "a")
    assert by_the_clock(SATURDAY_SEVEN) == 1
    assert len(mails()) == 1
