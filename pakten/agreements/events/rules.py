"""When an event and an answer are possible, in plain values."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from pakten.base.ui.text import LocalText

LONGEST = timedelta(days=14)
MOST_GUESTS = 5000


@dataclass(frozen=True, slots=True)
class EventTerms:
    """What is decided about an event. `starts_at` and `ends_at` know their time zone."""

    kind: str
    title: LocalText
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    address: str = ""
    online_url: str = ""
    capacity: int | None = None
    description: LocalText = field(default_factory=LocalText)
    asks_photo: bool = False


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited. `organisation_id` only for those in the register."""

    name: str
    email: str = ""
    phone: str = ""
    title: str = ""
    role: str = ""
    language: str = ""
    organisation_id: int | None = None


def event_faults(terms: EventTerms) -> dict[str, str]:
    """What is wrong with an event, by field."""
    faults = {}
    if not str(terms.title).strip():
        faults["title"] = _("Write what the event is called.")
    if terms.ends_at <= terms.starts_at:
        faults["ends"] = _("It ends before it begins. Choose a later time.")
    elif terms.ends_at - terms.starts_at > LONGEST:
        faults["ends"] = _("An event lasts at most two weeks. Check the date.")
    if not terms.place.strip() and not terms.online_url:
        faults["place"] = _("Write where it is, or give a link to the meeting.")
    if terms.capacity is not None and not 1 <= terms.capacity <= MOST_GUESTS:
        faults["capacity"] = _("Write a number from 1 to 5 000, or leave it empty.")
    return faults


def guest_faults(guest: Guest) -> dict[str, str]:
    """What is wrong with a guest, by field."""
    if not guest.name.strip():
        return {"name": _("Write the name of the guest.")}
    return {}
