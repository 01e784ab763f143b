"""How a row of a file stands to the register: new, the same, other values, doubtful, faulty.

The whole register is read once (`Register.of`, three queries) and every row is judged against it
in memory, so 20 000 rows cost no more queries than one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError

from pakten.parties.imports import cells
from pakten.parties.imports.states import CONTACT_COLUMNS, Column, RowState
from pakten.parties.organisations.models import Contact, Organisation

LEGAL_FORMS = frozenset({"ab", "aktiebolag", "hb", "kb", "ek", "för", "publ", "ideell", "förening"})
LIKE, UNLIKE = 0.84, 0.5
COMMON = 60  # a word in more names than this tells nothing
MOST_CANDIDATES = 5
PLAIN = {
    Column.NAME: "name",
    Column.KIND: "kind",
    Column.SECTOR: "sector",
    Column.EMPLOYEES: "employees",
    Column.DISTRICT: "district_id",
    Column.LEVEL: "level",
    Column.WEBSITE: "website",
    Column.ABOUT: "about",
}
ROW = "row"  # a problem of the row as a whole

# codes of doubt and fault; everything else is the cell's own error
MISSING, DOUBLE, OTHER_NAME, NAME_TAKEN, LIKE_NAME, UNKNOWN_PARENT = (
    "missing", "double", "other_name", "name_taken", "like_name", "unknown_parent",
)  # fmt: skip
CELL = "cell"


def bare_name(name: str) -> str:
    """A name without its legal form: "Klarasjö Hotell AB" and "Klarasjö Hotell" are the same."""
    words = re.findall(r"\w+", name.casefold())
    kept = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(kept or words)


def digits(text: str) -> str:
    """The number in a cell, however it is written; a cell that is no number gives what it has."""
    found = re.sub(r"\D", "", text)
    return found[2:] if len(found) == 12 and found.startswith("16") else found


def likeness(one: str, other: str) -> float:
    """How alike two bare names are, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@dataclass(slots=True)
class House:
    """An organisation of the register, with what an import can change."""

    pk: int
    number: str
    name: str
    values: dict[str, Any]
    parent: str = ""
    contacts: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Register:
    """The register of a pact, to be asked many times."""

    by_number: dict[str, House] = field(default_factory=dict)
    by_id: dict[int, House] = field(default_factory=dict)
    by_name: defaultdict[str, list[House]] = field(default_factory=lambda: defaultdict(list))
    by_word: defaultdict[str, list[House]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, pact_id: int) -> "Register":
        """Read the register. Two queries."""
        made = cls()
        fields = ("pk", "number", "parent__number", *PLAIN.values())
        for row in Organisation.objects.filter(pact=pact_id).order_by("pk").values(*fields):
            made.add(_house(row))
        contacts = Contact.objects.filter(pact=pact_id).order_by("position", "id")
        for row in contacts.values("pk", "organisation_id", "name", "title", "email", "phone"):
            made.by_id[row["organisation_id"]].contacts.append(dict(row))
        return made

    def add(self, house: House) -> None:
        """Know one more."""
        self.by_number[house.number] = self.by_id[house.pk] = house
        key = bare_name(house.name)
        self.by_name[key].append(house)
        for word in set(key.split()):
            self.by_word[word].append(house)

    def like(self, name: str) -> list[House]:
        """Those whose names are near, the nearest first."""
        key = bare_name(name)
        if exact := self.by_name.get(key):
            return exact[:MOST_CANDIDATES]
        words = [self.by_word[word] for word in key.split() if word in self.by_word]
        near = {house.pk: house for houses in words if len(houses) <= COMMON for house in houses}
        rated = [(likeness(key, bare_name(house.name)), house) for house in near.values()]
        best = sorted((pair for pair in rated if pair[0] >= LIKE), key=lambda pair: -pair[0])
        return [house for _rate, house in best[:MOST_CANDIDATES]]


def _house(row: Mapping[str, Any]) -> House:
    values = {str(column): row[name] for column, name in PLAIN.items()}
    values[Column.ABOUT] = dict(row["about"] or {}).get("sv", "")
    return House(row["pk"], row["number"], row["name"], values, row["parent__number"] or "")


@dataclass(slots=True)
class Judged:
    """What a row is. `differs` is {column: [as in the pact, as in the file]}, in words."""

    state: RowState
    problems: dict[str, str] = field(default_factory=dict)
    candidates: list[int] = field(default_factory=list)
    differs: dict[str, list[str]] = field(default_factory=dict)
    organisation_id: int | None = None


@dataclass(slots=True)
class Chosen:
    """What somebody has said about a doubtful row: which organisation, or None for a new one."""

    organisation_id: int | None


