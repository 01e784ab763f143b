"""What is told to whom, in the reader's own language. Never health, reasons or other persons."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Made, Placement, PlacementLink
from pakten.activities.opportunities.states import PlacementState
from pakten.base.notices.actions import Reader, Write, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import readers_of
from pakten.parties.organisations.states import ContactRole
from pakten.parties.people.models import Participant
from pakten.parties.people.notices import counsellor_readers
from pakten.parties.people.states import Purpose


def _words(placement: Placement) -> dict[str, str]:
    opening = placement.opening
    return {
        "title": opening.title,
        "house": opening.organisation.name,
        "day": placement.answer_by.isoformat() if placement.answer_by else "",
        "start": placement.starts_on.isoformat() if placement.starts_on else "",
    }


def person_readers(placement: Placement) -> list[Reader]:
    """The participant, only with a consent to be written to."""
    person = placement.participant
    if not Participant.objects.filter(pk=person.pk).consenting(Purpose.CONTACT).exists():
        return []
    address = person.account.email if person.account else person.email
    reader = Reader(address, person.given_name, person.language, person.account_id)
    return [reader] if address else []


def house_readers(placement: Placement) -> list[Reader]:
    """Those at the member who recruit."""
    return readers_of(placement.opening.organisation, ContactRole.RECRUITS)


def _counsellor(placement: Placement) -> list[Reader]:
    return counsellor_readers(placement.participant)


def _tell(
    placement: Placement, readers: list[Reader], write: Write, step: str, *, at: datetime
) -> None:
    tell(
        readers,
        write,
        topic=Topic.PLACEMENTS,
        about=f"placement:{placement.pk}:{step}",
        path=reverse("see_placement", args=[placement.pk]),
        at=at,
    )


def tell_proposal(placement: Placement, reader: Reader, *, at: datetime) -> None:
    """The person gets to know that a proposal waits for their answer on their page."""

    def write(_reader: Reader) -> tuple[str, str]:
        text = _(
            "%(title)s at %(house)s. Sign in to read why we thought of you and to answer. "
            "Nothing happens until you say yes."
        )
        return _("A proposal waits for your answer"), text % _words(placement)

    _tell(placement, [reader], write, "proposed", at=at)


def tell_proposal_link(
    placement: Placement, readers: list[Reader], made: Made, *, at: datetime
) -> None:
    """The same by a personal link: no account is needed. Neither work nor house stands in the mail."""

    def write(_reader: Reader) -> tuple[str, str]:
        text = _(
            "We have found something that may suit you. Open the link to read more and to answer. "
            "You need no account. Nothing happens until you say yes. The link is only yours."
        )
        return _("A proposal waits for your answer"), text

    _mail(made, readers, write, "proposal_by_link", at=at)


def tell_presented_link(
    placement: Placement, readers: list[Reader], made: Made, *, at: datetime
) -> None:
    """Those at the member who recruit and have no account: read and answer by link."""

    def write(_reader: Reader) -> tuple[str, str]:
        text = _(
            "We present a person for %(title)s. Open the link to read more and answer no later than "
            "%(day)s. It takes a minute and needs no account. Do not pass the link on."
        )
        return _("A person for %(title)s") % _words(placement), text % _words(placement)

    _mail(made, readers, write, "presentation_by_link", at=at)


def _mail(made: Made, readers: list[Reader], write: Write, page: str, *, at: datetime) -> None:
    about, path = f"link:{made.link.pk}", reverse(page, args=[made.token])
    tell(readers, write, topic=Topic.PLACEMENTS, about=about, path=path, at=at, urgent=True)


def tell_disowned(link: PlacementLink, *, at: datetime) -> None:
    """Somebody who was written to is not the one: the counsellor finds out who is."""

    def write(_reader: Reader) -> tuple[str, str]:
        text = _(
            "Somebody who got a link says that they are not the right person. The link is stopped. "
            "Look at the address in the placement and send a new one."
        )
        return _("A link went to the wrong person"), text

    _tell(link.placement, _counsellor(link.placement), write, f"link {link.pk} disowned", at=at)


def tell_wants_call(placement: Placement, *, at: datetime) -> None:
    """The counsellor hears that a person wants to ask before answering."""

    def write(_reader: Reader) -> tuple[str, str]:
        text = _(
            "A person you know wants to ask about %(title)s at %(house)s before answering. Ring them."
        )
        return _("A person wants to ask first"), text % _words(placement)

    _tell(placement, _counsellor(placement), write, f"asks {at:%Y-%m-%d}", at=at)


def tell_no_longer_open(placement: Placement, *, at: datetime) -> None:
    """The place went to another or is gone; said without blame."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "%(title)s at %(house)s is no longer open. It has nothing to do with what you "
            "can do. We go on looking."
        )
        return _("The place is no longer open"), text % _words(placement)

    _tell(placement, person_readers(placement), write, "no longer open", at=at)


def tell_presented(placement: Placement, readers: list[Reader], *, at: datetime) -> None:
    """Those at the member who recruit: somebody is presented, answer by."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "We present a person for %(title)s. Sign in to read more and answer no later "
            "than %(day)s."
        )
        return _("A person for %(title)s") % _words(placement), text % _words(placement)

    _tell(placement, readers, write, "presented", at=at)


def tell_employer_withdrawn(placement: Placement, *, at: datetime) -> None:
    """A person already presented does not go on; no reason is given."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _("The person we presented for %(title)s does not go on. You need not answer.")
        subject = _("A person does not go on: %(title)s")
        return subject % _words(placement), text % _words(placement)

    _tell(placement, house_readers(placement), write, "withdrawn", at=at)


def tell_counsellor_declined(placement: Placement, *, at: datetime) -> None:
    """The person's own no reaches the one who knows them. The reason stays in Pakten."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _("A person you know has answered no to %(title)s at %(house)s.")
        return _("An answer to a proposal"), text % _words(placement)

    _tell(placement, _counsellor(placement), write, "declined", at=at)


def tell_answer(placement: Placement, *, at: datetime) -> None:
    """The employer's answer reaches the counsellor, who tells the person."""

    def write(reader: Reader) -> tuple[str, str]:
        text = (
            _("%(house)s wants to meet the person you presented for %(title)s.")
            if placement.state == PlacementState.INTERVIEWED
            else _("%(house)s has answered no to the person you presented for %(title)s.")
        )
        return _("An answer from the employer"), text % _words(placement)

    step = f"answered {placement.state}"
    _tell(placement, _counsellor(placement), write, step, at=at)


def tell_agreed(placement: Placement, *, at: datetime) -> None:
    """Both the person and the house get the first day in writing."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _("%(title)s at %(house)s begins on %(start)s.")
        return _("Agreed: %(title)s") % _words(placement), text % _words(placement)

    _tell(placement, house_readers(placement) + person_readers(placement), write, "agreed", at=at)
