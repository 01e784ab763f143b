"""Messages about a letter: to the other party, each person once, at their pace."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Comment, Letter, LetterSnapshot, Signature
from pakten.agreements.commitments.states import EndReason, Party, RevisionReason
from pakten.base.access import Actor
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import office_readers, readers_of
from pakten.parties.organisations.states import ContactRole

Words = Callable[[dict[str, str]], tuple[str, str]]


def tell_shared(letter: Letter, kept: LetterSnapshot, *, by: Actor, at: datetime) -> None:
    """The draft has come to the other party."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        said = _(
            "%(by)s has sent you the draft of the letter of intent between %(member)s and %(city)s."
            " Read it, change what is yours, comment on the rest, and agree or send it back."
        )
        text = said % given
        if kept.words:
            text += "\n\n" + _("%(by)s writes: %(words)s") % {**given, "words": kept.words}
        return _("A draft letter with %(member)s waits for you") % given, text

    _tell(letter, _across(letter, kept.party), words, f"shared:{kept.number}", by=by, at=at)


def tell_agreed(letter: Letter, kept: LetterSnapshot, *, by: Actor, at: datetime) -> None:
    """The other party says yes to the text."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        subject = _("%(by)s agrees to the letter with %(member)s") % given
        said = _("%(by)s agrees to the text of the letter of intent. It can be made ready to sign.")
        return subject, said % given

    _tell(letter, _across(letter, kept.party), words, f"agreed:{kept.number}", by=by, at=at)


def tell_comment(letter: Letter, comment: Comment, *, by: Actor, at: datetime) -> None:
    """Somebody has said something about the draft; the office's own notes stay in the office."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        subject = _("A comment on the letter with %(member)s") % given
        about = f"{comment.about}: " if comment.about else ""
        said = _("%(by)s writes about the draft: %(words)s")
        return subject, said % {**given, "words": about + comment.text}

    readers = (
        office_readers(letter.pact_id, letter.organisation)
        if comment.is_internal
        else _across(letter, comment.party)
    )
    where = f"comment:{comment.pk}"
    place = f"#comment-{comment.answers_id or comment.pk}"
    _tell(letter, readers, words, where, by=by, at=at, topic=Topic.COMMENTS, place=place)


def tell_revision(letter: Letter, *, by: Actor, at: datetime) -> None:
    """A letter in force is being drawn up anew, and why."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        reason = str(RevisionReason(letter.revision_reason).label)
        said = _(
            "%(by)s has begun a new version of the letter of intent between %(member)s and"
            " %(city)s. Why: %(reason)s. %(words)s\n\nThe letter in force holds until the new one"
            " is signed."
        )
        subject = _("A new version of the letter with %(member)s has begun") % given
        return subject, said % {**given, "reason": reason, "words": letter.reason}

    _tell(
        letter, readers_of(letter.organisation, ContactRole.SIGNS), words, "revision", by=by, at=at
    )


def tell_ready(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Nothing is left but to sign."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        said = _(
            "%(by)s has marked the letter of intent between %(member)s and %(city)s as ready"
            " to sign. It is valid from %(first)s to %(last)s. Read it once more before you"
            " sign, and tell us if something is wrong."
        )
        return _("The letter of intent is ready to sign"), said % given

    readers = readers_of(letter.organisation, ContactRole.SIGNS)
    _tell(letter, readers, words, f"ready:{letter.content_hash[:12]}", by=by, at=at)


def tell_cleared(letter: Letter, signed: list[Signature], *, by: Actor, at: datetime) -> None:
    """To those who had signed: the text is open again, so their signatures are cleared."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        said = _(
            "%(by)s has opened the letter of intent between %(member)s and %(city)s for change."
            " You had signed the text as it was, so your signature no longer holds. You are asked"
            " again when the new text is ready."
        )
        return _("Your signature was cleared: the letter is changed") % given, said % given

    readers = [
        Reader(each.signatory.email, each.name, each.signatory.language)
        for each in signed
        if each.signatory and each.signatory.email
    ]
    if any(each.party == Party.MEMBER for each in signed):
        readers += readers_of(letter.organisation, ContactRole.SIGNS)
    if any(each.party == Party.CITY for each in signed):
        readers += office_readers(letter.pact_id, letter.organisation)
    about = f"cleared:{min(each.pk for each in signed)}"
    _tell(letter, readers, words, about, by=by, at=at, topic=Topic.SIGNING)


def tell_ended(letter: Letter, *, by: str, at: datetime) -> None:
    """The letter is over, and why."""

    def words(given: dict[str, str]) -> tuple[str, str]:
        reason = str(EndReason(letter.end_reason).label)
        said = _("The letter of intent between %(member)s and %(city)s has ended: %(reason)s.")
        lower = reason[:1].lower() + reason[1:]
        return _("The letter of intent has ended"), said % {**given, "reason": lower}

    readers = readers_of(letter.organisation, ContactRole.SIGNS, ContactRole.DAILY)
    _tell(letter, readers, words, "ended", by=by, at=at)


def _across(letter: Letter, party: str) -> list[Reader]:
    """The readers on the other side of the table from a party."""
    if party == Party.CITY:
        return readers_of(letter.organisation, ContactRole.SIGNS, ContactRole.DAILY)
    return office_readers(letter.pact_id, letter.organisation)


def _tell(
    letter: Letter, readers: list[Reader], words: Words, about: str, *,
    by: Actor | str, at: datetime, topic: Topic = Topic.LETTERS, place: str = "",
) -> None:  # fmt: skip
    """Everybody but the one who did it."""
    given = {
        "by": by if isinstance(by, str) else by.name,
        "member": letter.organisation.name,
        "city": letter.pact.city,
        "first": letter.valid_from.isoformat(),
        "last": letter.valid_to.isoformat(),
    }
    myself = None if isinstance(by, str) else by.account_id
    tell(
        [each for each in readers if myself is None or each.account_id != myself],
        lambda reader: _with_way_in(*words(given), reader),
        topic=topic,
        about=f"letter:{letter.pk}:{about}",
        path=reverse("see_letter", args=[letter.pk]) + place,
        at=at,
    )


def _with_way_in(subject: str, text: str, reader: Reader) -> tuple[str, str]:
    """A contact without an account cannot open the page, so the mail says what to do."""
    if reader.account_id:
        return subject, text
    way = _("You have no account here yet. Answer this mail and we open one for you.")
    return subject, f"{text}\n\n{way}"
