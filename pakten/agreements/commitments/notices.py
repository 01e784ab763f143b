"""Messages about a letter, to the member's first contact."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import EndReason
from pakten.base.notices.actions import write_message

LANGUAGE = "sv"


def tell_ready(letter: Letter, *, by: str, at: datetime) -> None:
    """Nothing is left but to sign."""
    with translation.override(LANGUAGE):
        _write(
            letter,
            _("The letter of intent is ready to sign"),
            _(
                "%(by)s has marked the letter of intent between %(member)s and %(city)s as ready"
                " to sign. It is valid from %(first)s to %(last)s. Read it once more before you"
                " sign, and tell us if something is wrong."
            ),
            by,
            at,
        )


def tell_in_force(letter: Letter, *, by: str, at: datetime) -> None:
    """Both have signed."""
    with translation.override(LANGUAGE):
        _write(
            letter,
            _("The letter of intent is in force"),
            _(
                "Both %(member)s and %(city)s have signed the letter of intent. It is valid until"
                " %(last)s. On your page you can follow how far the promises are, yours and the"
                " city's."
            ),
            by,
            at,
        )


def tell_ended(letter: Letter, *, by: str, at: datetime) -> None:
    """The letter is over, and why."""
    with translation.override(LANGUAGE):
        reason = str(EndReason(letter.end_reason).label)
        _write(
            letter,
            _("The letter of intent has ended"),
            _("The letter of intent between %(member)s and %(city)s has ended: %(reason)s."),
            by,
            at,
            reason=reason[:1].lower() + reason[1:],
        )


def _write(letter: Letter, subject: str, text: str, by: str, at: datetime, **words: str) -> None:
    contact = letter.organisation.contacts.first()
    if contact is None:
        return
    given = {
        "by": by,
        "member": letter.organisation.name,
        "city": letter.pact.city,
        "first": letter.valid_from.isoformat(),
        "last": letter.valid_to.isoformat(),
        **words,
    }
    hello = _("Hello %(name)s,") % {"name": contact.name}
    regards = _("With kind regards,\n%(by)s, %(pact)s") % {"by": by, "pact": str(letter.pact.name)}
    body = f"{hello}\n\n{text % given}\n\n{regards}"
    write_message(to=contact.email, subject=subject, body=body, at=at)
