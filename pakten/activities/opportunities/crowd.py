"""Those who seek, kept between requests as the engine reads them, and never out of date.

The history tells which persons have changed since the last look; only they are read again. A request
that has itself changed something reads everybody anew, since what it wrote may still be rolled back.
"""

from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import QuerySet

from pakten.activities.matching.crowd import Crowd
from pakten.activities.opportunities.fit import seekers_of
from pakten.base.audit.changes import Change, Changes, Mark, changes_since
from pakten.parties.people.models import (
    Consent,
    Experience,
    Participant,
    Reach,
    Skill,
    SpokenLanguage,
    Wish,
)
from pakten.parties.people.states import Purpose

_PERSON = Participant._meta.db_table
_PIECES = {
    model._meta.db_table: model
    for model in (Experience, Wish, Skill, SpokenLanguage, Reach, Consent)
}
_TABLES = [_PERSON, *_PIECES]


@dataclass
class _Kept:
    """A pact's crowd, the day it was laid out for, where to ask for changes from, and what was told."""

    crowd: Crowd
    day: date
    mark: Mark
    told: frozenset[int] = frozenset()


_kept: dict[int, _Kept] = {}
_lock = Lock()


def seekers() -> QuerySet[Participant]:
    """Everybody in the pact who lets us look for them and has not left."""
    return Participant.objects.consenting(Purpose.MATCHING).filter(left_on__isnull=True)


def crowd_of(pact_id: int, today: date) -> Crowd:
    """All who seek in the pact the request is in. One query when nobody has changed."""
    with _lock:
        kept = _kept.get(pact_id)
        changes = changes_since(kept.mark if kept else None, _TABLES)
        if kept is None:  # what is told from that mark already stands in what is read next
            changes = changes_since(changes.mark, _TABLES)
        if not changes.wrote:
            _kept[pact_id] = _renewed(kept, changes, today)
            return _kept[pact_id].crowd
    return Crowd(seekers_of(seekers(), today))


def _renewed(kept: _Kept | None, changes: Changes, today: date) -> _Kept:
    if kept is None or kept.day != today:
        return _Kept(Crowd(seekers_of(seekers(), today)), today, changes.mark, _events(changes))
    if persons := _persons([each for each in changes.rows if each.event not in kept.told]):
        seeking = seekers_of(seekers().filter(pk__in=persons), today)
        kept.crowd = kept.crowd.changed(seeking, gone=map(str, persons))
    kept.mark, kept.told = changes.mark, _events(changes)
    return kept


def _events(changes: Changes) -> frozenset[int]:
    return frozenset(each.event for each in changes.rows)


def _persons(changes: list[Change]) -> set[int]:
    """Whom the changes are about. A piece that only changed does not name its person: it is asked."""
    found: set[int] = set()
    asked: dict[str, list[int]] = {}
    for change in changes:
        if change.table == _PERSON:
            found.add(change.row_id)
            continue
        named = [row["participant_id"] for row in (change.before, change.after)
                 if row and row.get("participant_id")]  # fmt: skip
        found.update(named)
        if not named:
            asked.setdefault(change.table, []).append(change.row_id)
    for table, rows in asked.items():
        pieces = _PIECES[table].objects.filter(pk__in=rows)
        found.update(pieces.values_list("participant_id", flat=True))
    return found
