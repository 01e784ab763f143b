"""Reading the register."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pakten.base.accounts.models import Account
from pakten.parties.organisations.models import Interest, Organisation
from pakten.parties.organisations.states import InterestState
from pakten.parties.pacts.states import StaffRole


def new_interests(pact_id: int) -> QuerySet[Interest]:
    """Interest forms nobody has answered, the most urgent first."""
    waiting = Interest.objects.filter(pact=pact_id, state=InterestState.NEW)
    return waiting.order_by("answer_by", "id")


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
