"""The lines that are read out in a session, in two languages, and what was filled in during it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Model, Q
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.models import Event
from pakten.base.ui.languages import EVERY
from pakten.parties.guidance.models import Session
from pakten.parties.guidance.states import HELP
from pakten.parties.people.consent_texts import consent_text
from pakten.parties.people.states import Purpose

HELP_VERSION = "2026-1"
HELP_TEXT = gettext_noop("I help you to fill in. You see all that I write.")
_KNOWN = {each.code: each for each in EVERY}
# What a change of each table is called; the tables of other pieces are told by their own name.
PARTS = {
    "people_participant": _("The person"),
    "people_experience": _("Work done"),
    "people_wish": _("Wishes"),
    "people_skill": _("Skills"),
    "people_spokenlanguage": _("Languages"),
    "people_reach": _("Within reach"),
    "people_education": _("Studies"),
    "people_photo": _("Photo"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Words in one language, with how they are written."""

    text: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line to answer: what it says in both languages, and the answer so far."""

    code: str
    ours: Said
    theirs: Said | None
    ours_more: str = ""
    theirs_more: str = ""
    yes: bool | None = None
    error: str = ""


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return _KNOWN[language].dir if language in _KNOWN else "ltr"


def name_of(language: str) -> str:
    """The language's own name."""
    return _KNOWN[language].name if language in _KNOWN else language


def both(words: str, ours: str, theirs: str) -> tuple[Said, Said | None]:
    """A text of ours in the counsellor's language and, where it is written in it, the person's."""
    mine = Said(in_language(words, ours), ours, direction(ours))
    yours = in_language(words, theirs)
    if theirs == ours or theirs not in _KNOWN or (theirs != "en" and yours == words):
        return mine, None
    return mine, Said(yours, theirs, direction(theirs))


def in_language(words: str, language: str) -> str:
    """The translation of a text into one language."""
    with translation.override(language if language in _KNOWN else "en"):
        return gettext(words)


def wanted_lines() -> list[str]:
    """What is asked: the help itself, then each purpose."""
    return [HELP, *(purpose.value for purpose in Purpose)]


def lines_of(session: Session, ours: str, answers: dict[str, bool]) -> Iterator[Line]:
    """Every line in both languages."""
    today = timezone.localdate()
    mine, yours = both(HELP_TEXT, ours, session.language)
    yield Line(HELP, mine, yours, yes=answers.get(HELP))
    for purpose in Purpose:
        here = consent_text(purpose, ours, today)
        there = consent_text(purpose, session.language, today)
        same = there.language == here.language
        yield Line(
            purpose.value,
            Said(here.title, here.language, direction(here.language)),
            None if same else Said(there.title, there.language, direction(there.language)),
            here.text,
            "" if same else there.text,
            answers.get(purpose.value),
        )


def filled_in(session: Session, until: datetime) -> Iterator[tuple[str, int | None]]:
    """Each change of the person's profile in the session: its table, and whose hand it was."""
    person = session.participant_id
    pieces = Q(before__participant_id=person) | Q(after__participant_id=person)
    ids = [
        (
            table,
            list(model._default_manager.filter(participant=person).values_list("pk", flat=True)),
        )
        for table, model in _tables()
    ]
    rows = Q(table="people_participant", row_id=person)
    for table, known in ids:
        rows |= Q(table=table) & (Q(row_id__in=known) | pieces)
    events = Event.objects.filter(rows, at__gte=session.started_at, at__lte=until)
    for table, who in events.order_by("pk").values_list("table", "account_id"):
        yield table, who


def _tables() -> list[tuple[str, type[Model]]]:
    """The profile's own tables: those of people that point at the person, without the consents."""
    models = apps.get_app_config("people").get_models()
    return [
        (m._meta.db_table, m)
        for m in models
        if m._meta.db_table in PARTS and any(f.name == "participant" for f in m._meta.fields)
    ]


def part_name(table: str) -> str:
    """What a part is called on a page."""
    return str(PARTS.get(table, table))
