"""Messages to those who want to join."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from pakten.base.notices.actions import write_message
from pakten.parties.organisations.models import Interest
from pakten.parties.organisations.states import DeclineReason

LANGUAGE = "sv"


def tell_received(interest: Interest, *, at: datetime) -> None:
    """A receipt to the sender, in the language of the form, and a word to the pact's office."""
    day = interest.answer_by.isoformat()
    words = _words(interest, "") | {"day": day, "phone": interest.pact.phone}
    lines = [
        _("Hello %(name)s,"),
        _(
            "Thank you. We have received the interest form of %(organisation)s and answer no later"
            " than %(day)s. You have not promised anything yet."
        ),
        _("With kind regards,"),
        "%(pact)s, %(phone)s",
    ]
    body = "\n\n".join(lines)
    subject = _("We have received your interest form")
    write_message(to=interest.email, subject=subject, body=body % words, at=at)
    if interest.pact.email:
        with translation.override(LANGUAGE):
            subject = _("New interest: %(organisation)s") % words
            lines = [
                _("%(organisation)s wants to join the pact. An answer is due %(day)s."),
                _("Sign in to read the form and answer it."),
            ]
            body = "\n\n".join(lines)
            write_message(to=interest.pact.email, subject=subject, body=body % words, at=at)


def tell_accepted(interest: Interest, *, contact: str, at: datetime) -> None:
    """The dialogue begins; says who will get in touch."""
    with translation.override(LANGUAGE):
        subject = _("Welcome to a talk about the integration pact")
        body = _(
            "Hello %(name)s,\n\n"
            "Thank you for your interest in the pact. %(contact)s will call or write to you to"
            " plan the next step: a talk about what %(organisation)s can do and what the city does"
            " in return. Nothing is binding until a letter of intent is signed.\n\n"
            "With kind regards,\n%(pact)s"
        ) % _words(interest, contact)
        write_message(to=interest.email, subject=subject, body=body, at=at)


def tell_declined(interest: Interest, *, contact: str, at: datetime) -> None:
    """A no with its reason and a way back."""
    with translation.override(LANGUAGE):
        reason = str(DeclineReason(interest.decline_reason).label)
        subject = _("About your interest in the integration pact")
        body = _(
            "Hello %(name)s,\n\n"
            "Thank you for your interest in the pact. We are not going on with it this time."
            " The reason: %(reason)s.\n\n"
            "If we have misunderstood something, just answer this message.\n\n"
            "With kind regards,\n%(contact)s, %(pact)s"
        ) % {**_words(interest, contact), "reason": reason[:1].lower() + reason[1:]}
        write_message(to=interest.email, subject=subject, body=body, at=at)


def _words(interest: Interest, contact: str) -> dict[str, str]:
    return {
        "name": interest.contact_name,
        "organisation": interest.organisation_name,
        "contact": contact,
        "pact": str(interest.pact.name),
    }
