"""Sessions as Django keeps them, for keys that Django could have made."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A forged cookie is nobody's session: what is not a key never reaches the database."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(key or "") >= 8 and str(key).isascii() and str(key).isalnum()
