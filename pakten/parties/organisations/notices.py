"""Messages to those who want to join."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.base.notices.actions import Write, tell
from pakten.base.notices.states import Reader, Topic
from pakten.parties.organisations.models import Interest, Organisation
from pakten.parties.organisations.queries import office_readers, readers_of
from pakten.parties.organisations.rules import half_of
from pakten.parties.organisations.states import ContactRole, DeclineReason

LANGUAGE = "sv"


def tell_received(interest: Interest, *, at: datetime) -> None:
    """A receipt to the sender, in the language of the form, and a word to the pact's office."""
    words = _words(interest, "") | {"day": interest.answer_by.isoformat()}

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "Thank you. We have received the interest form of %(organisation)s and answer no later"
            " than %(day)s. You have not promised anything yet."
        )
        return _("We have received your interest form"), text % words

    _tell_sender(interest, write, "received", language=get_language() or LANGUAGE, at=at)
    _tell_the_office(interest, words, at=at)


def _tell_the_office(interest: Interest, words: dict[str, str], *, at: datetime) -> None:
    """The coordinators and the office's own address."""

    def write(reader: Reader) -> tuple[str, str]:
        return (
            _("New interest: %(organisation)s") % words,
            _("%(organisation)s wants to join the pact. An answer is due %(day)s.") % words,
        )

    readers = office_readers(interest.pact_id)
    if interest.pact.email:
        readers.append(Reader(interest.pact.email, language=LANGUAGE))
    tell(
        readers,
        write,
        topic=Topic.REGISTER,
        about=f"interest:{interest.pk}",
        path=reverse("see_interest", args=[interest.pk]),
        at=at,
    )


def tell_accepted(interest: Interest, *, contact: str, at: datetime) -> None:
    """The dialogue begins; says who will get in touch."""
    words = _words(interest, contact)

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "Thank you for your interest in the pact. %(contact)s will call or write to you to"
            " plan the next step: a talk about what %(organisation)s can do and what the city does"
            " in return. Nothing is binding until a letter of intent is signed."
        )
        return _("Welcome to a talk about the integration pact"), text % words

    _tell_sender(interest, write, "accepted", at=at)


def tell_declined(interest: Interest, *, contact: str, at: datetime) -> None:
    """A no with its reason and a way back."""

    def write(reader: Reader) -> tuple[str, str]:
        reason = str(DeclineReason(interest.decline_reason).label)
        text = _(
            "Thank you for your interest in the pact. We are not going on with it this time."
            " The reason: %(reason)s.\n\n"
            "If we have misunderstood something, just answer this message. It reaches %(contact)s."
        )
        words = {"contact": contact, "reason": reason[:1].lower() + reason[1:]}
        return _("About your interest in the integration pact"), text % words

    _tell_sender(interest, write, "declined", at=at)


def _tell_sender(
    interest: Interest, write: Write, step: str, *, at: datetime, language: str = LANGUAGE
) -> None:
    """Who wants to join has no page of their own yet: the link shows what one can do in the pact."""
    tell(
        [Reader(interest.email, interest.contact_name, language)],
        write,
        topic=Topic.REGISTER,
        about=f"interest:{interest.pk}:{step}",
        path=reverse("activities"),
        at=at,
    )


def _words(interest: Interest, contact: str) -> dict[str, str]:
    return {
        "organisation": interest.organisation_name,
        "contact": contact,
    }


def ask_whether_contacts_are_right(organisation: Organisation, *, at: datetime) -> None:
    """Twice a year, to everybody the city writes to at a member."""
    contacts = "\n".join(f"- {each.name}, {each.email}" for each in organisation.contacts.all())
    words = {"organisation": organisation.name}

    def write(reader: Reader) -> tuple[str, str]:
        subject = _("Are these still your people at %(organisation)s?") % words
        how = (
            _("Sign in, look through the list, and confirm or mend it. It takes a minute.")
            if reader.account_id
            else _("Answer this message with yes, or tell us what has changed, and we mend it.")
        )
        lines = [
            _("We have these contacts for %(organisation)s:") % words,
            contacts,
            how,
        ]
        return subject, "\n\n".join(lines)

    tell(
        readers_of(organisation, *ContactRole),
        write,
        topic=Topic.REGISTER,
        about=f"contacts:{organisation.pk}:{half_of(timezone.localdate(at))}",
        path=reverse("confirm_contacts", args=[organisation.pk]),
        at=at,
    )
