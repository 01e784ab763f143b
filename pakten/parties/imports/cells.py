"""What a cell must be: its text in, the value the register keeps out, or what is wrong with it.

The text stays as the file has it; values are read from it when they are needed, so that an error
is told in the language of whoever reads it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from pakten.parties.imports.headings import bare
from pakten.parties.imports.states import Column
from pakten.parties.organisations.rules import read_number
from pakten.parties.organisations.states import Kind, Level
from pakten.parties.pacts.models import District

LONGEST = {
    Column.NAME: 160,
    Column.WEBSITE: 200,
    Column.ABOUT: 600,
    Column.CONTACT_NAME: 120,
    Column.CONTACT_TITLE: 120,
    Column.CONTACT_EMAIL: 254,
    Column.CONTACT_PHONE: 40,
}
MOST_EMPLOYEES = 1_000_000
LANGUAGES = ("sv", "en")
SECTION = re.compile(r"(?i)[a-u]|\d{2}(\.?\d{1,3})?")
KIND_WORDS = {
    Kind.COMPANY: "ab aktiebolag bolag företag hb kb enskildfirma stiftelse privat ltd",
    Kind.MUNICIPAL_COMPANY: "kommunaltbolag kommunbolag stadensbolag",
    Kind.CITY_ADMINISTRATION: "förvaltning stadsdelsförvaltning fackförvaltning kommun staden",
    Kind.AUTHORITY: "myndighet statligmyndighet region",
    Kind.ASSOCIATION: "förening ideellförening ideell if ngo civilsamhälle studieförbund trossamfund",
}
SECTORS = {
    "A": "jordbruk skogsbruk fiske lantbruk agriculture",
    "B": "gruvor utvinningavmineral mining",
    "C": "tillverkning industri manufacturing",
    "D": "energi el energy",
    "E": "vatten avfall återvinning water waste",
    "F": "bygg byggverksamhet byggochanläggning construction",
    "G": "handel detaljhandel partihandel retail trade",
    "H": "transport logistik lager transportochmagasinering logistics",
    "I": "hotell restaurang hotellochrestaurang besöksnäring hospitality",
    "J": "it tele media informationochkommunikation ict",
    "K": "finans bank försäkring finance insurance",
    "L": "fastigheter fastighet fastighetsverksamhet realestate",
    "M": "juridik ekonomi konsult redovisning teknik consulting",
    "N": "bemanning städ lokalvård service serviceochstäd bevakning resor uthyrning facilities",
    "O": "offentligförvaltning offentlig publicadministration",
    "P": "utbildning skola education",
    "Q": "vård omsorg vårdochomsorg hälsa health care",
    "R": "kultur fritid idrott nöje culture sport",
    "S": "annanservice intresseorganisation serviceverksamhet",
    "T": "hushåll households",
    "U": "internationellaorganisationer",
}


def _with_labels(choices: type[TextChoices], words: Mapping[Any, str]) -> dict[str, str]:
    """Every word for a choice: its code, its label in both languages, and what people write."""
    found = {word: str(code) for code, line in words.items() for word in line.split()}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {bare(label): value for value, label in choices.choices}
    return found | {bare(value): value for value in choices.values}


@dataclass(frozen=True, slots=True)
class Words:
    """The words a pact's choices go by: districts in every language, with those that have merged."""

    districts: Mapping[str, int]
    names: Mapping[int, str]
    kinds: Mapping[str, str] = field(default_factory=lambda: _with_labels(Kind, KIND_WORDS))
    levels: Mapping[str, str] = field(default_factory=lambda: _with_labels(Level, {}))
    sectors: Mapping[str, str] = field(
        default_factory=lambda: {w: code for code, line in SECTORS.items() for w in line.split()}
    )

    @classmethod
    def of(cls, pact_id: int) -> "Words":
        """Read from the pact. One query."""
        rows = {each.pk: each for each in District.objects.filter(pact=pact_id)}
        words: dict[str, int] = {}
        for each in rows.values():
            today = _today(each, rows)
            words |= {bare(text): today for text in (each.code, *each.name.values()) if text}
        return cls(words, {pk: str(row) for pk, row in rows.items() if not row.successor_id})


