"""Messages to guests: the invitation with its own link, changes, a seat that came free, thanks."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pakten.agreements.events.models import Event, Invitation
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic


def when(event: Event) -> str:
    """ "2026-11-26, 13.00–15.00", with both days where it lasts over midnight."""
    first, last = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    end = date_format(last, "H:i")
    if last.date() != first.date():
        end = f"{last.date().isoformat()} {end}"
    return f"{first.date().isoformat()}, {date_format(first, 'H:i')}–{end}"


def where(event: Event) -> str:
    """The place and its address, or that it is on a link."""
    place = ", ".join(filter(None, [event.place, event.address]))
    return place or _("by link")


def reader_of(guest: Invitation) -> Reader:
    """The guest as a reader of messages; without an account."""
    return Reader(email=guest.email, name=guest.name, language=guest.language)


def _words(guest: Invitation, event: Event) -> dict[str, str]:
    return {
        "event": str(event.title),
        "when": when(event),
        "where": where(event),
        "reason": event.cancel_reason,
    }


def _send(
    guest: Invitation, write: Callable[[dict[str, str]], tuple[str, str]], about: str, at: datetime,
    token: str = "",
) -> None:  # fmt: skip
    event = guest.event
    path = reverse("answer_invitation", args=[token]) if token else reverse("home")
    key = f"event:{event.pk}:{about}:{guest.pk}"
    tell(
        [reader_of(guest)], lambda _reader: write(_words(guest, event)), topic=Topic.SIGNING,
        about=key, path=path, at=at, urgent=True,
    )  # fmt: skip


def tell_invited(guest: Invitation, token: str, *, at: datetime) -> None:
    """You are invited; the link answers without an account."""

    def write(words: dict[str, str]) -> tuple[str, str]:
        body = _(
            "You are invited to “%(event)s”.\n\nWhen: %(when)s\nWhere: %(where)s\n\n"
            "Tell us with the link whether you come. You need no account. The link is yours:"
            " do not pass it on."
        )
        return _("Invitation: %(event)s, %(when)s") % words, body % words

    _send(guest, write, f"invited:{int(at.timestamp())}", at, token)


def tell_changed(guest: Invitation, token: str, *, at: datetime) -> None:
    """The time or the place is another one."""

    def write(words: dict[str, str]) -> tuple[str, str]:
        body = _(
            "“%(event)s” has a new time or place.\n\nWhen: %(when)s\nWhere: %(where)s\n\n"
            "Your answer stands. With the new link you can change it; the old link no longer works."
        )
        return _("New time or place: %(event)s") % words, body % words

    _send(guest, write, f"changed:{guest.event.sequence}", at, token)


def tell_cancelled(guest: Invitation, *, at: datetime) -> None:
    """It does not take place, and why."""

    def write(words: dict[str, str]) -> tuple[str, str]:
        body = _("“%(event)s”, %(when)s, is cancelled. The reason: %(reason)s")
        return _("Cancelled: %(event)s") % words, body % words

    _send(guest, write, f"cancelled:{guest.event.sequence}", at)


def tell_seated(guest: Invitation, token: str, *, at: datetime) -> None:
    """Somebody else could not come, so there is a seat."""

    def write(words: dict[str, str]) -> tuple[str, str]:
        body = _(
            "There is a seat for you now at “%(event)s”, %(when)s, %(where)s. If you cannot come"
            " any more, tell us with the link, so that the next one gets the seat."
        )
        return _("You have a seat: %(event)s") % words, body % words

    _send(guest, write, f"seated:{int(at.timestamp())}", at, token)


def tell_thanks(guest: Invitation, thanks: str, *, at: datetime) -> None:
    """Thank you for coming, in the office's own words."""

    def write(words: dict[str, str]) -> tuple[str, str]:
        return _("Thank you for coming to “%(event)s”") % words, thanks

    _send(guest, write, "thanks", at)
