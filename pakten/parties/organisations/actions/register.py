"""Entering the register, changing what it keeps, showing a member, and moving along the way in."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.accounts.models import Account
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.actions.contacts import ContactDetails, enter_contact
from pakten.parties.organisations.actions.locks import lock
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import already_registered, exclusion_of
from pakten.parties.organisations.rules import read_number
from pakten.parties.organisations.states import STAGES, Kind, Stage, VettingState
from pakten.parties.pacts.models import District, Pact


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What the register keeps about an organisation, as typed. The number is checked here."""

    number: str
    name: str
    kind: str = Kind.COMPANY
    sector: str = ""
    employees: int | None = None
    district: District | None = None
    level: str = ""
    about: LocalText = field(default_factory=LocalText)
    website: str = ""
    responsible: Account | None = None
    reply_days: int = 5
    contacted_on: date | None = None


def register_organisation(
    pact: Pact, details: OrganisationDetails, contact: ContactDetails, *, by: Actor, at: datetime
) -> Organisation:
    """Put an organisation in the register, in dialogue, with its first contact."""
    require(by, Verb.REGISTER_ORGANISATION, pact)
    values = _can_be_kept(pact.pk, details, timezone.localdate(at))
    made = Organisation.objects.create(pact=pact, stage=Stage.DIALOGUE, registered_at=at, **values)
    enter_contact(made, contact, at=at)
    return made


def edit_organisation(
    organisation: Organisation, details: OrganisationDetails, *, by: Actor, at: datetime
) -> Organisation:
    """Change what the register keeps."""
    kept = lock(organisation)
    require(by, Verb.EDIT_ORGANISATION, kept)
    values = _can_be_kept(kept.pact_id, details, timezone.localdate(at), but=kept.pk)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    return kept


def _can_be_kept(
    pact_id: int, details: OrganisationDetails, today: date, but: int | None = None
) -> dict[str, object]:
    try:
        number = read_number(details.number)
    except ValidationError as error:
        raise ValidationError({"number": error}) from error
    if double := already_registered(pact_id, number, but):
        raise ValidationError({"number": double})
    kept = Organisation.objects.filter(pk=but or 0).values_list("sector", flat=True).first()
    if details.sector != kept and (excluded := exclusion_of(pact_id, details.sector, today)):
        said = _("Organisations in this sector cannot join the pact. %(reason)s")
        raise ValidationError({"sector": said % {"reason": excluded.reason}})
    if details.contacted_on and details.contacted_on > today:
        raise ValidationError({"contacted_on": _("This day has not come yet.")})
    values = {name: getattr(details, name) for name in OrganisationDetails.__slots__}
    return {**values, "number": number, "name": details.name.strip()}


def publish_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """Show a member on the public pages: one with a letter in force that the city has approved."""
    kept = lock(organisation)
    require(by, Verb.PUBLISH_ORGANISATION, kept)
    if kept.stage != Stage.ACTIVE:
        raise ValidationError(
            _("Only a member with a letter in force can be shown. Let both parties sign first.")
        )
    if kept.vetting != VettingState.APPROVED:
        raise ValidationError(_("The city has not approved this member yet. Vet it first."))
    if kept.vetted_until is None or kept.vetted_until < timezone.localdate(at):
        raise ValidationError(_("The approval has passed its last day. Look at the member again."))
    return _show(kept, shown=True)


def withdraw_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """Take a member off the public pages. Always possible."""
    kept = lock(organisation)
    require(by, Verb.WITHDRAW_ORGANISATION, kept)
    return _show(kept, shown=False)


def _show(organisation: Organisation, *, shown: bool) -> Organisation:
    organisation.is_public = shown
    organisation.save(update_fields=["is_public"])
    return organisation


def move_stage(organisation: Organisation, to: Stage, *, by: Actor, at: datetime) -> Organisation:
    """Move along `STAGES`. A letter's actions call this as the letter moves."""
    kept = lock(organisation)
    origins, verb = STAGES[to]
    require(by, verb, kept)
    if kept.stage not in origins:
        raise ValidationError(
            _("%(name)s is at the stage “%(stage)s” and cannot go to “%(to)s” from there.")
            % {"name": kept.name, "stage": Stage(kept.stage).label, "to": to.label}
        )
    kept.stage = to
    if to == Stage.ACTIVE and kept.member_since is None:
        kept.member_since = timezone.localdate(at)
    if to == Stage.ENDED:
        kept.is_public = False
    kept.save(update_fields=["stage", "member_since", "is_public"])
    return kept
