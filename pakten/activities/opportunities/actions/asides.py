"""People saved for an opening, for later, with a note; and taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions.openings import lock_opening
from pakten.activities.opportunities.models import Opening, Placement, SetAside
from pakten.activities.opportunities.states import FOR_ONE_PERSON, OpeningState, PlacementState
from pakten.base.access import Actor, Verb, require
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

SAVES = frozenset({OpeningState.OPEN, OpeningState.PAUSED})


def set_aside(
    opening: Opening, people: Iterable[Participant], note: str | None, *, by: Actor, at: datetime
) -> list[SetAside]:
    """Save people for an opening, all of them or none. `note` None leaves a note that is there."""
    opening = lock_opening(opening.pk)
    require(by, Verb.SET_ASIDE, opening)
    if opening.kind not in FOR_ONE_PERSON or opening.state not in SAVES:
        raise ValidationError(_("Nobody can be saved for this opening any more."))
    chosen = sorted({each.pk for each in people})
    _refuse(opening, chosen)
    words = {} if note is None else {"note": note.strip()}
    saved = {"set_at": at, "set_by_id": by.account_id, "pact_id": opening.pact_id, **words}
    return [
        SetAside.objects.update_or_create(
            opening=opening, participant_id=pk, defaults=words, create_defaults=saved
        )[0]
        for pk in chosen
    ]


def _refuse(opening: Opening, chosen: list[int]) -> None:
    seeking = Participant.objects.consenting(Purpose.MATCHING).filter(left_on__isnull=True)
    if seeking.filter(pk__in=chosen).count() < len(chosen):
        raise ValidationError(_("Somebody does not let us look for a place. Ask the person first."))
    asked = Placement.objects.filter(opening=opening, participant__in=chosen)
    if asked.exclude(state=PlacementState.DECLINED).exists():
        raise ValidationError(_("Somebody is already asked about this opening."))


def put_back(opening: Opening, person: Participant, *, by: Actor, at: datetime) -> None:
    """Take somebody back from those saved. Twice is the same as once."""
    opening = lock_opening(opening.pk)
    require(by, Verb.PUT_BACK, opening)
    SetAside.objects.filter(opening=opening, participant=person).delete()
