"""The request as views get it: `config.middleware` has put the pact and the actor on it."""

from django.http import HttpRequest

from pakten.base.access import Actor, Role
from pakten.base.accounts.models import Account
from pakten.parties.pacts.models import Pact


class PactRequest(HttpRequest):
    """A request inside a pact. `user` is the account of whoever is signed in."""

    pact: Pact
    actor: Actor
    user: Account
    htmx: bool


CHOSEN_ROLE = "role"
# Those with several roles begin with the one that has most waiting.
_FIRST = (
    Role.COORDINATOR, Role.COUNSELLOR, Role.ADMIN, Role.ANALYST, Role.PROCUREMENT, Role.BOARD,
    Role.MEMBER, Role.MENTOR, Role.PARTICIPANT,
)  # fmt: skip


def acting_role(request: HttpRequest) -> Role | None:
    """The role somebody with several has chosen to see the product as; it takes no verb away."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    held = actor.roles()
    chosen = request.session.get(CHOSEN_ROLE)
    wanted = [role for role in held if role == chosen] + [role for role in _FIRST if role in held]
    return next(iter(wanted), None)
