"""Our own short word lists, read from `data/`: what the product knows before any import."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pakten.base.terms.states import (
    ConceptKind,
    Origin,
    folded,
    language_key,
    licence_key,
    sort_key,
    ssyk_key,
    ssyk_kind,
)

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class OwnTerm:
    """A row of the own lists. `parent`, `groups` and `merged_into` are keys of SSYK groups."""

    key: str
    kind: ConceptKind
    label_sv: str
    label_en: str
    code: str = ""
    label_own: str = ""
    jobtech_id: str | None = None
    parent: str | None = None
    groups: tuple[str, ...] = ()
    merged_into: str | None = None

    def columns(self) -> dict[str, object]:
        """The values of the table's columns, relations left out."""
        return {
            "kind": self.kind.value,
            "code": self.code,
            "jobtech_id": self.jobtech_id,
            "origin": Origin.OWN.value,
            "label_sv": self.label_sv,
            "label_en": self.label_en,
            "label_own": self.label_own,
            "search_text": folded(self.label_sv, self.label_en, self.label_own, self.code),
            "sort_key": sort_key(self.label_sv),
        }


def read_own_terms() -> list[OwnTerm]:
    """Every term of our own, parents before children."""
    return [*_groups(), *_skills(), *_languages(), *_licences()]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _groups() -> Iterator[OwnTerm]:
    for row in _rows("ssyk2012.csv"):
        code = row["code"]
        yield OwnTerm(
            key=ssyk_key(code),
            kind=ssyk_kind(code),
            code=code,
            label_sv=row["label_sv"],
            label_en=row["label_en"],
            parent=ssyk_key(code[:-1]) if len(code) > 1 else None,
            merged_into=ssyk_key(row["merged_into"]) if row["merged_into"] else None,
        )


def _skills() -> Iterator[OwnTerm]:
    for row in _rows("skills.csv"):
        yield OwnTerm(
            key=f"skill:{row['key']}",
            kind=ConceptKind.SKILL,
            label_sv=row["label_sv"],
            label_en=row["label_en"],
            jobtech_id=row["jobtech_id"] or None,
            groups=tuple(ssyk_key(code) for code in row["groups"].split()),
        )


def _languages() -> Iterator[OwnTerm]:
    for row in _rows("languages.csv"):
        yield OwnTerm(
            key=language_key(row["code"]),
            kind=ConceptKind.LANGUAGE,
            code=row["code"],
            label_sv=row["label_sv"],
            label_en=row["label_en"],
            label_own=row["label_own"],
        )


def _licences() -> Iterator[OwnTerm]:
    for row in _rows("licences.csv"):
        yield OwnTerm(
            key=licence_key(row["code"]),
            kind=ConceptKind.LICENCE,
            code=row["code"],
            label_sv=row["label_sv"],
            label_en=row["label_en"],
            jobtech_id=row["jobtech_id"],
        )
