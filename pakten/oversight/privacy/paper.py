"""All that is stored about a person, as a tagged PDF in the reader's language."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pakten.base.documents.pdf import render_pdf
from pakten.oversight.privacy.answers import answers_of
from pakten.oversight.privacy.queries import visits_to, who_sees
from pakten.parties.guidance.queries import numbers_of
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import consent_history

TEMPLATE = Path(__file__).parent / "mydata.typ"
# What the fonts of the papers can write; the others get English.
LANGUAGES = ("sv", "en", "ar", "fa", "uk", "ru", "tr", "bs", "so")
FALLBACK = "en"
Row = tuple[str, str]


def paper_of(person: Participant, lang: str, *, at: datetime) -> bytes:
    """The whole of it on paper."""
    used = lang if lang in LANGUAGES else FALLBACK
    with translation.override(used):
        return render_pdf(TEMPLATE, _data(person, at), used, at=at)


def _data(person: Participant, at: datetime) -> dict[str, Any]:
    day = timezone.localdate(at).isoformat()
    parts = (
        (_("About you"), _about(person)),
        (_("My answers"), [(a.title, a.text or "–") for a in answers_of(person)]),
        (_("What you have said yes to"), _history(person)),
        (_("Proposals and places"), _places(person)),
        (_("Who sees what right now"), [(s.name, f"{s.role}. {s.what}") for s in who_sees(person)]),
        (_("Who has opened your data"), _visits(person)),
    )
    return {
        "title": _("My data"),
        "heading": _("My data"),
        "author": str(person.pact.name),
        "lead": _("All we had about you on %(day)s.") % {"day": day},
        "foot": f"{person.pact.name} · {person.pact.city} · {day}",
        "stamp": "",
        "words": {"page": _("Page")},
        "parts": [{"title": t, "rows": [*map(list, rows)], "none": _("Nothing.")} for t, rows in parts],
    }  # fmt: skip


def _about(person: Participant) -> list[Row]:
    return [
        (_("Name"), str(person)),
        (_("Year of birth"), str(person.birth_year)),
        (_("Gender, only for statistics"), str(person.get_gender_display())),
        (_("Phone"), person.phone or "–"),
        (_("E-mail"), person.email or "–"),
        (_("District"), str(person.district)),
        (_("Group"), str(person.target_group)),
        (_("Registered"), timezone.localdate(person.registered_at).isoformat()),
    ]


def _history(person: Participant) -> list[Row]:
    said = {True: _("You said yes"), False: _("You took it back")}
    return [
        (timezone.localtime(when).strftime("%Y-%m-%d"), f"{said[given]}: {row.get_purpose_display()}")
        for when, row, given in consent_history(person)
    ]  # fmt: skip


def _places(person: Participant) -> list[Row]:
    rows = person.placements.select_related("opening__organisation").order_by("-proposed_at")
    return [
        (
            timezone.localdate(each.proposed_at).isoformat(),
            f"{each.opening.title}, {each.opening.organisation.name}: {each.get_state_display()}",
        )
        for each in rows
    ]


def _visits(person: Participant) -> list[Row]:
    return [
        (f"{timezone.localtime(v.at):%Y-%m-%d %H:%M}", f"{v.who}, {v.role}. {v.why}")
        for v in visits_to(numbers_of(person.pk))
    ]
