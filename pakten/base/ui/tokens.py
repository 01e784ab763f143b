"""The signed token that every form carries: which form it was and who opened it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer

_SIGNER = Signer(salt="pakten.form")


@dataclass(frozen=True, slots=True)
class FormToken:
    """`id` is new for every form shown; `account_id` is None for a visitor."""

    id: UUID
    account_id: int | None


def make_token(account_id: int | None) -> str:
    """A new token, signed."""
    return _SIGNER.sign(f"{uuid4().hex}.{account_id or 0}")


def read_token(text: str) -> FormToken:
    """Read a token back; raises `BadSignature` for anything that was not made here."""
    try:
        token, account = _SIGNER.unsign(text).split(".")
        return FormToken(UUID(token), int(account) or None)
    except ValueError as error:
        raise BadSignature("not a form token") from error
