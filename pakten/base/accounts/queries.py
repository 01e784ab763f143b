"""Finding accounts."""

from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door


def language_of(email: str) -> str:
    """The language the owner of an address reads, or "" when there is no such account."""
    with open_door():
        found = Account.objects.filter(email=email.strip().lower()).values_list("language").first()
    return found[0] if found else ""
