"""Every mail is a row first; its delivery can be tried again and never happens twice."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_string, policy
from typing import Any, ClassVar

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from pakten.base.notices.actions import MOST_TRIES, deliver_message, write_message
from pakten.base.notices.models import Message, Notice
from pakten.base.notices.states import Topic
from pakten.parties.pacts.models import Pact
from tests.factories.browser import browser
from tests.factories.notices import EVA, told
from tests.factories.world import NOW, inside, make_pact, make_staff

State = Message.State


@pytest.fixture
def pact(db: None) -> Iterator[Pact]:
    pact = make_pact(email="pakten@city.example")
    with inside(pact):
        yield pact


@pytest.fixture
def message(pact: Pact) -> Message:
    return write_message(to="eva@pakten.example", subject="Two\nlines", body="Hello", at=NOW)


class Post(socketserver.StreamRequestHandler):
    """As much of a mail server as it takes; refuses those who are nobody."""

    taken: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.say("220 post")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("RCPT") and "nobody" in line:
                self.say("550 no such person here")
            elif word.startswith("RCPT") and "later" in line:
                self.say("450 try later")
            elif word == "DATA":
                self.say("354 go on")
                rows = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                self.taken.append("".join(rows))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def post(settings: Any) -> Iterator[list[str]]:
    Post.taken.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings.EMAIL_URL = f"smtp://127.0.0.1:{server.server_address[1]}"
        settings.SITE_URL = "https://pakten.city.example"
        yield Post.taken
        server.shutdown()


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def deliver(message: Message) -> Message:
    deliver_message(pact_id=message.pact_id, message_id=message.pk)
    message.refresh_from_db()
    return message


def waiting_jobs() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name="deliver_message").order_by("id")
    return [job.args["message_id"] for job in jobs]


def test_write_message_asks_for_its_delivery_in_the_same_transaction(message: Message) -> None:
    assert waiting_jobs() == [message.pk]
    assert (message.state, message.subject) == (State.WAITING, "Two lines")


def test_deliver_message_without_a_server_keeps_it_once(message: Message) -> None:
    assert (deliver(message).state, message.attempts) == (State.KEPT, 1)
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
    assert states == [State.WAITING] * (MOST_TRIES - 1) + [State.FAILED]
    assert message.failure == "server"


def test_deliver_message_sends_it_once_with_its_headers(message: Message, post: list[str]) -> None:
    for _twice in range(2):
        assert (deliver(message).state, message.attempts) == (State.SENT, 1)
    (sent,) = [message_from_string(each, policy=policy.default) for each in post]
    names = ("To", "Reply-To", "Message-ID", "Auto-Submitted", "List-Unsubscribe")
    assert {name: sent[name] for name in names} == {
        "To": "eva@pakten.example",
        "Reply-To": "pakten@city.example",
        "Message-ID": f"<pakten-{message.pk}@pakten.city.example>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": None,
    }


def test_deliver_message_offers_one_click_where_a_topic_can_be_ended(
    pact: Pact, post: list[str]
) -> None:
    told(EVA)
    message = deliver(Message.objects.get())
    sent = message_from_string(post[0], policy=policy.default)
    assert sent["List-Unsubscribe"].strip() == f"<{message.stop_link}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_deliver_message_forgets_a_secret_once_it_is_sent(pact: Pact, post: list[str]) -> None:
    told(EVA, topic=Topic.SIGNING, path="/sign/secret/", urgent=True)
    message = deliver(Message.objects.get())
    assert "/sign/secret/" in post[0]
    assert (message.state, message.body, Notice.objects.get().body) == (State.SENT, "", "")


@pytest.mark.parametrize(("production", "kept"), [(True, ""), (False, "Code 123")])
def test_deliver_message_keeps_a_secret_only_where_it_may_be_read(
    pact: Pact, settings: Any, production: bool, kept: str
) -> None:
    settings.PRODUCTION = production
    message = write_message(to=EVA.email, subject="Code", body="Code 123", at=NOW, secret=True)
    assert (deliver(message).state, message.body) == (State.KEPT, kept)


@pytest.mark.parametrize("to", ["nobody@x.example", "no address"])
def test_deliver_message_forgets_a_secret_that_cannot_arrive(
    pact: Pact, post: list[str], to: str
) -> None:
    message = deliver(write_message(to=to, subject="Code", body="Code 123", at=NOW, secret=True))
    assert (message.state, message.body) == (State.FAILED, "")


def test_deliver_message_refused_for_good_fails_once(pact: Pact, post: list[str]) -> None:
    message = write_message(to="nobody@x.example", subject="Hello", body="Hello", at=NOW)
    for _twice in range(2):
        assert (deliver(message).state, message.failure, message.attempts) == (
            "failed",
            "refused",
            1,
        )


def test_deliver_message_refused_for_now_is_tried_again(pact: Pact, post: list[str]) -> None:
    message = write_message(to="later@x.example", subject="Hello", body="Hello", at=NOW)
    with pytest.raises(OSError, match="try later"):
        deliver(message)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1)


@pytest.mark.parametrize(
    "address",
    [
        "not an address",
        "a@b",
        "eva@x.example\nBcc: all@x.example",
        "a\0@x.example",
        "x" * 300 + "@x.se",
    ],
)
def test_write_message_to_a_bad_address_fails_once_and_says_so(pact: Pact, address: str) -> None:
    message = write_message(to=address, subject="Hello", body="Hello", at=NOW)
    assert (message.state, message.failure, waiting_jobs()) == (State.FAILED, "address", [])
    assert (deliver(message).state, message.attempts) == (State.FAILED, 0)
    page = browser(pact, make_staff(pact, "admin")).get("/outbox/").content.decode()
    assert "Mend the address" in page


def test_see_told_shows_what_became_of_each_notice(pact: Pact) -> None:
    told(EVA)
    page = browser(pact, make_staff(pact, "admin")).get("/outbox/notices/").content.decode()
    assert ("eva@pakten.example" in page, "In a mail" in page) == (True, True)
    assert "It is ready" not in page
