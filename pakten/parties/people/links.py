"""The secret of a link to a profile. It says nothing about a person; only its hash is kept."""

import hashlib
import secrets
from datetime import timedelta

SECRET_BYTES = 24  # 192 bits
VALID = timedelta(days=7)


def new_secret() -> str:
    """A new secret."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is stored. The secret is random, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()
