"""Removing an account that nothing needs any more, with what the history held of it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from pakten.base.audit.actions import forget_values
from pakten.base.tenancy.context import open_door


def erase_account(account_id: int, *, at: datetime) -> bool:
    """Remove an account that nothing else needs; False where it has another role, here or elsewhere."""
    with open_door():
        account = get_user_model().objects.filter(pk=account_id).first()
        if account is None:
            return True
        addresses = list(EmailAddress.objects.filter(user=account).values_list("pk", flat=True))
        try:
            with transaction.atomic():
                account.delete()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except (ProtectedError, IntegrityError):
            return False
    forget_values("accounts_account", [account_id], at=at)
    forget_values("account_emailaddress", addresses, at=at)
    return True
