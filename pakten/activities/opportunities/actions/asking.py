"""Whom an employer asks for, for one of its openings; the office writes it down on its word."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions.wishes import ASKS_NOW, refuse_closed
from pakten.activities.opportunities.models import HouseWish, Met, Opening, Placement
from pakten.activities.opportunities.queries.asking import asks_as_office, people_known
from pakten.base.access import Actor, Verb, require
from pakten.parties.people.models import Participant


def ask_for_person(
    opening: Opening,
    person: Participant,
    *,
    met: str = "",
    on_behalf_of: str = "",
    by: Actor,
    at: datetime,
) -> HouseWish:
    """An employer asks for somebody it knows, for one of its openings; the office on its word.

    Nothing is told of why the person may not come: an employer never learns it here.
    """
    opening = Opening.objects.select_for_update(of=("self",), no_key=True).get(pk=opening.pk)
    require(by, Verb.ASK_FOR_PERSON, opening)
    refuse_closed(opening, ASKS_NOW)
    met_here = {row.participant_id: row for row in people_known(opening, by)}
    known = met_here.get(person.pk)
    if not asks_as_office(by):
        if known is None:
            raise ValidationError({"person": _("Choose somebody you have met.")})
        met, on_behalf_of = "", ""
    elif person.left_on or person.pact_id != opening.pact_id:
        raise ValidationError(_("This person no longer takes part."))
    elif not on_behalf_of.strip():
        raise ValidationError({"on_behalf_of": _("Write who at the employer said it.")})
    said, _new = HouseWish.objects.get_or_create(
        opening=opening, participant=person,
        defaults={
            "pact_id": opening.pact_id, "placement": known, "met": met or _how(known),
            "on_behalf_of": " ".join(on_behalf_of.split())[:80], "said_by_id": by.account_id,
            "said_at": at,
        },
    )  # fmt: skip
    return said


def _how(known: Placement | None) -> Met:
    if known is None:
        return Met.OTHER
    return Met.WORKED if known.started_on else Met.PRESENTED


def take_back_asking(wish: HouseWish, *, by: Actor, at: datetime) -> None:
    """The employer no longer asks for the person. Twice is the same as once."""
    require(by, Verb.TAKE_BACK_ASKING, wish)
    HouseWish.objects.filter(pk=wish.pk).delete()
