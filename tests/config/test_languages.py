"""Which pages are read in which languages."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pakten.base.access import Actor
from pakten.base.tenancy.context import enter
from pakten.base.ui.languages import AT_WORK, EVERY, IN_PUBLIC, NEWCOMERS
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.people import make_participant, sign_in_as
from tests.factories.world import make_pact, make_staff

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class People:
    """Somebody at work, and a participant."""

    pact: Pact
    counsellor: Actor
    own: Actor


@pytest.fixture
def people(db: None) -> People:
    pact = make_pact()
    counsellor = make_staff(pact, StaffRole.COUNSELLOR)
    enter(pact.pk)
    return People(pact, counsellor, sign_in_as(make_participant(pact, counsellor)))


def lang_of(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return page.split('<html lang="', 1)[1].split('"', 1)[0]


def offered(client: Client, path: str) -> list[str]:
    page = client.get(path).content.decode()
    return [each.code for each in EVERY if f'name="language" value="{each.code}"' in page]


def reads(client: Client, language: str) -> Client:
    client.cookies["pakten_language"] = language
    return client


@pytest.mark.parametrize("language", [each.code for each in EVERY])
def test_newcomers_pages_are_read_in_every_language(people: People, language: str) -> None:
    client = reads(Client(), language)
    assert [lang_of(client, path) for path in ("/start/", "/login/")] == [language] * 2
    assert offered(client, "/start/") == [each.code for each in EVERY]


def test_public_pages_fall_back_to_english(people: People) -> None:
    assert [lang_of(reads(Client(), each), "/about/") for each in ("sv", "ar", "so")] == [
        "sv", "ar", "en",
    ]  # fmt: skip
    assert offered(Client(), "/about/") == list(IN_PUBLIC)


def test_work_pages_are_in_the_languages_of_work(people: People) -> None:
    client = browser(people.pact, people.counsellor, "tr")
    assert lang_of(client, "/home/") == "sv"
    assert offered(client, "/account/") == list(AT_WORK)


def test_own_pages_are_read_in_every_language(people: People) -> None:
    client = browser(people.pact, people.own, "ti")
    assert lang_of(client, "/home/") == "ti"


BY_SECRET = (
    "open_profile", "proposal_by_link", "disown_link", "pulse_by_link", "stop_pulses", "follow_up_by_link",
)  # fmt: skip
ARGUMENTS = {
    "ask_callback": ["work"],
    "callback_asked": ["work"],
    "answer_proposal_by_link": ["secret", "yes"],
    **{key: ["secret"] for key in BY_SECRET},
}


def test_each_address_of_newcomers_exists() -> None:
    gone = []
    for name in NEWCOMERS:
        try:
            reverse(name, args=ARGUMENTS.get(name, []))
        except NoReverseMatch:
            gone.append(name)
    assert gone == []
