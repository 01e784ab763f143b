"""Signing in by code and by password; the same answer whoever one says one is."""

import re
from typing import Any

import pytest
from django.test import Client

from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message
from pakten.base.tenancy.context import open_door
from pakten.parties.pacts.models import Pact
from tests.factories.browser import browser
from tests.factories.world import inside, make_account, make_pact, make_staff

pytestmark = pytest.mark.django_db
PASSWORD = "four plain words here"


@pytest.fixture(autouse=True)
def own_outbox(settings: Any) -> None:
    """Pytest-django puts mail aside; here it goes where it goes."""
    settings.EMAIL_BACKEND = "pakten.base.notices.backend.OutboxBackend"


@pytest.fixture
def pact() -> Pact:
    return make_pact()


def staff(pact: Pact, **fields: Any) -> Account:
    actor = make_staff(pact, **fields)
    with open_door():
        return Account.objects.get(pk=actor.account_id)


def mails(pact: Pact) -> list[Message]:
    with inside(pact):
        return list(Message.objects.order_by("id"))


def code_in(message: Message) -> str:
    found = re.search(r"\b\d{6}\b", message.body)
    assert found
    return found[0]


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_sign_in_by_code_leads_where_one_was_going(pact: Pact) -> None:
    account = staff(pact, language="en")
    client = browser(pact)
    asked = client.post(
        "/login/?next=/account/", {"login": account.email, "how": "code", "next": "/account/"}
    )
    assert asked["Location"].startswith("/login/code/confirm/")
    code = code_in(mails(pact)[0])
    page = client.get(asked["Location"])
    assert account.email in page.content.decode()
    done = client.post(asked["Location"], {"code": f" {code[:3]} {code[3:]} ", "action": "verify"})
    assert (done.status_code, done["Location"]) == (302, "/account/")
    assert signed_in(client)


@pytest.mark.parametrize(
    ("language", "word"), [("sv", "The pact (sv)"), ("en", "The pact is"), ("ar", "The pact (ar)")]
)
def test_code_mail_is_in_the_receivers_language(pact: Pact, language: str, word: str) -> None:
    account = staff(pact, language=language)
    browser(pact, language="en").post("/login/", {"login": account.email, "how": "code"})
    [message] = mails(pact)
    assert (message.to, word in message.body) == (account.email, True)
    assert code_in(message) not in message.subject  # which the outbox shows and keeps


def test_sign_in_tells_a_known_and_an_unknown_address_the_same(pact: Pact) -> None:
    account = staff(pact, language="en")
    answers = []
    for address in (account.email, "nobody@pakten.example"):
        client = browser(pact)
        asked = client.post("/login/", {"login": address, "how": "code"})
        page = client.get(asked["Location"]).content.decode()
        page = page.replace(address, "ADDRESS")
        page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)
        answers.append((asked.status_code, asked["Location"], page))
    assert answers[0] == answers[1]
    assert [m.to for m in mails(pact)] == [account.email, "nobody@pakten.example"]
    assert re.search(r"\d{6}", mails(pact)[1].body) is None


def test_sign_in_refuses_a_wrong_code_and_then_starts_over(pact: Pact) -> None:
    account = staff(pact)
    client = browser(pact)
    client.post("/login/", {"login": account.email, "how": "code"})
    right = code_in(mails(pact)[0])
    wrong = "000000" if right != "000000" else "111111"
    codes = [
        client.post("/login/code/confirm/", {"code": wrong, "action": "verify"}).status_code
        for _turn in range(3)
    ]
    assert codes == [422, 422, 302]
    late = client.post("/login/code/confirm/", {"code": right, "action": "verify"})
    assert late["Location"].startswith("/login/")
    assert not signed_in(client)


def test_sign_in_with_password(pact: Pact) -> None:
    account = staff(pact, password=PASSWORD)
    client = browser(pact)
    done = client.post(
        "/login/", {"login": account.email.upper(), "password": PASSWORD, "how": "password"}
    )
    assert (done.status_code, done["Location"]) == (302, "/home/")
    assert signed_in(client)


