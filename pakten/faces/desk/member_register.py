"""What the register says on a member's page: people, group, dialogue, vetting, local offer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Actor, Verb, may
from pakten.parties.organisations.models import ContactReview, Organisation, Talk
from pakten.parties.organisations.queries import group_of
from pakten.parties.organisations.rules import half_of
from pakten.parties.organisations.states import Stage, VettingState
from pakten.parties.vetting.queries import open_look

TALKS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class GroupRow:
    """An organisation of a group. What it promises is shown only to who may see that organisation."""

    organisation: Organisation
    is_parent: bool
    may_see: bool
    ends: date | None = None


def register_part(actor: Actor, house: Organisation, today: date) -> dict[str, Any]:
    """The part of the page that the register knows. Four queries, two more for those in a group."""
    talks = Talk.objects.visible_to(actor).filter(organisation=house).standing()
    is_approved = house.vetting == VettingState.APPROVED
    sees_vetting = may(actor, Verb.SEE_VETTING, house)
    return {
        "contacts": house.contacts.all(),
        "review": _unanswered(house, today),
        "group": _group(actor, house),
        "talks": talks.select_related("contact", "written_by")[:TALKS_SHOWN],
        "steps": talks.with_step_left().select_related("next_owner").order_by("next_on", "id"),
        "is_approved": is_approved,
        "is_past": bool(house.vetted_until and house.vetted_until < today),
        "look": open_look(house) if sees_vetting else None,
    }


def _unanswered(house: Organisation, today: date) -> ContactReview | None:
    """The half-year's question about the contacts, where the member has not answered it."""
    if house.stage != Stage.ACTIVE:
        return None
    return house.reviews.filter(half=half_of(today), confirmed_at__isnull=True).first()


def _group(actor: Actor, house: Organisation) -> list[GroupRow]:
    found = group_of(house)
    if found is None:
        return []
    parent, children = found
    members = [parent, *children]
    rows = Organisation.objects.visible_to(actor).filter(pk__in=[each.pk for each in members])
    visible = set(rows.values_list("pk", flat=True))
    letters = Letter.objects.filter(organisation__in=visible, state=LetterState.ACTIVE)
    ends = dict(letters.values_list("organisation", "valid_to"))
    return [
        GroupRow(each, each.pk == parent.pk, each.pk in visible, ends.get(each.pk))
        for each in members
    ]
