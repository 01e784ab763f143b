"""Who is asking: the one place that turns rows into an `Actor`."""

from django.db.models import CharField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest

from pakten.base.access import ANONYMOUS, Actor, Grant, Role, Scope
from pakten.base.accounts.models import Account
from pakten.parties.organisations.models import Representative
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.people.models import Participant


def _held(account_id: int) -> "QuerySet[Staff, tuple[str, str, int]]":
    """(role, scope kind, scope id) of everything the account holds in the current pact."""
    text, number = CharField(), IntegerField()
    staff = Staff.objects.filter(account=account_id, ended_on__isnull=True).values_list(
        Cast("role", text), Value("pact"), Cast("pact_id", number)
    )
    houses = Representative.objects.filter(account=account_id, ended_on__isnull=True).values_list(
        Cast("role", text), Value("organisation"), Cast("organisation_id", number)
    )
    person = Participant.objects.filter(account=account_id, left_on__isnull=True).values_list(
        Value(Role.PARTICIPANT.value), Value("person"), Cast("pk", number)
    )
    return staff.order_by().union(houses.order_by(), person.order_by(), all=True)


def build_actor(account: Account) -> Actor:
    """The actor of an account in the pact of the running context. One query."""
    grants = tuple(
        Grant(Role(role), Scope(kind, scope_id)) for role, kind, scope_id in _held(account.pk)
    )
    return Actor(account_id=account.pk, name=account.name, grants=grants)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request, anonymous when nobody is signed in or there is no pact."""
    pact: Pact | None = request.pact  # type: ignore[attr-defined]
    if pact is None or not isinstance(request.user, Account):
        return ANONYMOUS
    return build_actor(request.user)