def _today(district: District, rows: Mapping[int, District]) -> int:
    """The district that a district has become."""
    for _step in range(10):
        if district.successor_id is None:
            break
        district = rows[district.successor_id]
    return int(district.pk)


def read(column: str, text: str, words: Words) -> Any:
    """The value of a cell that is not empty; a `ValidationError` says what is wrong and how to mend it."""
    text = " ".join(text.split()) if column != Column.ABOUT else text.strip()
    if len(text) > LONGEST.get(Column(column), 100):
        raise ValidationError(
            _("This is longer than %(n)d characters.") % {"n": LONGEST.get(Column(column), 100)}
        )
    return _READERS.get(column, _as_it_is)(text, words)


def _as_it_is(text: str, words: Words) -> str:
    return text


def _number(text: str, words: Words) -> str:
    return read_number(text)


def _kind(text: str, words: Words) -> Any:
    return _known(text, words.kinds)


def _level(text: str, words: Words) -> Any:
    return _known(text, words.levels)


def _district(text: str, words: Words) -> Any:
    return _known(text, words.districts)


def _sector(text: str, words: Words) -> Any:
    if SECTION.fullmatch(text):
        return text.upper()
    return _known(text, words.sectors)


def _known(text: str, known: Mapping[str, Any]) -> Any:
    if bare(text) in known:
        return known[bare(text)]
    raise ValidationError(_("We find no choice that is called “%(text)s”.") % {"text": text})


def _employees(text: str, words: Words) -> int:
    digits = re.sub(r"(?<=\d)[\s\u00a0.,](?=\d{3}\b)", "", text)
    if not digits.isdecimal():
        guess = suggestion(Column.EMPLOYEES, text)
        said = _("“%(text)s” cannot be read as a number.") % {"text": text}
        raise ValidationError(said + (" " + _("Is it %(n)s?") % {"n": guess} if guess else ""))
    if int(digits) > MOST_EMPLOYEES:
        raise ValidationError(_("This is more than there can be. Write the number of employees."))
    return int(digits)


def _website(text: str, words: Words) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError(_("This is not a web address. Write it like example.se.")) from error
    return address


def _email(text: str, words: Words) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(_("Write the whole address, like name@example.se.")) from error
    return text


_READERS: dict[str, Callable[[str, Words], Any]] = {
    Column.NUMBER: _number,
    Column.PARENT: _number,
    Column.KIND: _kind,
    Column.SECTOR: _sector,
    Column.EMPLOYEES: _employees,
    Column.DISTRICT: _district,
    Column.LEVEL: _level,
    Column.WEBSITE: _website,
    Column.CONTACT_EMAIL: _email,
}


def suggestion(column: str, text: str) -> str:
    """What the cell probably should be, "" when it cannot be told: "ca 12" gives 12."""
    if column == Column.EMPLOYEES and len(found := re.findall(r"\d+", text)) == 1:
        return str(int(found[0]))
    return ""


def shown(column: str, value: Any, words: Words) -> str:
    """A value as it is read on the page."""
    if value in (None, ""):
        return ""
    if column == Column.DISTRICT:
        return words.names.get(value, "")
    if column == Column.KIND:
        return str(Kind(value).label)
    if column == Column.LEVEL:
        return str(Level(value).label)
    if column in (Column.NUMBER, Column.PARENT) and len(str(value)) == 10:
        return f"{value[:6]}-{value[6:]}"
    return str(value)


def choices(column: str, words: Words) -> list[tuple[str, str]]:
    """What can be chosen for a column, for the form that mends a row; nothing for free text."""
    plain: dict[str, list[tuple[str, str]]] = {
        Column.KIND: [(value, str(label)) for value, label in Kind.choices],
        Column.LEVEL: [(value, str(label)) for value, label in Level.choices],
        Column.DISTRICT: [(name, name) for name in words.names.values()],
    }
    return plain.get(column, [])


def missing(column: str) -> str:
    """What is said about a cell that is empty and must not be."""
    if column == Column.NUMBER:
        return _("Write the organisation number. Without it nobody can be entered in the register.")
    if column == Column.NAME:
        return _("Write the name.")
    return _("Write an e-mail address. Everybody in the register has a contact.")
