"""The test client, signed in as an actor in a pact."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door
from pakten.config.middleware import CHOSEN_PACT
from pakten.parties.pacts.models import Pact


def browser(pact: Pact, actor: Actor | None = None, language: str = "en") -> Client:
    """A client in a pact, signed in as `actor` (or a visitor), reading one language."""
    client = Client()
    session = SessionStore()
    session[CHOSEN_PACT] = pact.pk
    if actor:
        with open_door():
            account = Account.objects.get(pk=actor.account_id)
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client
