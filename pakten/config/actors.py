"""Who is asking: the one place that turns rows into an `Actor`."""

from django.db.models import CharField, Count, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest

from pakten.base.access import ANONYMOUS, Actor, Grant, Role, Scope
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Notice
from pakten.parties.organisations.models import Representative
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.people.models import Participant

UNSEEN = "unseen"


def _held(account_id: int) -> "QuerySet[Staff, tuple[str, str, int]]":
    """(role, scope kind, scope id) of everything the account holds in the current pact.

    The last row counts the notices not seen: every page shows it, and it comes with this query.
    """
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
    notices = Notice.objects.filter(account=account_id, seen_at__isnull=True).order_by()
    unseen = notices.values("account").annotate(n=Cast(Count("pk"), number))
    new = unseen.values_list(Value(""), Value(UNSEEN), "n")
    return staff.order_by().union(houses.order_by(), person.order_by(), new, all=True)


def _read(account: Account) -> tuple[Actor, int]:
    """The actor of an account in the pact of the running context, and how much is new. One query."""
    rows = list(_held(account.pk))
    grants = tuple(Grant(Role(role), Scope(kind, pk)) for role, kind, pk in rows if kind != UNSEEN)
    actor = Actor(account_id=account.pk, name=account.name, grants=grants)
    return actor, sum(count for _role, kind, count in rows if kind == UNSEEN)


def build_actor(account: Account) -> Actor:
    """The actor of an account in the pact of the running context."""
    return _read(account)[0]


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request, anonymous when nobody is signed in or there is no pact."""
    pact: Pact | None = request.pact  # type: ignore[attr-defined]
    if pact is None or not isinstance(request.user, Account):
        return ANONYMOUS
    actor, request.unseen = _read(request.user)  # type: ignore[attr-defined]
    return actor
