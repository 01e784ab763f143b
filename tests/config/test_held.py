"""A form sent after the session ended comes back to the one who wrote it, and to nobody else."""

import re
from typing import Any

import pytest
from django.test import Client

from pakten.base.access import Actor
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact
from tests.factories.browser import browser
from tests.factories.world import inside, make_pact, make_staff, organisation_number

pytestmark = pytest.mark.django_db
PASSWORD = "four plain words here"
FORM = "/organisations/new/"


def token_in(page: Any) -> str:
    found = re.search(r'name="_once" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def typed(name: str, token: str) -> dict[str, str]:
    return {
        "_once": token,
        "name": name,
        "number": organisation_number(),
        "kind": "company",
        "reply_days": "5",
        "contact_name": "Mona Rahimi",
        "contact_email": "mona@klarasjo.example",
        "password": "not to be kept",
    }


@pytest.fixture
def pact() -> Pact:
    return make_pact()


@pytest.fixture
def writer(pact: Pact) -> Actor:
    return make_staff(pact, email="writer@pakten.example", password=PASSWORD)


def sign_in(client: Client, email: str, goal: str) -> Any:
    sent = {"login": email, "password": PASSWORD, "how": "password", "next": goal}
    return client.post("/login/", sent)


def ended_while_typing(pact: Pact, writer: Actor, name: str) -> Client:
    """The page was opened signed in; when it is sent, the session is gone."""
    token = token_in(browser(pact, writer).get(FORM))
    client = browser(pact)
    answer = client.post(FORM, typed(name, token))
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/resume/")
    return client


def names(pact: Pact) -> list[str]:
    with inside(pact):
        return list(Organisation.objects.values_list("name", flat=True))


def test_held_form_comes_back_after_signing_in_and_is_sent_once(pact: Pact, writer: Actor) -> None:
    client = ended_while_typing(pact, writer, "Klarasjö Hotell")
    assert "What you wrote is kept" in client.get("/login/?next=/resume/").content.decode()
    assert sign_in(client, "writer@pakten.example", "/resume/")["Location"] == "/resume/"
    page = client.get("/resume/")
    text = page.content.decode()
    assert ("Klarasjö Hotell" in text, "not to be kept" in text) == (True, False)
    assert names(pact) == []
    form = text[text.index(f'action="{FORM}"') :].split("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    sent = client.post(FORM, dict(fields))
    assert sent.status_code == 302
    assert names(pact) == ["Klarasjö Hotell"]
    assert client.get("/resume/")["Location"] == "/home/"


def test_held_form_is_not_shown_to_another_account(pact: Pact, writer: Actor) -> None:
    make_staff(pact, email="other@pakten.example", password=PASSWORD)
    client = ended_while_typing(pact, writer, "Klarasjö Hotell")
    sign_in(client, "other@pakten.example", "/resume/")
    assert client.get("/resume/")["Location"] == "/home/"


def test_held_form_can_be_thrown_away(pact: Pact, writer: Actor) -> None:
    client = ended_while_typing(pact, writer, "Klarasjö Hotell")
    sign_in(client, "writer@pakten.example", "/resume/")
    assert client.post("/resume/")["Location"] == "/home/"
    assert client.get("/resume/")["Location"] == "/home/"
    assert names(pact) == []


def test_form_shown_to_one_account_is_not_taken_from_another(pact: Pact, writer: Actor) -> None:
    sent = typed("In the wrong name", token_in(browser(pact, writer).get(FORM)))
    other = browser(pact, make_staff(pact))
    assert other.post(FORM, sent).status_code == 403
    with inside(pact):
        assert Organisation.objects.count() == 0
    own = browser(pact, writer)
    assert own.post(FORM, sent)["Location"].startswith("/organisations/")


def test_form_of_a_visitor_is_not_held_behind_the_sign_in(pact: Pact) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/join/")
    del client.cookies["csrftoken"]
    answer = client.post("/join/", {"_once": token_in(page), "organisation_name": "Kajkök"})
    assert answer.status_code == 403


def test_form_that_is_not_ours_is_not_held(pact: Pact) -> None:
    client = browser(pact)
    client.post(FORM, {"name": "Forged", "_once": "forged"})
    assert "held_form" not in client.session


def test_form_behind_a_personal_link_is_not_held(pact: Pact, writer: Actor) -> None:
    """Its address is a key, and what is typed there may be anonymous."""
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.cookies = browser(pact, writer).cookies
    sent = typed("Anonymous words", token_in(browser(pact, writer).get(FORM)))
    for address in ("/survey/1.secret/", "/survey/open/1.abcdef/"):
        assert signed_in.post(address, sent).status_code == 403
    assert "held_form" not in signed_in.session