class Judge:
    """Judges the rows of one file in their order."""

    def __init__(self, register: Register, words: cells.Words, numbers: Iterable[str]) -> None:
        """`numbers` are all numbers of the file, so that a parent may stand in a later row."""
        self.register, self.words = register, words
        self.numbers = frozenset(numbers)
        self.seen: dict[str, int] = {}

    def judge(self, line: int, values: Mapping[str, str], chosen: Chosen | None = None) -> Judged:
        """How the row stands. A row already judged counts as seen by those after it."""
        taken, problems = read_all(values, self.words)
        number = taken.get(Column.NUMBER, "")
        parent = taken.get(Column.PARENT)
        if parent and parent not in self.register.by_number and parent not in self.numbers:
            problems[Column.PARENT] = UNKNOWN_PARENT
        first = self.seen.setdefault(number, line) if number else line
        house = self._house(number, chosen)
        if problems:
            return Judged(RowState.FAULTY, problems, organisation_id=house.pk if house else None)
        if first != line and chosen is None:
            found = house.pk if house else None
            return Judged(RowState.DOUBTFUL, {ROW: f"{DOUBLE}:{first}"}, organisation_id=found)
        if house is not None:
            return self._known(house, taken, chosen)
        return self._unknown(taken, chosen, again=first != line)

    def _house(self, number: str, chosen: Chosen | None) -> House | None:
        if chosen and chosen.organisation_id in self.register.by_id:
            return self.register.by_id[chosen.organisation_id]
        return self.register.by_number.get(number) if number else None

    def _known(self, house: House, taken: Mapping[str, Any], chosen: Chosen | None) -> Judged:
        differs, problems = differences(house, found_by(taken), self.words)
        if problems:
            return Judged(RowState.FAULTY, problems, organisation_id=house.pk)
        name = str(taken.get(Column.NAME, house.name))
        apart = likeness(bare_name(name), bare_name(house.name)) < UNLIKE
        if apart and chosen is None:
            return Judged(RowState.DOUBTFUL, {ROW: OTHER_NAME}, [house.pk], differs, house.pk)
        state = RowState.CHANGES if differs else RowState.SAME
        return Judged(state, differs=differs, organisation_id=house.pk)

    def _unknown(self, taken: Mapping[str, Any], chosen: Chosen | None, *, again: bool) -> Judged:
        name = str(taken.get(Column.NAME, ""))
        near = [house.pk for house in self.register.like(name)] if name and not chosen else []
        if near:
            said = NAME_TAKEN if taken.get(Column.NUMBER) else LIKE_NAME
            return Judged(RowState.DOUBTFUL, {ROW: said}, near)
        needed = [Column.NUMBER] if again else [Column.NUMBER, Column.NAME, Column.CONTACT_EMAIL]
        lacking = {str(column): MISSING for column in needed if not taken.get(column)}
        if lacking:
            return Judged(RowState.FAULTY, lacking)
        return Judged(RowState.NEW)


def read_all(
    values: Mapping[str, str], words: cells.Words
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a row, and the columns whose text cannot be taken."""
    taken, problems = {}, {}
    for column, text in values.items():
        if not text.strip():
            continue
        try:
            taken[column] = cells.read(column, text, words)
        except ValidationError:
            problems[column] = CELL
    return taken, problems


def found_by(taken: Mapping[str, Any]) -> dict[str, Any]:
    """The values that may change an organisation: a name it was found by is not a new name."""
    return {c: v for c, v in taken.items() if c != Column.NAME or Column.NUMBER in taken}


def differences(
    house: House, taken: Mapping[str, Any], words: cells.Words
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What the file would change in an organisation, and what it lacks for that.

    An empty cell changes nothing. A contact is known by the e-mail address; one that is not known
    is added, and needs an address.
    """
    differs = {}
    for column, before in house.values.items():
        if column in taken and taken[column] != before:
            differs[column] = [
                cells.shown(column, before, words), cells.shown(column, taken[column], words)
            ]  # fmt: skip
    parent = taken.get(Column.PARENT)
    if parent and parent != house.parent:
        differs[Column.PARENT] = [
            cells.shown(Column.PARENT, house.parent, words), cells.shown(Column.PARENT, parent, words)
        ]  # fmt: skip
    contact, problems = _contact_differences(house, taken)
    return differs | contact, problems


def contact_of(house: House, taken: Mapping[str, Any]) -> dict[str, Any] | None:
    """The contact a row speaks of: by the address, else by the name."""
    email = str(taken.get(Column.CONTACT_EMAIL, "")).casefold()
    name = str(taken.get(Column.CONTACT_NAME, "")).casefold()
    for each in house.contacts:
        if each["email"].casefold() == email if email else each["name"].casefold() == name:
            return each
    return None


def _contact_differences(
    house: House, taken: Mapping[str, Any]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    told = [column for column in CONTACT_COLUMNS if taken.get(column)]
    if not told:
        return {}, {}
    known = contact_of(house, taken)
    if known is None and Column.CONTACT_EMAIL not in told:
        only_details = Column.CONTACT_NAME not in told
        return {}, ({} if only_details else {Column.CONTACT_EMAIL: MISSING})
    if known is None:
        first = house.contacts[0] if house.contacts else {}
        return {c: [str(first.get(c[8:], "")), str(taken[c])] for c in told}, {}
    return contact_changes(known, taken), {}


def contact_changes(known: Mapping[str, Any], taken: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a row changes in a contact: not the address it is known by, nor a name's capitals."""
    columns = [c for c in CONTACT_COLUMNS if c != Column.CONTACT_EMAIL and taken.get(c)]
    pairs = {column: [str(known[column[8:]]), str(taken[column])] for column in columns}
    return {c: pair for c, pair in pairs.items() if pair[0].casefold() != pair[1].casefold()}
