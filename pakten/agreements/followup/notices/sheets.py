"""Messages about a sheet of the yearly check-in, to the member or to the office."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pakten.agreements.commitments.states import Party
from pakten.agreements.followup.links import open_links
from pakten.agreements.followup.models import CheckIn, SheetLink
from pakten.agreements.followup.states import Decision, SheetState
from pakten.base.access import Actor
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import office_readers, readers_of
from pakten.parties.organisations.states import ContactRole


def _words(sheet: CheckIn, by: Actor | None = None, **more: Any) -> dict[str, Any]:
    return {
        "year": sheet.campaign.year,
        "member": sheet.organisation.name,
        "city": sheet.organisation.pact.city,
        "due": sheet.campaign.due_on.isoformat(),
        "by": by.name if by else "",
        **more,
    }


def _to_member(
    sheet: CheckIn, subject: str, text: str, words: dict[str, Any], *, about: str, at: datetime
) -> None:
    readers = readers_of(sheet.organisation, ContactRole.DAILY, ContactRole.SIGNS)
    with_account = [reader for reader in readers if reader.account_id]
    _send(sheet, with_account, (subject, text), words, about=about, at=at)
    without = [reader for reader in readers if not reader.account_id]
    for reader, link, token in open_links(sheet, without, at):
        _send_link(reader, link, token, (subject, text), words, about=about, at=at)


def _send_link(
    reader: Reader, link: SheetLink, token: str, ids: tuple[str, str], words: dict[str, Any], *,
    about: str, at: datetime,
) -> None:  # fmt: skip
    """The same words with a link of one's own, to a contact without an account."""

    def write(_reader: Reader) -> tuple[str, str]:
        more = _("You need no account: the link is only for you and works until %(until)s.") % {
            "until": link.expires_at.date().isoformat()
        }
        return _(ids[0]) % words, f"{_(ids[1]) % words}\n\n{more}"

    path, key = reverse("sheet_by_link", args=[token]), f"check_in:{link.check_in_id}:{about}"
    tell([reader], write, topic=Topic.CHECKINS, about=key, path=path, at=at, urgent=True)


def tell_code(link: SheetLink, digits: str, number: int, path: str, *, at: datetime) -> None:
    """The code to say yes with."""

    def write(_reader: Reader) -> tuple[str, str]:
        body = _(
            "Your code to say yes to the check-in is %(code)s. It works for ten minutes, once. Give"
            " it to nobody: we never ask for it in any other way than on the page of the sheet."
        )
        return _("Your code to say yes with"), body % {"code": f"{digits[:3]} {digits[3:]}"}

    if link.contact:
        reader = Reader(link.contact.email, link.contact.name, link.contact.language)
        tell(
            [reader], write, topic=Topic.CHECKINS, about=f"sheet-code:{number}", path=path, at=at,
            urgent=True,
        )  # fmt: skip


def _to_office(
    sheet: CheckIn, subject: str, text: str, words: dict[str, Any], *, about: str, at: datetime
) -> None:
    readers = office_readers(sheet.pact_id, sheet.organisation)
    _send(sheet, readers, (subject, text), words, about=about, at=at)


def _send(
    sheet: CheckIn, readers: Iterable[Reader], ids: tuple[str, str], words: dict[str, Any], *,
    about: str, at: datetime,
) -> None:  # fmt: skip
    """`ids` are message ids of subject and text: each reader gets them in their own language."""

    def write(reader: Reader) -> tuple[str, str]:
        return _(ids[0]) % words, _(ids[1]) % words

    path = reverse("see_check_in", args=[sheet.pk])
    key = f"check_in:{sheet.pk}:{about}"
    tell(readers, write, topic=Topic.CHECKINS, about=key, path=path, at=at)


def tell_sent(sheet: CheckIn, *, by: Actor, at: datetime) -> None:
    """The member's turn: the sheet is prepared."""
    _to_member(
        sheet,
        gettext_noop("The check-in %(year)s is ready for you"),
        gettext_noop(
            "%(by)s has put together what %(member)s and %(city)s promised each other beside what"
            " is recorded. See that the figures are right, say why where something became less, and"
            " what you want to do now. It takes ten minutes. We would like to be done by %(due)s."
        ),
        _words(sheet, by),
        about=f"sent:{at.isoformat()}",
        at=at,
    )


