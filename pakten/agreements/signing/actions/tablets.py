"""Screens on the spot: opened by a coordinator, showing letters and nothing else."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.events.models import Event
from pakten.agreements.events.states import EventState
from pakten.agreements.signing.models import Tablet
from pakten.agreements.signing.rules import TABLET_LASTS
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.links import hash_of_token, new_token


def open_tablet(
    *, letter: Letter | None = None, event: Event | None = None, identified: bool, by: Actor,
    at: datetime,
) -> str:  # fmt: skip
    """A screen for one letter, or for an occasion's letters as they are called; returns its secret.

    `identified`: the coordinator is there and knows who signs, so no code is asked for. What the
    same coordinator had open before is closed.
    """
    about = letter or event
    if about is None:
        raise ValueError("a screen shows a letter or an occasion")
    require(by, Verb.OPEN_TABLET, about)
    if letter and letter.state != LetterState.READY:
        raise ValidationError(_("Only a letter that is ready can be signed."))
    if event and event.state != EventState.PLANNED:
        raise ValidationError(_("The occasion is over or cancelled."))
    Tablet.objects.filter(opened_by=by.account_id, closed_at=None).update(closed_at=at)
    token = new_token(about.pact_id)
    Tablet.objects.create(
        pact_id=about.pact_id,
        event=event,
        letter=letter,
        token_hash=hash_of_token(token),
        identified=identified,
        opened_by_id=by.account_id,  # type: ignore[misc]
        opened_at=at,
        expires_at=at + TABLET_LASTS,
    )
    return token


def close_tablet(tablet: Tablet, *, at: datetime) -> None:
    """Nothing more can be shown on it. Whoever holds the screen may close it."""
    Tablet.objects.filter(pk=tablet.pk, closed_at=None).update(closed_at=at)
