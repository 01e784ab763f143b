"""Whoever gets mail can end it, without an account and with one click; looking ends nothing."""

from typing import Any

import pytest
from django.test import Client

from pakten.base.notices.models import Message, MutedAddress, Notice, Preference
from pakten.base.notices.queries import stop_path
from pakten.base.notices.states import Topic
from pakten.base.tenancy.context import enter
from tests.factories.browser import browser
from tests.factories.notices import EVA, states, told
from tests.factories.world import make_pact, make_staff


class Mailed:
    def __init__(self) -> None:
        self.pact = make_pact(email="pakten@city.example")
        enter(self.pact.pk)

    def path(self, *readers: Any, **changed: Any) -> str:
        enter(self.pact.pk)
        told(*(readers or (EVA,)), **changed)
        return stop_path(Notice.objects.latest("pk"))


@pytest.fixture
def mailed(db: None) -> Mailed:
    return Mailed()


def test_stop_topic_stands_in_the_mail(mailed: Mailed, settings: Any) -> None:
    settings.SITE_URL = "https://p.example"
    link = "https://p.example" + mailed.path()
    message = Message.objects.get()
    assert (message.stop_link, message.body.endswith(link)) == (link, True)


def test_stop_topic_by_looking_stops_nothing(mailed: Mailed) -> None:
    page = Client().get(mailed.path())
    assert "eva@pakten.example" in page.content.decode()
    assert '<html lang="sv"' in page.content.decode()
    enter(mailed.pact.pk)
    assert MutedAddress.objects.count() == 0


def test_stop_topic_twice_stops_it_once_and_again_resumes_it(mailed: Mailed) -> None:
    path, client = mailed.path(), Client(enforce_csrf_checks=True)
    for _each in range(2):
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    told(EVA, about="later")
    told(EVA, about="other", topic=Topic.PLACEMENTS)
    assert [state for _, state in states()] == ["handed_over", "dropped", "handed_over"]
    client.post(path, {"again": "1"})
    enter(mailed.pact.pk)
    assert MutedAddress.objects.count() == 0


def test_stop_topic_keeps_no_address(mailed: Mailed) -> None:
    Client().post(mailed.path())
    enter(mailed.pact.pk)
    assert "eva" not in str(MutedAddress.objects.values().get())


def test_stop_topic_of_an_account_is_its_choice(mailed: Mailed) -> None:
    sara = make_staff(mailed.pact, email="sara@pakten.example")
    reader = type(EVA)("sara@pakten.example", account_id=sara.account_id)
    Client().post(mailed.path(reader))
    enter(mailed.pact.pk)
    row = Preference.objects.get()
    assert (row.account_id, row.topic, row.pace) == (sara.account_id, "letters", "off")


def test_stop_topic_finds_its_pact_whatever_pact_the_reader_sees(mailed: Mailed) -> None:
    path, other = mailed.path(), make_pact()
    assert browser(other).post(path).status_code == 200
    enter(mailed.pact.pk)
    assert MutedAddress.objects.get().pact_id == mailed.pact.pk


@pytest.mark.parametrize("token", ["1.1", "x", "1.1:abc", "%00"])
def test_stop_topic_refuses_a_made_up_link(mailed: Mailed, token: str) -> None:
    assert Client().post(f"/notices/stop/{token}/").status_code == 404


def test_stop_topic_is_not_offered_for_what_must_not_be_missed(mailed: Mailed) -> None:
    path = mailed.path(topic=Topic.SIGNING)
    assert Message.objects.get().stop_link == ""
    Client().post(path)
    enter(mailed.pact.pk)
    assert MutedAddress.objects.count() == 0
