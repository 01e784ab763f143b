"""The secret of a trial installation: made once, kept in its data folder."""

import os
import secrets
from pathlib import Path


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
