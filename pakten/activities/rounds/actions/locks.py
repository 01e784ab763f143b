"""Which locks a count can keep, and what has come between the others."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pakten.activities.matching import Need
from pakten.activities.rounds.states import LostLock

Keys = frozenset[tuple[str, str]]
Lost = tuple[dict[str, Any], ...]


def sort_locks(
    locks: Keys, known: Collection[str], needs: Iterable[Need], against: Mapping[Any, Any]
) -> tuple[Keys, Lost]:
    """The locks that can be kept, and the others with why not.

    Both must still be in the round, nothing may have come between them, and there must be a seat
    for each. The engine would refuse the whole round for one lock that cannot be kept.
    """
    room = {need.id: need.seats for need in needs}
    kept, lost = set(), []
    for seeker, need in sorted(locks):
        pair = int(seeker), int(need)
        why = _why_lost(pair in against, seeker in known, room.get(need))
        if not why:
            room[need] -= 1
            kept.add((seeker, need))
            continue
        marks = [against[pair]] if why == LostLock.AGAINST else []
        lost.append({"person": pair[0], "opening": pair[1], "why": why, "marks": marks})
    return frozenset(kept), tuple(lost)


def _why_lost(is_against: bool, is_known: bool, seats: int | None) -> str:
    if not is_known:
        return LostLock.PERSON.value
    if seats is None:
        return LostLock.PLACE.value
    if is_against:
        return LostLock.AGAINST.value
    return "" if seats > 0 else LostLock.SEATS.value
