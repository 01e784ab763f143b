"""Messages about a person's own data. None names the person; the receipt is in their language."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.oversight.privacy.models import Correction, Erasure
from pakten.parties.organisations.queries import office_readers
from pakten.parties.people.models import Participant


def tell_of_erasure(erasure: Erasure, *, at: datetime) -> None:
    """The office hears that somebody is to be erased, and by when."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "A participant asks to have their data removed. It happens by itself on {day}. "
            "Until then it can be taken back."
        )
        return _("Somebody asks to be removed"), text.format(day=erasure.due_on.isoformat())

    tell(
        office_readers(erasure.pact_id),
        write,
        topic=Topic.PEOPLE,
        about=f"erasure:{erasure.pk}:asked",
        path=reverse("see_erasures"),
        at=at,
    )


def tell_person_of_erasure(person: Participant, erasure: Erasure, *, at: datetime) -> None:
    """A receipt to the person: what happens when. It is owed whatever they have said yes to."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "We remove your name, your number and your answers on {day}. "
            "Until then you can change your mind."
        )
        return _("We remove your data"), text.format(day=erasure.due_on.isoformat())

    address = person.account.email if person.account else person.email
    tell(
        [Reader(address, person.given_name, person.language, person.account_id)],
        write,
        topic=Topic.ACCOUNT,
        about=f"erasure:{erasure.pk}:receipt",
        path=reverse("see_own_data"),
        at=at,
    )


def tell_of_correction(correction: Correction, *, at: datetime) -> None:
    """The counsellor hears that something is wrong; what it is stays in Pakten."""
    person = correction.participant
    to = person.counsellor
    readers = (
        [Reader(to.email, to.name, account_id=to.pk)] if to else office_readers(person.pact_id)
    )

    def write(reader: Reader) -> tuple[str, str]:
        text = _("A participant says that something in their data is wrong. Sign in to see what.")
        return _("Something to correct"), text

    tell(
        readers,
        write,
        topic=Topic.PEOPLE,
        about=f"correction:{correction.pk}",
        path=reverse("see_erasures"),
        at=at,
    )
