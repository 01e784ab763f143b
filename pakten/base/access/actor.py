"""The one who asks, where they hold roles, and the question *may they?*."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pakten.base.access.roles import HOLDS, Role
from pakten.base.access.verbs import Verb


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role is held or an object lies: `Scope("pact", 1)`, `Scope("organisation", 7)`."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held in a scope."""

    role: Role
    scope: Scope


@runtime_checkable
class Scoped(Protocol):
    """Anything that can say where it lies."""

    def scopes(self) -> frozenset[Scope]: ...


class Denied(Exception):  # noqa: N818  a denial is an answer, not an error
    """The actor does not hold the verb there. Views answer 403."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking, built once a request by `config.actors`; `grants` are of the current pact."""

    account_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None

    def roles(self) -> tuple[Role, ...]:
        """Roles held in the current pact, in the order of `Role`, without doubles."""
        held = {grant.role for grant in self.grants}
        return tuple(role for role in Role if role in held)

    def holds(self, verb: Verb) -> bool:
        """Whether the verb is held anywhere in the current pact."""
        return any(verb in HOLDS[grant.role] for grant in self.grants)

    def where(self, verb: Verb, kind: str) -> tuple[int, ...]:
        """Ids of the scopes of one kind in which the verb is held: what `visible_to` filters by."""
        ids = {g.scope.id for g in self.grants if g.scope.kind == kind and verb in HOLDS[g.role]}
        return tuple(sorted(ids))


ANONYMOUS = Actor(account_id=None, name="")


def may(actor: Actor, verb: Verb, where: Scoped | Iterable[Scope]) -> bool:
    """Whether the actor holds `verb` in any of the scopes of `where`."""
    scopes = where.scopes() if isinstance(where, Scoped) else frozenset(where)
    return any(verb in HOLDS[grant.role] and grant.scope in scopes for grant in actor.grants)


def require(actor: Actor, verb: Verb, where: Scoped | Iterable[Scope]) -> None:
    """Raise `Denied` unless the actor may."""
    if not may(actor, verb, where):
        raise Denied(verb.value)
