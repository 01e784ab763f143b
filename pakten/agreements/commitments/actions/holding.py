"""Holding a letter while it is changed, and whether it may change as it stands."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import content_of, lines_of
from pakten.agreements.commitments.models import Letter, LetterLook
from pakten.agreements.commitments.states import LETTERS, LetterState
from pakten.base.access import Actor


def lock(letter: Letter) -> Letter:
    """The letter as it is now, held until the transaction ends."""
    rows = Letter.objects.select_related("organisation", "pact")
    return rows.select_for_update(of=("self",)).get(pk=letter.pk)


def can_move(letter: Letter, to: LetterState) -> None:
    """Raise in words unless `LETTERS` lets the letter go there."""
    origins, _verb = LETTERS[to]
    if letter.state not in origins:
        raise ValidationError(
            _("The letter is “%(state)s” and cannot become “%(to)s” from there.")
            % {"state": LetterState(letter.state).label, "to": to.label}
        )


def open_for_change(letter: Letter) -> None:
    """Raise in words unless it is a draft."""
    if letter.state != LetterState.DRAFT:
        raise ValidationError(
            _("The letter is “%(state)s”. Open it again before you change it.")
            % {"state": LetterState(letter.state).label}
        )


def touch(letter: Letter, by: Actor, at: datetime) -> None:
    """Save, say when it was changed, and let who was up to date with the text stay so."""
    before, letter.changed_at = letter.changed_at, at
    letter.save()
    looks = LetterLook.objects.filter(letter=letter, account=by.account_id, text_of=before)
    if looks.exists():
        looks.update(content=content_of(letter, lines_of(letter)), text_of=at)


def look(letter: Letter, by: Actor, at: datetime) -> None:
    """Somebody has read the letter and its comments as they stand."""
    if by.account_id is None:
        return
    read = {
        "content": content_of(letter, lines_of(letter)),
        "text_of": letter.changed_at,
        "at": at,
        "pact_id": letter.pact_id,
    }
    LetterLook.objects.update_or_create(letter=letter, account_id=by.account_id, defaults=read)
