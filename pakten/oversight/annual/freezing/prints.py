"""The fingerprint of locked figures: the same figures give the same one, today and in ten years."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORM = 1


def canonical(figures: Mapping[str, Any]) -> bytes:
    """The figures as bytes in one way only: keys in order, no spaces."""
    return json.dumps(
        figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(figures: Mapping[str, Any]) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(canonical(figures)).hexdigest()
