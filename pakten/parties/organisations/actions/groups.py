"""Organisation groups, and what an organisation says of itself: its level and its local offer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.actions.locks import lock
from pakten.parties.organisations.models import ActiveDistrict, Organisation
from pakten.parties.organisations.states import Level
from pakten.parties.pacts.models import District


def join_group(
    organisation: Organisation, parent: Organisation, *, by: Actor, at: datetime
) -> Organisation:
    """Put an organisation under its parent. A group has two levels; each keeps its own letter."""
    houses = {house.pk: house for house in _lock_both(organisation, parent)}
    kept, top = houses[organisation.pk], houses[parent.pk]
    require(by, Verb.JOIN_GROUP, kept)
    require(by, Verb.JOIN_GROUP, top)
    if problem := _why_not(kept, top):
        raise ValidationError({"parent": problem})
    return _belong(kept, top)


def leave_group(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """The organisation stands by itself again. Its letter and history are its own already."""
    kept = lock(organisation)
    require(by, Verb.LEAVE_GROUP, kept)
    return _belong(kept, None)


def _lock_both(one: Organisation, other: Organisation) -> Iterable[Organisation]:
    """In the order of their ids, so that two who do this at once do not wait for each other."""
    rows = Organisation.objects.select_for_update(of=("self",)).order_by("pk")
    return rows.filter(pk__in={one.pk, other.pk})


def _why_not(organisation: Organisation, parent: Organisation) -> str | None:
    if parent.pk == organisation.pk:
        return _("An organisation cannot belong to itself.")
    if parent.parent_id is not None:
        said = _("%(name)s belongs to a group itself. Choose the top of that group.")
        return said % {"name": parent.name}
    if organisation.children.exists():
        said = _("%(name)s has organisations of its own under it. Move those first.")
        return said % {"name": organisation.name}
    return None


def _belong(organisation: Organisation, parent: Organisation | None) -> Organisation:
    organisation.parent = parent
    organisation.save(update_fields=["parent"])
    return organisation


def choose_level(
    organisation: Organisation, level: str, *, by: Actor, at: datetime
) -> Organisation:
    """How much the organisation wants to do. Its own choice; the office may choose for it."""
    kept = lock(organisation)
    require(by, Verb.CHOOSE_LEVEL, kept)
    if level not in Level:
        raise ValidationError({"level": _("Choose one of the levels.")})
    kept.level = level
    kept.save(update_fields=["level"])
    return kept


@dataclass(frozen=True, slots=True)
class LocalOffer:
    """What an association does where it is: not only that newcomers are welcome, but to what."""

    offers_locally: LocalText = field(default_factory=LocalText)
    reaches: LocalText = field(default_factory=LocalText)
    languages: tuple[str, ...] = ()
    districts: tuple[District, ...] = ()


def edit_local_offer(
    organisation: Organisation, offer: LocalOffer, *, by: Actor, at: datetime
) -> Organisation:
    """Say what an association offers, whom it reaches, in which languages and districts."""
    kept = lock(organisation)
    require(by, Verb.EDIT_LOCAL_OFFER, kept)
    if not kept.is_civil_society:
        raise ValidationError(_("Only associations describe what they offer locally."))
    kept.offers_locally, kept.reaches = offer.offers_locally, offer.reaches
    kept.languages = list(offer.languages)
    kept.save(update_fields=["offers_locally", "reaches", "languages"])
    kept.active_in.exclude(district__in=offer.districts).delete()
    ActiveDistrict.objects.bulk_create(
        (
            ActiveDistrict(pact_id=kept.pact_id, organisation=kept, district=district)
            for district in offer.districts
        ),
        ignore_conflicts=True,
    )
    return kept
