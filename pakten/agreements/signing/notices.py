"""Messages about signing: a personal link, a code, a reminder, an answer, and that it is in force."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.signing.models import SigningCode, SigningLink
from pakten.agreements.signing.states import DeclineReason
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import office_readers, readers_of
from pakten.parties.organisations.states import ContactRole

Write = Callable[[Reader], tuple[str, str]]


def _words(letter: Letter) -> dict[str, str]:
    return {
        "member": letter.organisation.name,
        "city": letter.pact.city,
        "first": letter.valid_from.isoformat(),
        "last": letter.valid_to.isoformat(),
    }


def _reader(signatory: Signatory) -> Reader:
    return Reader(signatory.email, signatory.name, signatory.language)


def tell_asked(letter: Letter, link: SigningLink, token: str, *, at: datetime) -> None:
    """Please sign: the letter behind a link of your own."""
    signatory = link.signatory
    if signatory is None:
        return

    def write(_reader: Reader) -> tuple[str, str]:
        words = _words(letter) | {"until": link.expires_at.date().isoformat()}
        if link.is_reminder:
            subject = _("Left to sign: the letter of intent between %(member)s and %(city)s")
            lead = _(
                "You have not signed the letter of intent between %(member)s and %(city)s yet."
            )
        else:
            subject = _("To sign: the letter of intent between %(member)s and %(city)s")
            lead = _(
                "The letter of intent between %(member)s and %(city)s is ready for you to sign."
            )
        body = _(
            "It is valid from %(first)s to %(last)s. With the link you read the whole letter and"
            " sign with a code that we send you. You need no account. The link is only for you and"
            " works until %(until)s; an earlier link no longer works."
        )
        return subject % words, f"{lead % words}\n\n{body % words}"

    path = reverse("sign_by_link", args=[token])
    about = f"signing-link:{link.pk}"
    tell(
        [_reader(signatory)], write, topic=Topic.SIGNING, about=about, path=path, at=at, urgent=True
    )


def tell_code(code: SigningCode, digits: str, path: str, *, at: datetime) -> None:
    """The code to sign with."""

    def write(_reader: Reader) -> tuple[str, str]:
        words = {"code": f"{digits[:3]} {digits[3:]}"}
        body = _(
            "Your code to sign with is %(code)s. It works for ten minutes, once. Give it to nobody:"
            " we never ask for it in any other way than on the page where you sign."
        )
        # not in the subject: the outbox shows subjects, and they are kept
        return _("Your code to sign with"), body % words

    about = f"signing-code:{code.pk}"
    tell(
        [_reader(code.signatory)], write, topic=Topic.SIGNING, about=about, path=path, at=at,
        urgent=True,
    )  # fmt: skip


def tell_signed(letter: Letter, signature: Signature, left: list[str], *, at: datetime) -> None:
    """To the office: one more has signed, and who is left."""
    name = signature.name

    def write(_reader: Reader) -> tuple[str, str]:
        words = _words(letter) | {"name": name, "left": ", ".join(left)}
        body = _(
            "%(name)s has signed the letter of intent with %(member)s. Left to sign: %(left)s."
        )
        return _("%(name)s has signed for the letter with %(member)s") % words, body % words

    _to_office(letter, write, f"letter:{letter.pk}:signed:{signature.pk}", at)


def tell_declined(letter: Letter, link: SigningLink, name: str, *, at: datetime) -> None:
    """To the office: somebody does not sign, and why."""

    def write(_reader: Reader) -> tuple[str, str]:
        reason = str(DeclineReason(link.decline_reason).label)
        words = _words(letter) | {"name": name, "reason": reason, "said": link.decline_words}
        body = _(
            "%(name)s does not sign the letter of intent with %(member)s.\n\n%(reason)s. %(said)s"
        )
        return _("%(name)s does not sign") % words, (body % words).strip()

    _to_office(letter, write, f"signing-link:{link.pk}:declined", at)


def _to_office(letter: Letter, write: Write, about: str, at: datetime) -> None:
    path = reverse("see_signing", args=[letter.pk])
    readers = office_readers(letter.pact_id, letter.organisation)
    tell(readers, write, topic=Topic.SIGNING, about=about, path=path, at=at)


def tell_in_force(letter: Letter, *, at: datetime) -> None:
    """To everybody who signed, the member's readers and the office: the letter is in force."""

    def write(_reader: Reader) -> tuple[str, str]:
        words = _words(letter)
        body = _(
            "All have signed the letter of intent between %(member)s and %(city)s. It is valid from"
            " %(first)s to %(last)s. You find it on the page of the letter. Without an account you"
            " read it with the personal link that you signed by."
        )
        return _(
            "In force: the letter of intent between %(member)s and %(city)s"
        ) % words, body % words

    readers = [_reader(each) for each in letter.signatories.all() if each.email]
    readers += readers_of(letter.organisation, ContactRole.SIGNS, ContactRole.DAILY)
    readers += office_readers(letter.pact_id, letter.organisation)
    about, path = f"letter:{letter.pk}:in-force", reverse("see_letter", args=[letter.pk])
    tell(readers, write, topic=Topic.SIGNING, about=about, path=path, at=at)
