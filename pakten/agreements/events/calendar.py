"""An event as a calendar file: the same UID for ever, a higher SEQUENCE after each change."""

from icalendar import Calendar
from icalendar import Event as Entry

from pakten.agreements.events.models import Event
from pakten.agreements.events.notices import where
from pakten.agreements.events.states import EventState


def calendar_file(event: Event) -> bytes:
    """The event as iCalendar (RFC 5545); a calendar that has it already updates it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pakten//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if event.state == EventState.CANCELLED else "PUBLISH")
    entry = Entry()
    entry.add("uid", f"{event.uid}@pakten")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", str(event.title))
    entry.add("location", where(event))
    if event.description:
        entry.add("description", str(event.description))
    if event.online_url:
        entry.add("url", event.online_url)
    cancelled = event.state == EventState.CANCELLED
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar.add_component(entry)
    made: bytes = calendar.to_ical()
    return made
