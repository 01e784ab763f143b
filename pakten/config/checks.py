"""What must be true before Pakten serves the public."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door


def example_account() -> Account | None:
    """An open account of the example pact that anybody could sign in to, if there is one."""
    with open_door():
        found = Account.objects.filter(
            is_active=True, email__iendswith=f"@{settings.EXAMPLE_DOMAIN}"
        ).order_by("pk")
        return next((each for each in found if each.has_usable_password()), None)


def refuse_example_accounts() -> None:
    """Raise where an account of the example is open: its password is known to everybody."""
    if found := example_account():
        raise ImproperlyConfigured(
            f"The account {found.email} of the example pact is in this database; "
            "Pakten does not start in production with it. Use a database of its own."
        )
