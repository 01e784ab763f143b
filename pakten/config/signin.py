"""How allauth signs people in here: by code or password; accounts are made by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up alone: the coordinator invites, the counsellor registers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
