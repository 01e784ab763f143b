"""A letter's texts as they stood: what is signed, what was sent, and what any two are to compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import Content, content_of, hash_of_content, lines_of
from pakten.agreements.commitments.models import Letter, LetterLine, LetterLook, LetterSnapshot
from pakten.agreements.commitments.states import LetterState, SnapshotKind


def text_of(letter: Letter, lines: Sequence[LetterLine] | None = None) -> dict[str, Any]:
    """The letter's content: as it was fixed when it became ready, or as a draft stands now.

    What was fixed is read as it was signed, whatever the catalogue calls its measures now.
    """
    if letter.state != LetterState.DRAFT:
        fixed = letter.snapshots.filter(content_hash=letter.content_hash).last()
        if fixed:
            return dict(fixed.content)
    return content_of(letter, lines_of(letter) if lines is None else lines)


def is_agreed(snapshots: Sequence[LetterSnapshot], content_hash: str) -> bool:
    """Whether both parties have sent or agreed to exactly this text."""
    return len({s.party for s in snapshots if s.content_hash == content_hash}) == 2


@dataclass
class Point:
    """A text to compare: what it is called, when it stood, and how to fetch it."""

    key: str
    label: str
    at: datetime | None
    letter: Letter
    content: Content | None = None

    @cached_property
    def text(self) -> Content:
        """The text itself, fetched once."""
        return self.content if self.content is not None else text_of(self.letter)


def points_of(letter: Letter, look: LetterLook | None) -> list[Point]:
    """Everything a letter can be compared with, the oldest first: earlier versions, each text that
    was sent, what the reader saw last, and now."""
    earlier = letter.organisation.letters.filter(version__lt=letter.version)
    earlier = earlier.exclude(active_from=None).select_related("organisation", "pact")
    points = [
        Point(f"v{old.pk}", _("Version %(n)d, signed") % {"n": old.version}, None, old)
        for old in earlier.order_by("version")
    ]
    points += [
        Point(f"s{kept.number}", name_of(kept), kept.at, letter, kept.content)
        for kept in letter.snapshots.all()
    ]
    if look:
        points.append(Point("look", _("When you last looked"), look.at, letter, look.content))
    return [*points, Point("now", _("As it stands now"), letter.changed_at, letter)]


def name_of(kept: LetterSnapshot) -> str:
    """What a kept text is called: "2. The city's draft"."""
    words = {
        (SnapshotKind.SHARED, "member"): _("%(n)d. The member's draft"),
        (SnapshotKind.SHARED, "city"): _("%(n)d. The city's draft"),
        (SnapshotKind.AGREED, "member"): _("%(n)d. The member agreed"),
        (SnapshotKind.AGREED, "city"): _("%(n)d. The city agreed"),
    }
    said = words.get((SnapshotKind(kept.kind), kept.party), _("%(n)d. Ready to sign"))
    return said % {"n": kept.number}


def has_changed(letter: Letter, lines: Sequence[LetterLine], look: LetterLook | None) -> bool:
    """Whether the text is another than the one somebody last looked at."""
    if look is None:
        return False
    return hash_of_content(look.content) != hash_of_content(content_of(letter, lines))
