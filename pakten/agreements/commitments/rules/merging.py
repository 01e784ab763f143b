"""Two who write in one letter at the same time: each keeps what the other did not touch."""

from dataclasses import fields, replace
from typing import Any, TypeVar

T = TypeVar("T")


def merge(typed: T, seen: T, current: T) -> tuple[T, dict[str, Any]]:
    """What stands after both, and where they wrote different things: field -> what stands there.

    `typed` is what somebody sends, `seen` what their page showed, `current` what stands now. A
    field they did not touch keeps what stands; one that only they touched gets what they typed.
    """
    kept, clashes = {}, {}
    for field in fields(typed):  # type: ignore[arg-type]
        mine, before, now = (getattr(each, field.name) for each in (typed, seen, current))
        if mine == before:
            kept[field.name] = now
        elif now not in (before, mine):
            clashes[field.name] = now
    return replace(typed, **kept), clashes  # type: ignore[type-var]
