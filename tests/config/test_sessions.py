"""Whose request it is: only a session that holds gives a name, and a forged one is nobody's."""

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.base.accounts.sessions import SessionStore
from pakten.base.tenancy.context import open_door
from pakten.config.middleware import PactMiddleware
from pakten.parties.pacts.models import Pact
from tests.factories.browser import browser
from tests.factories.world import make_pact, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact() -> Pact:
    return make_pact()


def account_seen(pact: Pact, actor: Actor) -> str:
    """The account that the database is told of, in a request with this actor's cookie."""
    cookie = browser(pact, actor).cookies[settings.SESSION_COOKIE_NAME].value
    request = RequestFactory().get("/")
    request.session = SessionStore(cookie)
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.account_id')")
            seen.append(cursor.fetchone()[0])
        return HttpResponse()

    PactMiddleware(view)(request)
    return str(seen[0])


@pytest.mark.parametrize(
    "key", ["\0" * 32, "a\0bcdefghijklmn", "å" * 32, "short", "' OR 1=1 --xxxxxxx", "x" * 5000]
)
@pytest.mark.parametrize("path", ["/login/", "/home/", "/nothing-here/"])
def test_forged_cookie_is_a_visitor(pact: Pact, key: str, path: str) -> None:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    client.cookies[settings.SESSION_COOKIE_NAME].set("sessionid", key, key)
    assert client.get(path).status_code in (200, 302, 404)


def test_session_that_holds_gives_its_account(pact: Pact) -> None:
    sara = make_staff(pact)
    assert account_seen(pact, sara) == str(sara.account_id)


def test_session_of_a_closed_account_gives_none(pact: Pact) -> None:
    gone = make_staff(pact, is_active=False)
    assert account_seen(pact, gone) == ""


def test_session_from_before_a_new_password_gives_none(
    pact: Pact, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara = make_staff(pact)
    with monkeypatch.context() as patch:
        patch.setattr(Account, "get_session_auth_hash", lambda self: "of another password")
        old = browser(pact, sara)
    with open_door():
        assert Account.objects.filter(pk=sara.account_id).exists()
    answer = old.get("/home/")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/home/")


def test_knowing_who_asks_is_one_query(pact: Pact) -> None:
    client = browser(pact, make_staff(pact))
    with CaptureQueriesContext(connection) as queries:
        client.get("/notices/")
    asked = [q["sql"] for q in queries if 'FROM "accounts_account"' in q["sql"]]
    assert len(asked) == 1