def tell_agreed(sheet: CheckIn, party: Party, *, by: Actor, at: datetime) -> None:
    """One party has agreed: the other one's turn, or both have."""
    both = sheet.state == SheetState.AGREED
    if party == Party.MEMBER:
        left = gettext_noop("%(by)s has agreed to the sheet of %(member)s. Your yes is left.")
        done = gettext_noop("%(by)s has agreed to the sheet of %(member)s. Both have agreed now.")
        subject = gettext_noop("%(member)s has agreed to the check-in")
        send = _to_office
    else:
        left = gettext_noop("%(by)s has agreed to the sheet for %(city)s. Your yes is left.")
        done = gettext_noop("%(by)s has agreed to the sheet for %(city)s. Both have agreed now.")
        subject = gettext_noop("%(city)s has agreed to the check-in")
        send = _to_member
    words, about = _words(sheet, by), f"agreed:{party}:{at.isoformat()}"
    send(sheet, subject, done if both else left, words, about=about, at=at)


def tell_phoned(sheet: CheckIn, name: str, *, agrees: bool, by: Actor, at: datetime) -> None:
    """The copy of what was noted by phone, with how long there is to object."""
    agreed = gettext_noop(
        "%(by)s talked with %(name)s on the phone and filled in the check-in of %(member)s."
        " %(name)s agreed to it. Read it here. If something is wrong, say so on the page no later"
        " than %(day)s; after that it stands."
    )
    noted = gettext_noop(
        "%(by)s talked with %(name)s on the phone and filled in the check-in of %(member)s."
        " Nobody has agreed for you yet. Read it here and say yes, or change what is wrong."
    )
    day = sheet.object_by.isoformat() if sheet.object_by else ""
    _to_member(
        sheet,
        gettext_noop("A copy of what we noted by phone"),
        agreed if agrees else noted,
        _words(sheet, by, name=name, day=day),
        about=f"phoned:{at.isoformat()}",
        at=at,
    )


def tell_objected(sheet: CheckIn, *, by: Actor, at: datetime) -> None:
    """The member does not recognise what was noted by phone."""
    _to_office(
        sheet,
        gettext_noop("%(member)s objects to what was noted by phone"),
        gettext_noop("%(by)s writes: “%(why)s”. The sheet is open again. Call and mend it."),
        _words(sheet, by, why=sheet.objection),
        about=f"objected:{at.isoformat()}",
        at=at,
    )


def tell_reopened(sheet: CheckIn, *, by: Actor, at: datetime) -> None:
    """Agreed before, open again."""
    _to_member(
        sheet,
        gettext_noop("The check-in %(year)s is open again"),
        gettext_noop(
            "%(by)s has opened the sheet again to change something. What you had agreed to does"
            " not count any more; say yes anew when you have read what it says then."
        ),
        _words(sheet, by),
        about=f"reopened:{at.isoformat()}",
        at=at,
    )


def tell_overdue(sheet: CheckIn, days: int, *, at: datetime) -> None:
    """A reminder about a sheet past its day, at most once a week."""
    text = gettext_noop(
        "The check-in of %(member)s was to be done by %(due)s, %(days)s days ago. If you are short"
        " of time, call us: we fill it in together in ten minutes."
    )
    subject = gettext_noop("The check-in %(year)s waits for you")
    about = f"overdue:{at.date().isoformat()}"
    _to_member(sheet, subject, text, _words(sheet, days=days), about=about, at=at)


def tell_closed(sheet: CheckIn, *, by: Actor, at: datetime) -> None:
    """What was decided, and what happens now. A letter that ends gets a thank you of its own."""
    texts = {
        Decision.GO_ON: gettext_noop(
            "The check-in is done. The letter of intent goes on as it is. Thank you for a year of"
            " work together."
        ),
        Decision.REVISE: gettext_noop(
            "The check-in is done. We are drawing up a new version of the letter of intent with"
            " what you agreed. The old one is in force until both have signed the new one."
        ),
    }
    if text := texts.get(Decision(sheet.decision)):
        subject = gettext_noop("The check-in %(year)s is done")
        _to_member(sheet, subject, text, _words(sheet, by), about=f"closed:{at.isoformat()}", at=at)
