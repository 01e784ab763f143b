"""Handing a draft to and fro: send it, agree to it, and keep how it read each time."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pakten.agreements.commitments import notices
from pakten.agreements.commitments.actions.holding import lock, look, open_for_change
from pakten.agreements.commitments.content import content_of, hash_of_content, lines_of
from pakten.agreements.commitments.models import Letter, LetterLine, LetterSnapshot
from pakten.agreements.commitments.sides import other_side, side_of
from pakten.agreements.commitments.states import Party, SnapshotKind
from pakten.base.access import Actor, Verb, require

LONGEST_WORDS = 500


def keep_text(
    letter: Letter, lines: Sequence[LetterLine], kind: SnapshotKind, *, by: Actor, at: datetime,
    words: str = "",
) -> LetterSnapshot:  # fmt: skip
    """Keep the whole text as it stands. For actions that hold the letter."""
    content = content_of(letter, lines)
    last = letter.snapshots.aggregate(last=Max("number"))["last"] or 0
    return LetterSnapshot.objects.create(
        pact_id=letter.pact_id,
        letter=letter,
        number=last + 1,
        kind=kind,
        party=side_of(by, letter),
        content=content,
        content_hash=hash_of_content(content),
        words=words,
        made_by_id=by.account_id,
        at=at,
    )


def share_letter(letter: Letter, words: str, *, by: Actor, at: datetime) -> LetterSnapshot:
    """Send the draft to the other party: the text is kept, and it is their turn."""
    kept = lock(letter)
    require(by, Verb.SHARE_LETTER, kept)
    open_for_change(kept)
    side, words = side_of(by, kept), words.strip()
    if len(words) > LONGEST_WORDS:
        raise ValidationError(
            {"words": _("Write at most %(n)d characters.") % {"n": LONGEST_WORDS}}
        )
    lines = lines_of(kept)
    last = kept.snapshots.last()
    same = last and last.content_hash == hash_of_content(content_of(kept, lines))
    if last and same and last.party == side and kept.turn != side:
        raise ValidationError(_("You have already sent this text. The other party has it now."))
    made = keep_text(kept, lines, SnapshotKind.SHARED, by=by, at=at, words=words)
    _pass_on(kept, other_side(side), by, at)
    notices.tell_shared(kept, made, by=by, at=at)
    return made


def agree_letter(letter: Letter, content_hash: str, *, by: Actor, at: datetime) -> LetterSnapshot:
    """Agree to the text that the other party sent. `content_hash` is of what was read."""
    kept = lock(letter)
    require(by, Verb.AGREE_LETTER, kept)
    open_for_change(kept)
    lines, side = lines_of(kept), side_of(by, kept)
    last = kept.snapshots.last()
    if last is None or last.kind != SnapshotKind.SHARED or last.party == side:
        raise ValidationError(_("There is no text from the other party to agree to."))
    if not content_hash == last.content_hash == hash_of_content(content_of(kept, lines)):
        raise ValidationError(
            _("The text was changed after it was sent to you. Read it again, then send it back."),
            code="changed",
        )
    made = keep_text(kept, lines, SnapshotKind.AGREED, by=by, at=at)
    _pass_on(kept, Party.CITY, by, at)
    notices.tell_agreed(kept, made, by=by, at=at)
    return made


def _pass_on(letter: Letter, turn: Party, by: Actor, at: datetime) -> None:
    letter.turn = turn
    letter.save(update_fields=["turn"])
    look(letter, by, at)


def read_letter(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Mark the text and the comments as read by who asks."""
    kept = lock(letter)
    require(by, Verb.READ_LETTER, kept)
    look(kept, by, at)
    return kept
