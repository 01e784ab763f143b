"""What is told to whom, in the reader's own language. Never health, reasons or other persons."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.accounts.models import Account
from pakten.base.notices.actions import write_message
from pakten.parties.organisations.models import Representative
from pakten.parties.organisations.states import RepresentativeRole
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


def _words(placement: Placement) -> dict[str, str]:
    opening = placement.opening
    return {
        "title": opening.title,
        "house": opening.organisation.name,
        "day": placement.answer_by.isoformat() if placement.answer_by else "",
        "start": placement.starts_on.isoformat() if placement.starts_on else "",
        "name": placement.shown_name,
    }


def _to_person(placement: Placement) -> tuple[str, str] | None:
    """Address and language, only with a consent to be written to."""
    person = placement.participant
    address = person.account.email if person.account else person.email
    consents = Participant.objects.filter(pk=person.pk).consenting(Purpose.CONTACT)
    return (address, person.language) if address and consents.exists() else None


def _to_house(placement: Placement) -> list[Account]:
    found = Representative.objects.filter(
        organisation=placement.opening.organisation_id,
        role=RepresentativeRole.MEMBER,
        ended_on__isnull=True,
    )
    return [row.account for row in found.select_related("account").order_by("pk")]


def tell_proposal(placement: Placement, *, at: datetime) -> None:
    """The person gets to know that a proposal waits for their answer."""
    if found := _to_person(placement):
        address, language = found
        with translation.override(language):
            write_message(
                to=address,
                subject=_("A proposal waits for your answer"),
                body=_(
                    "%(title)s at %(house)s. Sign in to read why we thought of you and to answer. "
                    "Nothing happens until you say yes."
                )
                % _words(placement),
                at=at,
            )


def tell_no_longer_open(placement: Placement, *, at: datetime) -> None:
    """The place went to another or is gone; said without blame."""
    if found := _to_person(placement):
        address, language = found
        with translation.override(language):
            write_message(
                to=address,
                subject=_("The place is no longer open"),
                body=_(
                    "%(title)s at %(house)s is no longer open. It has nothing to do with what you "
                    "can do. We go on looking."
                )
                % _words(placement),
                at=at,
            )


def tell_presented(placement: Placement, *, at: datetime) -> None:
    """The member's representatives: somebody is presented, answer by."""
    for account in _to_house(placement):
        with translation.override(account.language or "sv"):
            write_message(
                to=account.email,
                subject=_("A person for %(title)s") % _words(placement),
                body=_(
                    "We present a person for %(title)s. Sign in to read more and answer no later "
                    "than %(day)s."
                )
                % _words(placement),
                at=at,
            )


def tell_employer_withdrawn(placement: Placement, *, at: datetime) -> None:
    """A person already presented does not go on; no reason is given."""
    for account in _to_house(placement):
        with translation.override(account.language or "sv"):
            write_message(
                to=account.email,
                subject=_("A person does not go on: %(title)s") % _words(placement),
                body=_("The person we presented for %(title)s does not go on. You need not answer.")
                % _words(placement),
                at=at,
            )


def tell_counsellor_declined(placement: Placement, *, at: datetime) -> None:
    """The person's own no reaches the one who knows them. The reason stays in Pakten."""
    to = placement.participant.counsellor
    with translation.override(to.language or "sv"):
        write_message(
            to=to.email,
            subject=_("An answer to a proposal"),
            body=_("A person you know has answered no to %(title)s at %(house)s.")
            % _words(placement),
            at=at,
        )


def tell_answer(placement: Placement, *, at: datetime) -> None:
    """The employer's answer reaches the counsellor, who tells the person."""
    to = placement.participant.counsellor
    invited = placement.state == PlacementState.INTERVIEWED
    with translation.override(to.language or "sv"):
        said = (
            _("%(house)s wants to meet the person you presented for %(title)s.")
            if invited
            else _("%(house)s has answered no to the person you presented for %(title)s.")
        )
        write_message(
            to=to.email, subject=_("An answer from the employer"), body=said % _words(placement),
            at=at,
        )  # fmt: skip


def tell_agreed(placement: Placement, *, at: datetime) -> None:
    """Both the person and the house get the first day in writing."""
    readers = [(account.email, account.language or "sv") for account in _to_house(placement)]
    if found := _to_person(placement):
        readers.append(found)
    for address, language in readers:
        with translation.override(language):
            write_message(
                to=address,
                subject=_("Agreed: %(title)s") % _words(placement),
                body=_("%(title)s at %(house)s begins on %(start)s.") % _words(placement),
                at=at,
            )
