"""Each reader hears of a thing once, in their language, at their pace."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language

from pakten.base.access import Actor
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.models import Message, MutedAddress, Notice
from pakten.base.notices.queries import address_hash
from pakten.base.notices.states import NoticeState, Pace, Topic
from pakten.parties.pacts.models import Pact
from tests.factories.notices import EVA, mails, prefer, states, told
from tests.factories.world import NOW, inside, make_account, make_pact, make_staff


@pytest.fixture
def pact(db: None) -> Iterator[Pact]:
    pact = make_pact(email="pakten@city.example", phone="08-123 45 67")
    with inside(pact):
        yield pact


@pytest.fixture
def sara(pact: Pact) -> Actor:
    return make_staff(pact, email="sara@pakten.example", language="en")


def sara_reads(sara: Actor, **changed: Any) -> Reader:
    given: dict[str, Any] = {"email": "sara@pakten.example", "account_id": sara.account_id}
    return Reader(**given | changed)


def test_tell_writes_to_each_address_once(pact: Pact) -> None:
    told(EVA, Reader("EVA@pakten.example "), Reader("ali@pakten.example"))
    assert mails() == [("eva@pakten.example", "Ready"), ("ali@pakten.example", "Ready")]


def test_tell_twice_tells_nobody_again(pact: Pact) -> None:
    told(EVA)
    told(EVA, Reader("ali@pakten.example"))
    told(EVA, about="letter:1:ready:v2")
    assert [to for to, _ in mails()] == [
        "eva@pakten.example", "ali@pakten.example", "eva@pakten.example",
    ]  # fmt: skip


def test_tell_writes_in_the_language_of_the_account_then_the_contact_then_the_pact(
    pact: Pact, sara: Actor
) -> None:
    heard: list[tuple[str, str | None]] = []

    def write(reader: Reader) -> tuple[str, str]:
        heard.append((reader.email, get_language()))
        return "Subject", "Body"

    readers = [
        sara_reads(sara, language="ar"),
        Reader("a@x.example", language="ar"),
        Reader("b@x.example"),
    ]
    tell(readers, write, topic=Topic.LETTERS, about="x", path="/", at=NOW)
    assert heard == [("sara@pakten.example", "en"), ("a@x.example", "ar"), ("b@x.example", "sv")]


def test_tell_knows_the_account_of_a_contact_by_the_address(pact: Pact, sara: Actor) -> None:
    told(Reader("Sara@pakten.example", language="sv"))
    notice = Notice.objects.get()
    assert (notice.account_id, notice.language) == (sara.account_id, "en")


def test_tell_passes_a_closed_account_by(pact: Pact) -> None:
    closed = make_staff(pact, email="gone@pakten.example", is_active=False)
    told(Reader("gone@pakten.example", account_id=closed.account_id))
    assert states() == []


@pytest.mark.parametrize(
    ("pace", "state", "sent"),
    [
        (Pace.AT_ONCE, NoticeState.HANDED_OVER, 1),
        (Pace.DAILY, NoticeState.WAITING, 0),
        (Pace.WEEKLY, NoticeState.WAITING, 0),
        (Pace.OFF, NoticeState.KEPT, 0),
    ],
)
def test_tell_keeps_to_the_pace_chosen(
    pact: Pact, sara: Actor, pace: Pace, state: NoticeState, sent: int
) -> None:
    prefer(pact.pk, sara.account_id or 0, Topic.LETTERS, pace)
    told(sara_reads(sara))
    assert states() == [("sara@pakten.example", state)]
    assert Message.objects.count() == sent


def test_tell_keeps_to_the_rule_of_the_topic_where_nothing_is_chosen(
    pact: Pact, sara: Actor
) -> None:
    told(sara_reads(sara), topic=Topic.COMMENTS)
    assert states() == [("sara@pakten.example", NoticeState.WAITING)]


def test_tell_a_contact_without_account_at_once_whatever_the_topic(pact: Pact) -> None:
    told(EVA, topic=Topic.COMMENTS)
    assert states() == [("eva@pakten.example", NoticeState.HANDED_OVER)]


def test_tell_drops_what_an_address_has_muted_but_not_what_needs_it(pact: Pact) -> None:
    for topic in (Topic.LETTERS, Topic.SIGNING):
        MutedAddress.objects.create(
            pact=pact, address_hash=address_hash(EVA.email), topic=topic, muted_at=NOW
        )
    told(EVA)
    told(EVA, topic=Topic.SIGNING, about="sign")
    told(EVA, about="urgent", urgent=True)
    assert [state for _, state in states()] == ["dropped", "handed_over", "handed_over"]


def test_tell_urgently_goes_at_once_and_keeps_no_key(pact: Pact, sara: Actor) -> None:
    prefer(pact.pk, sara.account_id or 0, Topic.SIGNING, Pace.WEEKLY)
    told(sara_reads(sara), topic=Topic.SIGNING, path="/sign/secret/", urgent=True)
    notice, message = Notice.objects.get(), Message.objects.get()
    assert (notice.body, notice.path, notice.message_id) == ("", "", message.pk)
    assert message.secret
    assert "/sign/secret/" in message.body


def test_tell_puts_greeting_link_and_choice_around_the_text(
    pact: Pact, sara: Actor, settings: Any
) -> None:
    settings.SITE_URL = "https://pakten.city.example"
    told(sara_reads(sara, name="Sara"))
    assert Message.objects.get().body == (
        "Hello Sara,\n\nIt is ready, en.\n\nhttps://pakten.city.example/letters/1/\n\n"
        f"With kind regards,\nThe pact, {pact.city}\n08-123 45 67\npakten@city.example\n\n-- \n"
        "You choose how often you hear from us:\nhttps://pakten.city.example/account/#notices"
    )


def test_tell_links_to_the_pacts_own_host(pact: Pact, settings: Any) -> None:
    settings.SITE_URL = "http://127.0.0.1:8100"
    Pact.objects.filter(pk=pact.pk).update(host="north.example")
    told(EVA)
    assert "http://north.example:8100/letters/1/" in Message.objects.get().body


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "letters/1/"])
def test_tell_refuses_a_path_that_leads_away(pact: Pact, path: str) -> None:
    with pytest.raises(ValueError, match="a page of ours"):
        told(EVA, path=path)


def test_tell_asks_the_database_as_often_for_thirty_readers_as_for_three(pact: Pact) -> None:
    counts = []
    for many in (3, 30):
        readers = [Reader(f"person{n}@x.example") for n in range(many)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            told(*readers, about=f"to {many}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_tell_nobody_does_nothing(pact: Pact) -> None:
    told()
    told(Reader(""))
    assert (states(), mails()) == ([], [])


def test_tell_reaches_no_account_of_another_pact(pact: Pact) -> None:
    other = make_pact()
    with inside(other):
        make_staff(other, email="eva@pakten.example", language="en")
    make_account(email="stray@pakten.example")
    told(EVA)
    assert Notice.objects.get().account_id is None
