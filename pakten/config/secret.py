"""Secrets: a trial installation's own, made once in its data folder; those of links, kept from the log."""

import logging
import os
import re
import secrets
from pathlib import Path

# A word of an address as long as a secret; the names of our pages are shorter.
_LONG = re.compile(r"(?<=/)[\w.~%-]{24,}(?=[/?\s]|$)")


def own_secret(var: Path) -> str:
    """The secret of the data folder; made on first use, readable by its owner only."""
    file = var / "secret"
    var.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text()
    with os.fdopen(handle, "w") as new:
        new.write(secrets.token_urlsafe(50))
    return file.read_text()


class WithoutSecrets(logging.Filter):
    """Takes long words out of the addresses in a message before anything is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every message through, without them."""
        text = record.getMessage()
        if (said := _LONG.sub("…", text)) != text:
            record.msg, record.args = said, ()
        return True
