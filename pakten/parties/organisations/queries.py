"""Reading the register: whom to tell, what waits, and groups."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb
from pakten.base.accounts.models import Account
from pakten.base.days import add_months
from pakten.base.notices.states import Reader
from pakten.base.ui.forms import number_in
from pakten.parties.organisations.models import (
    ActiveDistrict,
    Contact,
    ContactReview,
    Interest,
    Organisation,
    Talk,
)
from pakten.parties.organisations.rules import FRESH_DAYS, half_of
from pakten.parties.organisations.states import (
    ContactRole,
    InterestState,
    RepresentativeRole,
    Stage,
)
from pakten.parties.pacts.models import ExcludedSector, Pact
from pakten.parties.pacts.sectors import within
from pakten.parties.pacts.states import StaffRole

STEPS_AHEAD = 7  # days before its day that a next step shows on the desk


def readers_of(organisation: Organisation, *roles: ContactRole) -> list[Reader]:
    """Whom to tell at an organisation: its representatives, and the contacts with one of the roles.

    Nobody with a role, or none asked for: the first contact. The same address comes once, with its
    account where there is one, so that the person's own choices about mail hold.
    """
    contacts = list(Contact.objects.filter(organisation=organisation).order_by("position", "id"))
    chosen = [each for each in contacts if set(roles) & set(each.roles)] or contacts[:1]
    accounts = Account.objects.filter(
        representations__organisation=organisation,
        representations__role=RepresentativeRole.MEMBER,
        representations__ended_on__isnull=True,
        is_active=True,
    ).order_by("name", "id")
    found = {each.email.lower(): _reader(each) for each in accounts}
    for each in chosen:
        found.setdefault(each.email.lower(), Reader(each.email, each.name, each.language))
    return list(found.values())


def office_readers(pact_id: int, organisation: Organisation | None = None) -> list[Reader]:
    """The coordinator responsible for the organisation; where there is none, all coordinators."""
    everyone = coordinators(pact_id).filter(is_active=True).distinct()
    own = everyone.filter(pk=organisation.responsible_id or 0) if organisation else everyone
    return [_reader(each) for each in own] or [_reader(each) for each in everyone]


def _reader(account: Account) -> Reader:
    return Reader(account.email, account.name, account.language, account.pk)


def new_interests(pact_id: int) -> QuerySet[Interest]:
    """Interest forms nobody has answered, the most urgent first."""
    waiting = Interest.objects.filter(pact=pact_id, state=InterestState.NEW)
    return waiting.order_by("answer_by", "id")


def steps_due(pact_id: int, today: date, *, owner: int | None = None) -> QuerySet[Talk]:
    """Next steps of the dialogue whose day is near or past, the latest first; of one owner or all."""
    near = Talk.objects.with_step_left().filter(
        pact=pact_id, next_on__lte=today + timedelta(days=STEPS_AHEAD)
    )
    if owner is not None:
        near = near.filter(next_owner=owner)
    return near.select_related("organisation", "next_owner").order_by("next_on", "id")


def contacts_unconfirmed(pact_id: int, today: date) -> QuerySet[Organisation]:
    """Active members that were asked this half-year whether their contacts are right, and are silent."""
    asked = ContactReview.objects.filter(
        organisation=OuterRef("pk"), half=half_of(today), confirmed_at__isnull=True
    )
    members = Organisation.objects.filter(Exists(asked), pact=pact_id, stage=Stage.ACTIVE)
    return members.order_by("sort_key", "id")


def contacts_to_ask(pact_id: int, today: date) -> QuerySet[Organisation]:
    """Active members whose time to be asked again has come, with a contact nobody has confirmed lately.

    At most once in a half-year, and as many months apart as the pact's rule says, give or take one.
    """
    months = Pact.objects.values_list("contact_check_months", flat=True).get(pk=pact_id)
    since = add_months(today, 1 - months)
    asked = ContactReview.objects.filter(
        Q(half=half_of(today)) | Q(asked_at__date__gt=since), organisation=OuterRef("pk")
    )
    stale = Contact.objects.filter(organisation=OuterRef("pk")).exclude(
        confirmed_on__gt=today - timedelta(days=FRESH_DAYS)
    )
    members = Organisation.objects.filter(~Exists(asked), Exists(stale), pact=pact_id)
    return members.filter(stage=Stage.ACTIVE).order_by("pk")


def exclusion_of(pact_id: int, sector: str, day: date) -> ExcludedSector | None:
    """The pact's reason for not taking members of a sector, if it has one on the day."""
    codes = within(sector)
    if not codes:
        return None
    return ExcludedSector.objects.on(day).filter(pact=pact_id, sector__in=codes).first()


def group_of(organisation: Organisation) -> tuple[Organisation, list[Organisation]] | None:
    """The parent and its companies, for any of them; None for an organisation in no group."""
    parent = organisation.parent or organisation
    children = list(parent.children.order_by("sort_key", "id"))
    return (parent, children) if children else None


def possible_parents(organisation: Organisation) -> QuerySet[Organisation]:
    """Those it can belong to: not itself, not one that itself belongs to another."""
    if organisation.children.exists():
        return Organisation.objects.none()
    others = Organisation.objects.filter(pact=organisation.pact_id, parent__isnull=True)
    return others.exclude(pk=organisation.pk).order_by("sort_key", "id")


def active_in_district(rows: QuerySet[Organisation], district: str) -> QuerySet[Organisation]:
    """Those with their address in a district, or active there. The district comes as typed."""
    number = number_in(district)
    there = ActiveDistrict.objects.filter(district=number).values("organisation")
    return rows.filter(Q(district=number) | Q(pk__in=there))


def speaking(rows: QuerySet[Organisation], language: str) -> QuerySet[Organisation]:
    """Associations that meet people in a language."""
    return rows.filter(languages__contains=[language])


def local_offers(actor: Actor) -> QuerySet[Organisation]:
    """Associations with a letter in force that have said what they offer where they are."""
    if not actor.holds(Verb.SEE_LOCAL_OFFERS):
        return Organisation.objects.none()
    rows = Organisation.objects.civil_society().filter(stage=Stage.ACTIVE)
    rows = rows.exclude(offers_locally={}).select_related("district")
    return rows.prefetch_related(
        Prefetch("active_in", ActiveDistrict.objects.select_related("district"))
    )


def coordinators(pact_id: int) -> QuerySet[Account]:
    """Those who can be responsible for a member."""
    return Account.objects.filter(
        staff_roles__pact=pact_id,
        staff_roles__role=StaffRole.COORDINATOR,
        staff_roles__ended_on__isnull=True,
    ).order_by("name", "id")


def already_registered(pact_id: int, number: str, but: int | None = None) -> SafeString | None:
    """What to say, with a link, when the number is another organisation's in the pact."""
    found = Organisation.objects.filter(pact=pact_id, number=number).exclude(pk=but or 0).first()
    if found is None:
        return None
    link = format_html('<a href="{}">{}</a>', reverse("see_organisation", args=[found.pk]), found)
    said = _("This number belongs to {name}, which is already in the register.")
    return format_html(said, name=link)
