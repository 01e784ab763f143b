"""How allauth signs people in here: by code or password; accounts are made by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pakten.base.accounts.queries import language_of


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up alone: the coordinator invites, the counsellor registers."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Call us if you need it again."),
        "email_password_mismatch": _(
            "The e-mail or the password is wrong. You can have a code sent to you instead."
        ),
        "incorrect_code": _("The code is wrong or no longer valid. Look in the newest e-mail."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("Write the password you have now."),
        "too_many_login_attempts": _(
            "Too many tries. Wait a few minutes and try again, or call us."
        ),
        "rate_limited": _("Too many tries. Wait a few minutes and try again, or call us."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the receiver's language; for an address without an account, in the page's."""
        with translation.override(language_of(email) or translation.get_language()):
            super().send_mail(template_prefix, email, context)
