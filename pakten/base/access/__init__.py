"""Who may do what: verbs, roles, actors and scopes, in plain Python.

Owns the whole policy (`verbs` and `roles`); knows no models, objects answer `scopes()`.
"""

from pakten.base.access.actor import ANONYMOUS, Actor, Denied, Grant, Scope, may, require
from pakten.base.access.roles import Role
from pakten.base.access.verbs import Verb

__all__ = [
    "ANONYMOUS",
    "Actor",
    "Denied",
    "Grant",
    "Role",
    "Scope",
    "Verb",
    "may",
    "require",
]
