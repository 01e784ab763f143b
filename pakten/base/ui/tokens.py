"""The signed token in every form: which showing of it this is, and to whom it was shown."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

_signer = Signer(salt="pakten.form")


@dataclass(frozen=True, slots=True)
class FormToken:
    """`id` is unique to one showing of a form; `account_id` is who saw it, None if nobody."""

    id: uuid.UUID
    account_id: int | None


def make_token(account_id: int | None) -> str:
    """A new token for a form about to be shown."""
    return _signer.sign(f"{uuid.uuid4()}.{account_id or ''}")


def read_token(raw: str) -> FormToken:
    """What a token says; raises `BadSignature` when we did not make it."""
    name, _, account = _signer.unsign(raw).partition(".")
    try:
        return FormToken(uuid.UUID(name), int(account) if account else None)
    except ValueError as error:
        raise BadSignature("not a form token") from error
