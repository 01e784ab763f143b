"""Holding a letter while it is changed, and whether it may change as it stands."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LETTERS, LetterState


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


def open_for_change(letter: Letter, seen: datetime | None = None) -> None:
    """Raise in words unless it is a draft that nobody has changed since `seen`."""
    if letter.state != LetterState.DRAFT:
        raise ValidationError(
            _("The letter is “%(state)s”. Open it again before you change it.")
            % {"state": LetterState(letter.state).label}
        )
    if seen and letter.changed_at != seen:
        raise ValidationError(
            _(
                "Somebody changed the letter while you were writing. What you wrote is still here:"
                " compare with the letter and save again."
            ),
            code="changed",
        )


def touch(letter: Letter, at: datetime) -> None:
    """Save, and say when it was changed."""
    letter.changed_at = at
    letter.save()
