"""The register of members: views, filters, how each stands, and the whole of it as a file."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.exports import Column, export
from pakten.base.ui.listing import Listing, state_of
from pakten.base.ui.templatetags.pakten import icon_href, initials, isodate, share_of, thousands
from pakten.faces.desk.register_list import Register, shown, with_ends
from pakten.faces.desk.standing import Standing, standings
from pakten.parties.organisations.models import Contact, Interest, Organisation
from pakten.parties.organisations.states import InterestState, Kind
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity

__all__ = ["export_rows", "see_register", "with_ends"]


@needs(Verb.SEE_REGISTER)
def see_register(request: PactRequest) -> HttpResponse:
    """Every organisation in the pact, and how it stands."""
    register = Register(request, request.GET)
    listing = register.listing
    if listing.format:
        return export_rows(register, shown(listing.queryset))
    tabs, counts, saved = register.tabs()
    rows = _rows(register, listing.rows)
    context = {
        "listing": listing,
        "rows": rows,
        "shown": _shown(register, rows),
        "words": _words(),
        "counts": counts,
        "tabs": tabs,
        "saved": saved,
        "owns_saved": saved is not None and saved.account_id == request.user.pk,
        "can_save": bool(state_of(request.GET)) and saved is None,
        "state": state_of(request.GET),
        "can_register": request.actor.holds(Verb.REGISTER_ORGANISATION),
        "can_change": request.actor.holds(Verb.CHANGE_ORGANISATIONS),
        "view": register.view,
        "interests": _interests_like(request, listing) if listing.total == 0 else [],
        "chosen": [each.chosen for each in listing.filters if each.value],
    }
    return render(request, "desk/see_register.html", context)


def _rows(register: Register, houses: Sequence[Organisation]) -> list[Standing]:
    return standings(houses, register.activities, register.today, register.warn_days)


def _shown(register: Register, rows: Sequence[Standing]) -> list[dict[str, Any]]:
    """The rows as the template writes them out: everything looked up and worded once."""
    slots, words, kinds = slots_of(register.activities, rows), _words(), dict(Kind.choices)
    return [
        {
            "pk": house.pk, "name": house.name, "stage": row.stage_label, "tone": row.stage_tone,
            "sub": _sub(house, str(kinds[house.kind]), words), "ends": _day(row.ends),
            "slots": slots.get(house.pk, ""), "total": row.total, "in_time": row.in_time,
            "share": share_of(row.in_time, row.total), "pace": row.tone,
            "contact": _day(house.contacted_on), "quiet": row.quiet_text, "is_quiet": row.is_quiet,
            "check_in": _day(row.check_on), "check_tone": row.check_in_tone,
            "check_text": row.check_in_text, "who": house.responsible.name if house.responsible else "",
            "initials": initials(house.responsible.name) if house.responsible else "",
        }
        for row in rows
        for house in (row.organisation,)
    ]  # fmt: skip


def _sub(house: Organisation, kind: str, words: dict[str, str]) -> str:
    if house.employees is None:
        return kind
    unit = words["employee" if house.employees == 1 else "employees"]
    return f"{kind}, {thousands(house.employees)} {unit}"


@lru_cache(maxsize=4096)
def _day(day: date | None) -> SafeString | str:
    return isodate(day) if day else ""


def _words() -> dict[str, str]:
    """The words that come again in every row, looked up once."""
    return {
        "choose": _("Choose"), "employee": _("employee"), "employees": _("employees"),
        "to": _("to"), "of": _("of"), "activities": _("Activities"), "none_yet": _("None yet"),
        "in_time": _("Pledges in time"), "contact": _("Latest contact"), "check_in": _("Check-in"),
        "not_booked": _("Not booked"), "responsible": _("Responsible"), "nobody": _("Nobody yet"),
    }  # fmt: skip


def slots_of(activities: Sequence[Activity], rows: Sequence[Standing]) -> dict[int, SafeString]:
    """The activity marks of each row, drawn once for each set: a component a mark is slow in a list."""
    on = {
        a.pk: format_html(
            '<li data-on title="{0}"><svg class="icon" viewBox="0 0 24 24" focusable="false" role="img"'
            ' aria-label="{0}"><use href="{1}"></use></svg></li>', a.name, icon_href(a.icon),
        )
        for a in activities
    }  # fmt: skip
    off = SafeString('<li aria-hidden="true"></li>')
    drawn: dict[frozenset[int], SafeString] = {}
    for row in rows:
        if (key := frozenset(row.activities)) not in drawn:
            marks = (on[a.pk] if a.pk in key else off for a in activities)
            drawn[key] = SafeString("".join(marks) if key else "")
    return {row.organisation.pk: drawn[frozenset(row.activities)] for row in rows}


def _interests_like(request: PactRequest, listing: Listing[Organisation]) -> list[Interest]:
    """Interest forms with the searched name, for whoever answers them and looks for the sender."""
    if not listing.q or not request.actor.holds(Verb.SEE_INTEREST):
        return []
    rows = Interest.objects.filter(state=InterestState.NEW, organisation_name__icontains=listing.q)
    return list(rows[:3])


def export_rows(register: Register, rows: Any) -> HttpResponse:
    """Organisations as a file, as the page shows them and with what an import can read. Four queries."""
    houses = list(rows.select_related("responsible", "district", "parent"))
    people = _first_contacts()
    listing = register.listing
    listing.queryset = _rows(register, houses)  # type: ignore[assignment]
    return export(listing, _columns(people), filename=_("members"))


def _first_contacts() -> dict[int, Contact]:
    """The first contact of every organisation."""
    rows = Contact.objects.order_by("organisation_id", "position", "id")
    return {each.organisation_id: each for each in rows.distinct("organisation_id")}


def _columns(people: dict[int, Contact]) -> tuple[Column, ...]:
    def of_contact(name: str) -> Any:
        return lambda row: getattr(people.get(row.organisation.pk), name, "")

    return (
        Column(_("Organisation number"), "organisation.number_text"),
        Column(_("Name"), "organisation.name"),
        Column(_("Kind"), "organisation.get_kind_display"),
        Column(_("Sector"), "organisation.sector"),
        Column(_("Employees"), "organisation.employees"),
        Column(_("District"), "organisation.district"),
        Column(_("Level of engagement"), "organisation.get_level_display"),
        Column(_("Website"), "organisation.website"),
        Column(_("Belongs to (organisation number)"), "organisation.parent.number_text"),
        Column(_("Contact"), of_contact("name")),
        Column(_("Contact's title"), of_contact("title")),
        Column(_("Contact's e-mail"), of_contact("email")),
        Column(_("Contact's phone"), of_contact("phone")),
        Column(_("Stage"), "stage_label"),
        Column(_("Vetting"), "organisation.get_vetting_display"),
        Column(_("Approved until"), "organisation.vetted_until"),
        Column(_("Activities"), lambda row: ", ".join(s["label"] for s in row.slots if s["on"])),
        Column(_("Pledges in time"), "in_time"),
        Column(_("Pledges"), "total"),
        Column(_("Letter ends"), "ends"),
        Column(_("Check-in"), "organisation.check_on"),
        Column(_("Latest contact"), "organisation.contacted_on"),
        Column(_("Member since"), "organisation.member_since"),
        Column(_("Responsible"), "organisation.responsible"),
    )
