"""Messages about what the city decided, and to the office before an approval ends."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.base.notices.actions import tell
from pakten.base.notices.states import Reader, Topic
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import office_readers, readers_of
from pakten.parties.organisations.states import ContactRole
from pakten.parties.vetting.models import Vetting
from pakten.parties.vetting.states import Decision, Reason


def tell_decision(vetting: Vetting, *, at: datetime) -> None:
    """To those who sign and communicate: yes, no, or no longer, and why."""
    house = vetting.organisation

    def write(_reader: Reader) -> tuple[str, str]:
        words = {"organisation": house.name, "day": vetting.next_look, "pact": house.pact.name}
        if vetting.decision == Decision.APPROVE:
            return (
                _("The city has approved %(organisation)s") % words,
                _(
                    "%(organisation)s can be shown on the pact's public pages. We look again no"
                    " later than %(day)s."
                )
                % words,
            )
        words["reason"] = str(Reason(vetting.reason).label)
        return (
            _("%(organisation)s is not shown on the pact's public pages") % words,
            _(
                "The city has decided not to show %(organisation)s publicly. The reason:"
                " %(reason)s. If something has been misunderstood, talk to us."
            )
            % words,
        )

    tell(
        readers_of(house, ContactRole.SIGNS, ContactRole.COMMUNICATES),
        write,
        topic=Topic.REGISTER,
        about=f"vetting:{vetting.pk}:{vetting.decision}",
        path=reverse("see_organisation", args=[house.pk]),
        at=at,
    )


def warn_of_look(organisation: Organisation, *, at: datetime) -> None:
    """To the coordinator: the approval ends soon, and with it the public page."""

    def write(_reader: Reader) -> tuple[str, str]:
        words = {"organisation": organisation.name, "day": organisation.vetted_until}
        return (
            _("Look again at %(organisation)s by %(day)s") % words,
            _(
                "The approval of %(organisation)s ends %(day)s. If nobody has begun a new look by"
                " then, the member vanishes from the public pages."
            )
            % words,
        )

    tell(
        office_readers(organisation.pact_id, organisation),
        write,
        topic=Topic.REMINDERS,
        about=f"look:{organisation.pk}:{organisation.vetted_until}",
        path=reverse("see_vetting", args=[organisation.pk]),
        at=at,
    )
