"""What the register says on a member's page: people, group, dialogue, vetting, local offer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, When, prefetch_related_objects

from pakten.agreements.commitments.models import Letter
from pakten.base.access import Actor, Verb, may
from pakten.parties.organisations.models import ContactReview, Organisation, Talk
from pakten.parties.organisations.queries import group_of
from pakten.parties.organisations.rules import half_of
from pakten.parties.organisations.states import Stage, VettingState
from pakten.parties.vetting.queries import open_look

TALKS_SHOWN = 3
TALKS_READ = 20


@dataclass(frozen=True, slots=True)
class GroupRow:
    """An organisation of a group. What it promises is shown only to who may see that organisation."""

    organisation: Organisation
    is_parent: bool
    may_see: bool
    ends: date | None = None


def register_part(actor: Actor, house: Organisation, today: date) -> dict[str, Any]:
    """The part of the page that the register knows. Five queries, one more for those in a group."""
    if house.is_civil_society:
        prefetch_related_objects([house], "active_in__district")
    talks = _talks(actor, house)
    is_approved = house.vetting == VettingState.APPROVED
    sees_vetting = may(actor, Verb.SEE_VETTING, house)
    return {
        "contacts": house.contacts.all(),
        "review": contacts_to_confirm(house, today),
        "group": _group(actor, house, today),
        "talks": sorted(talks, key=lambda each: (each.happened_on, each.pk), reverse=True)[
            :TALKS_SHOWN
        ],
        "steps": [each for each in talks if each.next_on and not each.done_on],
        "is_approved": is_approved,
        "is_past": bool(house.vetted_until and house.vetted_until < today),
        "look": open_look(house) if sees_vetting else None,
    }


def _talks(actor: Actor, house: Organisation) -> list[Talk]:
    """Entries with a step left, the nearest first, and then the latest."""
    rows = Talk.objects.visible_to(actor).filter(organisation=house).standing()
    day = Case(When(done_on__isnull=True, then="next_on"))
    ordered = rows.order_by(day.asc(nulls_last=True), "-happened_on", "-id")
    return list(ordered.select_related("contact", "written_by", "next_owner")[:TALKS_READ])


def contacts_to_confirm(house: Organisation, today: date) -> ContactReview | None:
    """The half-year's question about the contacts, where the member has not answered it."""
    if house.stage != Stage.ACTIVE:
        return None
    return house.reviews.filter(half=half_of(today), confirmed_at__isnull=True).first()


def _group(actor: Actor, house: Organisation, today: date) -> list[GroupRow]:
    found = group_of(house)
    if found is None:
        return []
    parent, children = found
    members = [parent, *children]
    seen = {each.pk for each in members if may(actor, Verb.SEE_ORGANISATION, each)}
    letters = Letter.objects.in_force(today).filter(organisation__in=seen)
    ends = dict(letters.values_list("organisation", "valid_to"))
    return [
        GroupRow(each, each.pk == parent.pk, each.pk in seen, ends.get(each.pk)) for each in members
    ]
