"""The trades of SNI 2007 (SCB): 21 sections with a letter, 88 divisions with two digits."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pakten.base.ui.text import LocalText

_FILE = Path(__file__).parent / "data" / "sni2007.csv"


@dataclass(frozen=True, slots=True)
class Sector:
    """A section (`code` equals `section`) or a division within one."""

    code: str
    section: str
    sv: str
    en: str

    @property
    def name(self) -> LocalText:
        return LocalText(sv=self.sv, en=self.en)

    @property
    def is_section(self) -> bool:
        return self.code == self.section


@cache
def sectors() -> dict[str, Sector]:
    """Every section and division by its code, each section before its divisions."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [Sector(**row) for row in csv.DictReader(file)]
    return {
        each.code: each
        for each in sorted(rows, key=lambda s: (s.section, not s.is_section, s.code))
    }


def within(code: str) -> tuple[str, ...]:
    """The codes by which an organisation's SNI code is excluded: its division and its section.

    Takes a section, a division or any longer SNI code ("92", "92.000", "92000", "R").
    """
    short = code.strip().upper().replace(".", "")[:2]
    found = sectors().get(short)
    if found is None:
        return ()
    return (found.code,) if found.is_section else (found.code, found.section)


def sector_name(code: str) -> LocalText:
    """The trade's name; empty for a code that is not one."""
    found = sectors().get(code.strip().upper().replace(".", "")[:2])
    return found.name if found else LocalText()