def test_sign_in_with_a_wrong_password_says_so_and_keeps_the_address(pact: Pact) -> None:
    account = staff(pact, password=PASSWORD)
    sent = {"login": account.email, "password": "wrong words", "how": "password"}
    page = browser(pact).post("/login/", sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert "The e-mail or the password is wrong" in text
    assert f'value="{account.email}"' in text
    assert "wrong words" not in text


def test_sign_in_with_no_password_written_sends_no_code(pact: Pact) -> None:
    account = staff(pact, password=PASSWORD)
    page = browser(pact).post(
        "/login/", {"login": account.email, "password": "", "how": "password"}
    )
    assert (page.status_code, mails(pact)) == (422, [])


@pytest.mark.parametrize("login", ["", "no address", "a" * 400 + "@b.se", "a\x00b@c.se"])
def test_sign_in_answers_a_broken_address(pact: Pact, login: str) -> None:
    page = browser(pact).post("/login/", {"login": login, "how": "code"})
    assert (page.status_code, mails(pact)) == (422, [])


def test_sign_in_stops_after_too_many_tries(pact: Pact) -> None:
    account = staff(pact, password=PASSWORD)
    client = browser(pact)
    sent = {"login": account.email, "password": "wrong", "how": "password"}
    pages = [client.post("/login/", sent) for _turn in range(6)]
    assert [page.status_code for page in pages] == [422] * 6
    assert "Too many tries" in pages[5].content.decode()
    right = client.post("/login/", {**sent, "password": PASSWORD})
    assert right.status_code == 422


def test_sign_in_sends_few_codes_to_one_address(pact: Pact) -> None:
    account = staff(pact)
    answers = [
        browser(pact).post("/login/", {"login": account.email, "how": "code"}).status_code
        for _turn in range(4)
    ]
    assert answers == [302, 302, 302, 422]
    assert len(mails(pact)) == 3


def test_sign_in_page_is_reachable_while_a_code_is_on_its_way(pact: Pact) -> None:
    account = staff(pact)
    client = browser(pact)
    client.post("/login/", {"login": "mistyped@pakten.example", "how": "code"})
    assert client.get("/login/").status_code == 200
    client.post("/login/", {"login": account.email, "how": "code"})
    code = code_in(mails(pact)[-1])
    client.post("/login/code/confirm/", {"code": code, "action": "verify"})
    assert signed_in(client)


def test_closed_account_gets_no_code(pact: Pact) -> None:
    account = make_account(is_active=False)
    browser(pact).post("/login/", {"login": account.email, "how": "code"})
    assert [re.search(r"\d{6}", m.body) for m in mails(pact)] == [None]


def test_sign_out_needs_a_press(pact: Pact) -> None:
    client = browser(pact, make_staff(pact))
    assert client.get("/logout/").status_code == 200
    assert signed_in(client)
    assert client.post("/logout/")["Location"] == "/"
    assert not signed_in(client)


def test_nobody_signs_up_alone(pact: Pact) -> None:
    client = browser(pact)
    assert client.get("/login/new/").status_code == 200
    client.post("/login/new/", {"email": "new@pakten.example", "password1": PASSWORD})
    with open_door():
        assert not Account.objects.filter(email="new@pakten.example").exists()


def test_change_password_asks_for_the_old_one(pact: Pact) -> None:
    actor = make_staff(pact, password=PASSWORD)
    client = browser(pact, actor)
    new = {"password1": "other plain words", "password2": "other plain words"}
    refused = client.post("/account/password/", {"oldpassword": "no", **new})
    done = client.post("/account/password/", {"oldpassword": PASSWORD, **new})
    assert (refused.status_code, done.status_code) == (422, 302)
    with open_door():
        account = Account.objects.get(pk=actor.account_id)
    assert account.check_password("other plain words")


def test_set_password_for_one_who_has_none(pact: Pact) -> None:
    client = browser(pact, make_staff(pact))
    assert client.get("/account/password/")["Location"] == "/account/password/new/"
    short = client.post("/account/password/new/", {"password1": "short", "password2": "short"})
    done = client.post("/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
    assert (short.status_code, done.status_code) == (422, 302)


def test_set_language_is_remembered_by_browser_and_account(pact: Pact) -> None:
    actor = make_staff(pact, language="sv")
    client = browser(pact, actor)
    answer = client.post("/language/", {"language": "ar", "next": "/start/"})
    assert answer["Location"] == "/start/"
    assert answer.cookies["pakten_language"].value == "ar"
    with open_door():
        assert Account.objects.get(pk=actor.account_id).language == "ar"


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_set_language_goes_to_no_stranger(pact: Pact, goal: str) -> None:
    answer = browser(pact).post("/language/", {"language": "xx", "next": goal})
    assert answer["Location"] == "/"
    assert "pakten_language" not in answer.cookies


def test_set_language_is_no_get(pact: Pact) -> None:
    assert browser(pact).get("/language/").status_code == 405
