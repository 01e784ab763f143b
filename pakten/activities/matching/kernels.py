"""Where compiled code is kept: a folder per state of the sources it was made from.

numba sees when the file of a function changes, not when another file changes that was compiled into
it (`walking` into `streaming`, `points` into both). Imported first by all that is compiled.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

import numba

_ROOM = Path(__file__).parent


def _digest() -> str:
    found = hashlib.sha256()
    for file in sorted([_ROOM / "points.py", *_ROOM.glob("s[co]*/*.py")]):
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


_config: Any = numba.config
if os.access(_ROOM, os.W_OK) and not _config.CACHE_DIR:
    _config.CACHE_DIR = str(_ROOM / "__pycache__" / f"numba-{_digest()}")
KEPT_IN: str = _config.CACHE_DIR
