"""Comments on a draft: write, answer, mend, take back, solve."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments import notices
from pakten.agreements.commitments.actions.holding import lock
from pakten.agreements.commitments.models import LONGEST_COMMENT, Comment, Letter, Pledge
from pakten.agreements.commitments.queries import pledge_text
from pakten.agreements.commitments.sides import side_of
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Actor, Denied, Verb, require

OPEN = (LetterState.DRAFT, LetterState.READY)


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wants to say: on the letter, on a pledge, or as an answer to a comment."""

    text: str
    pledge: Pledge | None = None
    answers: Comment | None = None
    is_internal: bool = False


def _can_talk(letter: Letter) -> None:
    if letter.state not in OPEN:
        raise ValidationError(
            _("Comments belong to a draft. This letter is “%(state)s”.")
            % {"state": LetterState(letter.state).label}
        )


def _tidy(text: str) -> str:
    said = text.strip()
    if not said:
        raise ValidationError({"text": _("Write something first.")})
    if len(said) > LONGEST_COMMENT:
        raise ValidationError(
            {"text": _("Write at most %(n)d characters.") % {"n": LONGEST_COMMENT}}
        )
    return said


def comment_letter(letter: Letter, remark: Remark, *, by: Actor, at: datetime) -> Comment:
    """Say something about a draft. An answer opens a solved comment again."""
    kept = lock(letter)
    require(by, Verb.COMMENT_LETTER, kept)
    _can_talk(kept)
    first, side = remark.answers, side_of(by, kept)
    internal = first.is_internal if first else remark.is_internal
    if internal and side != Party.CITY:
        raise Denied(Verb.COMMENT_LETTER.value)
    pledge = first.pledge if first else remark.pledge
    made = Comment.objects.create(
        pact_id=kept.pact_id,
        letter=kept,
        pledge=pledge,
        about=pledge_text(pledge)[:300] if pledge else "",
        answers=first,
        author_id=by.account_id,  # type: ignore[misc]
        party=side,
        is_internal=internal,
        text=_tidy(remark.text),
        written_at=at,
    )
    if first and first.resolved_at:
        _resolve(first, None, None)
    notices.tell_comment(kept, made, by=by, at=at)
    return made


def _own(comment: Comment, verb: Verb, by: Actor) -> Comment:
    letter = lock(comment.letter)
    require(by, verb, letter)
    kept = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if kept.author_id != by.account_id:
        raise Denied(verb.value)
    _can_talk(letter)
    if kept.withdrawn_at:
        raise ValidationError(_("The comment has been taken back."))
    return kept


def edit_comment(comment: Comment, text: str, *, by: Actor, at: datetime) -> Comment:
    """Mend one's own words."""
    kept = _own(comment, Verb.EDIT_COMMENT, by)
    said = _tidy(text)
    if said != kept.text:
        kept.text, kept.edited_at = said, at
        kept.save(update_fields=["text", "edited_at"])
    return kept


def withdraw_comment(comment: Comment, *, by: Actor, at: datetime) -> Comment:
    """Take one's own words back. Answers stay, under a line that says so."""
    kept = _own(comment, Verb.WITHDRAW_COMMENT, by)
    kept.text, kept.withdrawn_at = "", at
    kept.save(update_fields=["text", "withdrawn_at"])
    return kept


def resolve_comment(comment: Comment, *, by: Actor, at: datetime) -> Comment:
    """Either party says that a comment is dealt with."""
    return _move(comment, Verb.RESOLVE_COMMENT, by, at)


def reopen_comment(comment: Comment, *, by: Actor, at: datetime) -> Comment:
    """It was not dealt with after all."""
    return _move(comment, Verb.REOPEN_COMMENT, by, None)


def _move(comment: Comment, verb: Verb, by: Actor, resolved_at: datetime | None) -> Comment:
    letter = lock(comment.letter)
    require(by, verb, letter)
    _can_talk(letter)
    kept = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if kept.is_internal and side_of(by, letter) != Party.CITY:
        raise Denied(verb.value)
    if kept.answers_id:
        raise ValidationError(_("A whole conversation is solved, not one answer in it."))
    return _resolve(kept, resolved_at, by.account_id if resolved_at else None)


def _resolve(comment: Comment, at: datetime | None, account_id: int | None) -> Comment:
    comment.resolved_at, comment.resolved_by_id = at, account_id
    comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment
