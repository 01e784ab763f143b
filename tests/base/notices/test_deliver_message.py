"""Every mail is a row first; its delivery can be tried again and never happens twice."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from pakten.base.notices.actions import MOST_TRIES, deliver_message, write_message
from pakten.base.notices.models import Message
from tests.factories.world import NOW, inside, make_pact


@pytest.fixture
def message(db: None) -> Iterator[Message]:
    pact = make_pact()
    with inside(pact):
        yield write_message(to="eva@pakten.example", subject="Two\nlines", body="Hello", at=NOW)


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def deliver(message: Message) -> Message:
    deliver_message(pact_id=message.pact_id, message_id=message.pk)
    message.refresh_from_db()
    return message


def test_write_message_asks_for_its_delivery_in_the_same_transaction(message: Message) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name="deliver_message")
    assert [job.args["message_id"] for job in jobs] == [message.pk]
    assert (message.state, message.subject) == (Message.State.WAITING, "Two lines")


def test_deliver_message_without_a_server_keeps_it_once(message: Message) -> None:
    assert (deliver(message).state, message.attempts) == (Message.State.KEPT, 1)
    assert deliver(message).attempts == 1


def test_deliver_message_that_no_server_takes_fails_at_last(
    message: Message, settings: Any
) -> None:
    settings.EMAIL_URL = f"smtp://127.0.0.1:{closed_port()}"
    states = []
    for _try in range(MOST_TRIES):
        with pytest.raises(OSError, match="refused"):
            deliver(message)
        message.refresh_from_db()
        states.append(message.state)
    assert states == [Message.State.WAITING] * (MOST_TRIES - 1) + [Message.State.FAILED]
