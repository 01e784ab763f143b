"""Which texts a pact has, in which languages they can stand, and how fresh each one is."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import (
    Activity,
    CitySignatory,
    CooperationForm,
    ExcludedSector,
    Goal,
    Measure,
    Pact,
    PactValue,
    TargetGroup,
    TextState,
)
from pakten.parties.pacts.states import Freshness

SOURCE = "sv"
LANGUAGES: dict[str, Promise] = {
    "sv": _("Swedish"),
    "en": _("English"),
    "ar": _("Arabic"),
    "so": _("Somali"),
    "ti": _("Tigrinya"),
    "fa": _("Persian and Dari"),
    "uk": _("Ukrainian"),
    "tr": _("Turkish"),
    "bs": _("Bosnian and Serbian"),
    "ru": _("Russian"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One text column: what it is called, and whether its Swedish may be changed where it stands.

    `is_definition` texts say what is promised or counted: only their spelling is corrected there.
    """

    model: type[models.Model]
    field: str
    label: str | Promise
    longest: int = 300
    is_definition: bool = False

    @property
    def table(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def key(self) -> str:
        return f"{self.table}.{self.field}"

    @property
    def verb(self) -> Verb:
        """Measures and the catalogue have their own editors; the rest shapes the pact."""
        if self.model is Measure:
            return Verb.EDIT_MEASURE
        return Verb.EDIT_CATALOGUE if self.is_definition else Verb.SHAPE_PACT


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(Pact, "name", _("Name of the pact"), 120),
        Kind(Pact, "purpose", _("Purpose"), 2000),
        Kind(Pact, "membership_text", _("What membership means"), 2000),
        Kind(Pact, "office", _("Name of the pact office"), 120),
        Kind(Goal, "text", _("Goal"), 400),
        Kind(PactValue, "title", _("Value for members"), 80),
        Kind(PactValue, "text", _("Value for members in a sentence"), 400),
        Kind(TargetGroup, "name", _("Target group"), 120, is_definition=True),
        Kind(TargetGroup, "definition", _("Definition of a target group"), 1000, True),
        Kind(ExcludedSector, "reason", _("Why a sector is excluded"), 400),
        Kind(Activity, "name", _("Activity"), 120, is_definition=True),
        Kind(Activity, "summary", _("Activity in a sentence"), 300, is_definition=True),
        Kind(Activity, "description", _("Description of an activity"), 4000, is_definition=True),
        Kind(CooperationForm, "name", _("Form of cooperation"), 200, is_definition=True),
        Kind(Measure, "name", _("Measure"), 120, is_definition=True),
        Kind(Measure, "unit", _("Unit"), 60, is_definition=True),
        Kind(Measure, "definition", _("Definition of a measure"), 1000, is_definition=True),
        Kind(Measure, "pledge_sentence", _("Promise as a sentence"), 300, is_definition=True),
        Kind(Measure, "baseline_note", _("Where a baseline comes from"), 300),
        Kind(CitySignatory, "title", _("Title of a signatory"), 120),
    )
}
States = Mapping[tuple[str, str], TextState]


def place_of(row: models.Model, field: str) -> str:
    """The name of a text: `activity.12.summary`."""
    return f"{row._meta.model_name}.{row.pk}.{field}"


def kind_of(place: str) -> tuple[Kind, int] | None:
    """The column and the row that a place names; None for what is no place."""
    table, _dot, rest = place.partition(".")
    number, _dot, field = rest.partition(".")
    kind = KINDS.get(f"{table}.{field}")
    return (kind, int(number)) if kind and number.isdecimal() and len(number) < 16 else None


def fingerprint(words: str) -> str:
    """What a translation remembers of the Swedish it was made from."""
    return hashlib.sha256(words.strip().encode()).hexdigest()


def freshness(text: LocalText, lang: str, state: TextState | None) -> Freshness:
    """How one language of a text stands beside the Swedish."""
    if not text.get(lang, "").strip():
        return Freshness.MISSING
    if lang == SOURCE or state is None:
        return Freshness.FRESH
    if state.source_hash != fingerprint(text.get(SOURCE, "")):
        return Freshness.OUTDATED
    return Freshness.MACHINE if state.is_machine else Freshness.FRESH


@dataclass(frozen=True, slots=True)
class Mark:
    """One language of one text, for the row of small marks."""

    lang: str
    state: Freshness

    @property
    def name(self) -> str:
        return str(LANGUAGES.get(self.lang, self.lang))

    @property
    def needs_work(self) -> bool:
        return self.state in (Freshness.OUTDATED, Freshness.MISSING, Freshness.MACHINE)


_WORST = (Freshness.MISSING, Freshness.OUTDATED, Freshness.MACHINE, Freshness.FRESH)


def marks_of(
    row: models.Model, fields: tuple[str, ...], languages: list[str], states: States
) -> list[Mark]:
    """The marks of a row: for each language the worst of its texts that have a Swedish."""
    texts = {place_of(row, field): getattr(row, field) for field in fields}
    written = {place: text for place, text in texts.items() if text.get(SOURCE)}
    marks = []
    for lang in languages:
        found = {freshness(t, lang, states.get((place, lang))) for place, t in written.items()}
        marks.append(Mark(lang, next((s for s in _WORST if s in found), Freshness.MISSING)))
    return marks
