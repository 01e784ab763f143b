"""The request as views get it: `config.middleware` has put the pact and the actor on it."""

from django.http import HttpRequest

from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.parties.pacts.models import Pact


class PactRequest(HttpRequest):
    """A request inside a pact. `user` is the account of whoever is signed in."""

    pact: Pact
    actor: Actor
    user: Account
    htmx: bool
