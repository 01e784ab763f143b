"""What differs between two texts of a letter, sentence by sentence. Plain values only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import Content
from pakten.agreements.commitments.sheet import halves
from pakten.agreements.commitments.states import Party

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
_VERSION = re.compile(r"-v\d+$")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is another: what it is called, before and now. Empty: there was none."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of a sentence: "" stands in both, "del" only before, "ins" only now."""

    text: str
    kind: str = ""
    strong: bool = False


@dataclass(slots=True)
class Row:
    """A pledge in two texts."""

    kind: str
    before: Content | None
    now: Content | None
    changes: list[Change] = field(default_factory=list)

    @property
    def pledge(self) -> Content:
        """The pledge as it is now, or as it was when it is gone."""
        return self.now or self.before or {}

    @property
    def pieces(self) -> list[Piece]:
        """The sentence with what was taken away and what was put in."""
        return list(_pieces(self.before, self.now))


@dataclass(slots=True)
class Differences:
    """Everything between two texts: the letter's own values, who signs, and every pledge."""

    own: list[Change]
    rows: list[Row]

    @property
    def count(self) -> int:
        """How many things differ: a value of the letter's own, or a pledge."""
        return len(self.own) + sum(row.kind != SAME for row in self.rows)


def differences(before: Content, now: Content) -> Differences:
    """What became of one text in the other, in the order of the later one."""
    return Differences(list(_own(before, now)), _rows(before["pledges"], now["pledges"]))


def _own(before: Content, now: Content) -> Iterator[Change]:
    labels = {
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
        "background": _("Background"),
    }
    for name, label in labels.items():
        if before[name] != now[name]:
            yield Change(label, before[name], now[name])
    words = {Party.MEMBER: _("Signs for the member"), Party.CITY: _("Signs for the city")}
    for party, label in words.items():
        old, new = _signers(before, party), _signers(now, party)
        if old != new:
            yield Change(label, old, new)


def _signers(content: Content, party: str) -> str:
    named = content["signatories"][party]
    return "; ".join(", ".join(filter(None, [n["name"], n["title"]])) for n in named)


def _kin(pledge: Content) -> tuple[str, str]:
    return pledge["by"], _VERSION.sub("", pledge["measure"])


def _rows(before: Sequence[Content], now: Sequence[Content]) -> list[Row]:
    left = list(before)
    pairs: dict[int, Content] = {}
    for fits in (_identical, _alike, _same_kin):
        for place, pledge in enumerate(now):
            if place in pairs:
                continue
            match = next((old for old in left if fits(old, pledge)), None)
            if match is not None:
                pairs[place] = match
                left.remove(match)
    rows = [_row(pairs.get(place), pledge) for place, pledge in enumerate(now)]
    return rows + [Row(REMOVED, pledge, None) for pledge in left]


def _identical(old: Content, new: Content) -> bool:
    return old == new


def _alike(old: Content, new: Content) -> bool:
    """The same promise with one thing changed."""
    names = ("quantity", "by_day", "note", "responsible")
    return _kin(old) == _kin(new) and sum(old[n] != new[n] for n in names) <= 1


def _same_kin(old: Content, new: Content) -> bool:
    return _kin(old) == _kin(new)


def _row(before: Content | None, now: Content) -> Row:
    if before is None:
        return Row(ADDED, None, now)
    changes = list(_changes(before, now))
    return Row(CHANGED if changes else SAME, before, now, changes)


def _changes(before: Content, now: Content) -> Iterator[Change]:
    labels = {
        "quantity": _("How many"),
        "from": _("From"),
        "by_day": _("No later than"),
        "note": _("In more detail"),
        "responsible": _("Responsible"),
    }
    for name, label in labels.items():
        if before[name] != now[name]:
            yield Change(label, str(before[name]), str(now[name]))
    if halves(before) != halves(now):
        yield Change(_("The wording"), "…".join(halves(before)), "…".join(halves(now)))


def _bits(pledge: Content) -> list[tuple[str, bool]]:
    start, end = halves(pledge)
    note = f" ({pledge['note']})" if pledge["note"] else ""
    until = " " + _("no later than") + " "
    bits = [(start, False), (str(pledge["quantity"]), True), (end, False), (note, False)]
    return [*bits, (until, False), (pledge["by_day"], True)]


def _pieces(before: Content | None, now: Content | None) -> Iterator[Piece]:
    if before is None or now is None:
        kind = "ins" if now is not None else "del"
        yield Piece("".join(text for text, _strong in _bits(now or before or {})), kind)
        return
    for (old, strong), (new, _same) in zip(_bits(before), _bits(now), strict=True):
        if old == new:
            yield Piece(new, "", strong)
            continue
        if old:
            yield Piece(old, "del", strong)
        if new:
            yield Piece(new, "ins", strong)


def words_for(kind: str) -> str:
    """What a mark means, in a word."""
    words: dict[str, Any] = {CHANGED: _("Changed"), ADDED: _("Added"), REMOVED: _("Removed")}
    return str(words.get(kind, ""))
