"""What an account's owner changes: the language they read."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.accounts.models import Account


def set_language(account: Account, language: str, *, by: Account, at: datetime) -> Account:
    """Remember the language somebody chose for themselves; mails are written in it too."""
    if by.pk != account.pk or language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("Choose one of the languages.")})
    Account.objects.filter(pk=account.pk).update(language=language)
    account.language = language
    return account
