"""Messages about sessions and about who counsels whom. A subject never holds a person's name."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pakten.base.accounts.models import Account
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.guidance.models import Handover, Session
from pakten.parties.guidance.states import HELP
from pakten.parties.people.consent_texts import consent_text
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


def can_have_copy(person: Participant) -> bool:
    """Whether we may write to the person, and where to."""
    agreed = person.consents.filter(purpose=Purpose.CONTACT, withdrawn_at__isnull=True).exists()
    return bool(person.email) and agreed


def copy_text(session: Session) -> str:
    """What was said yes and no to, in the language in force; short enough for a text message."""
    answers = {each.line: each.yes for each in session.answers.all()}
    read = get_language() or "sv"
    day = timezone.localdate(session.started_at)
    titles = {p.value: consent_text(p, read, day).title for p in Purpose}
    yes = [titles[line] for line, said in answers.items() if line != HELP and said]
    no = [titles[line] for line, said in answers.items() if line != HELP and not said]
    told = []
    if yes:
        told.append(_("You said yes to: {what}.").format(what="; ".join(yes)))
    if no:
        told.append(_("You said no to: {what}.").format(what="; ".join(no)))
    told.append(_("You can change your mind at any time. Call us or tell your counsellor."))
    return "\n".join(told)


def tell_copy(session: Session, *, at: datetime) -> None:
    """The person gets what they answered, in the own language."""
    person = session.participant

    def write(reader: Reader) -> tuple[str, str]:
        day = session.started_at.date().isoformat()
        first = _("This is what you answered when we met {day}.").format(day=day)
        return _("A copy of your answers"), f"{first}\n\n{copy_text(session)}"

    tell(
        [Reader(person.email, str(person), person.language, person.account_id)],
        write,
        topic=Topic.ACCOUNT,
        about=f"session:{session.pk}:copy",
        path=reverse("see_own_data") if person.account_id else reverse("home"),
        at=at,
    )


def tell_of_handover(rows: Iterable[Handover], *, at: datetime) -> None:
    """Both counsellors hear how many people went over; the names are behind the sign-in."""
    moved = list(rows)
    first = moved[0]
    _tell_one(first.taker, len(moved), first, taken=True, at=at)
    for giver in {row.giver for row in moved if row.giver and row.giver_id != first.taker_id}:
        _tell_one(giver, sum(row.giver_id == giver.pk for row in moved), first, taken=False, at=at)


def _tell_one(account: Account, number: int, row: Handover, *, taken: bool, at: datetime) -> None:
    if account.pk == row.made_by_id:
        return

    def write(reader: Reader) -> tuple[str, str]:
        got = ngettext(
            "One person now has you as counsellor.",
            "%(n)d people now have you as counsellor.",
            number,
        )
        gave = ngettext(
            "One of your participants now has another counsellor.",
            "%(n)d of your participants now have another counsellor.",
            number,
        )
        said = (got if taken else gave) % {"n": number}
        subject = _("You have new participants") if taken else _("Participants were handed over")
        return subject, f"{said}\n\n" + _("Sign in to see who, and what was said.")

    tell(
        [Reader(account.email, account.name, account_id=account.pk)],
        write,
        topic=Topic.PEOPLE,
        about=f"handover:{row.pk}:{account.pk}",
        path=reverse("see_caseload"),
        at=at,
    )


def tell_of_one_way_in(stays: Account, closed: Account, *, at: datetime) -> None:
    """Both addresses hear which of them signs in; neither mail names the other or the person."""
    for account, signs_in in ((stays, True), (closed, False)):
        tell(
            [Reader(account.email, language=account.language)],
            partial(_one_way_in, signs_in),
            topic=Topic.ACCOUNT,
            about=f"one-way-in:{stays.pk}:{closed.pk}",
            path=reverse("account_login") if signs_in else reverse("home"),
            at=at,
            urgent=True,
        )


def _one_way_in(signs_in: bool, _reader: Reader) -> tuple[str, str]:
    if signs_in:
        text = _("You had two profiles with us. Now you have one. You sign in with this address.")
    else:
        text = _(
            "You had two profiles with us. Now you have one. You sign in with your other address, "
            "and no longer with this one.\n\nIs this wrong? Call us at once, and we put it right."
        )
    return _("Your profiles are one now"), text
