"""Reading a JobTech taxonomy export: files in, checked plain rows out, or a reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from pakten.base.terms.states import (
    ConceptKind,
    folded,
    language_key,
    ssyk_key,
    ssyk_kind,
)

HIERARCHY = "the-ssyk-hierarchy-with-occupations.json"
SKILLS = "skills.json"
LANGUAGES = "languages.json"
SUBSTITUTABILITY = "substitutability-relations-between-occupations.json"

Row = dict[str, Any]


class UnreadableTaxonomy(Exception):  # noqa: N818 - named for what the reader is told
    """The export cannot be loaded. `line` and `column` count from 1; 0 when not about a place."""

    def __init__(self, file: str, reason: str, line: int = 0, column: int = 0) -> None:
        self.file, self.reason, self.line, self.column = file, reason, line, column
        place = _("line %(line)d, column %(column)d") % {"line": line, "column": column}
        super().__init__(f"{file}, {place}: {reason}" if line else f"{file}: {reason}")


@dataclass(frozen=True)
class Term:
    """A concept of the export under our key. `parent` is a key."""

    jobtech_id: str
    key: str
    kind: ConceptKind
    label: str
    code: str = ""
    definition: str = ""
    parent: str | None = None


@dataclass
class Export:
    """The checked content. `substitutions`: (occupation, substitute) JobTech ids -> percent.

    `deprecated`: JobTech id of a term that is out of use -> the id that replaces it, if said.
    """

    terms: dict[str, Term] = field(default_factory=dict)
    substitutions: dict[tuple[str, str], int] = field(default_factory=dict)
    deprecated: dict[str, str | None] = field(default_factory=dict)


def read_export(directory: Path) -> Export:
    """Read and check the four files we use. Raises `UnreadableTaxonomy` at the first fault."""
    if not directory.is_dir():
        raise UnreadableTaxonomy(str(directory), _("There is no such folder."))
    export = Export()
    for row in _concepts(directory / HIERARCHY):
        _read_group(export, row, parent="", level=1)
    for row in _concepts(directory / SKILLS):
        jobtech_id, label = _text(SKILLS, row, "id"), _label(SKILLS, row)
        _add(export, SKILLS, row, Term(jobtech_id, jobtech_id, ConceptKind.SKILL, label))
    for row in _concepts(directory / LANGUAGES):
        _add(export, LANGUAGES, row, _language(row))
    _read_substitutions(export, _concepts(directory / SUBSTITUTABILITY))
    return export


def _concepts(path: Path) -> list[Row]:
    rows = _json(path)
    for step in ("data", "concepts"):
        rows = rows.get(step) if isinstance(rows, dict) else None
    if not isinstance(rows, list) or not rows:
        raise UnreadableTaxonomy(path.name, _("The list data.concepts is missing or empty."))
    return [_object(path.name, row) for row in rows]


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise UnreadableTaxonomy(path.name, _("The file is missing.")) from None
    except OSError as error:
        raise UnreadableTaxonomy(path.name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        reason = _("The file is not written in UTF-8.")
        raise UnreadableTaxonomy(path.name, reason, line, column) from error
    except json.JSONDecodeError as error:
        reason = _("This is not JSON: %(reason)s.") % {"reason": error.msg}
        raise UnreadableTaxonomy(path.name, reason, error.lineno, error.colno) from error


def _object(file: str, row: Any) -> Row:
    if not isinstance(row, dict):
        raise UnreadableTaxonomy(
            file, _("A concept is not an object: %(row)s.") % {"row": repr(row)[:60]}
        )
    return row


def _text(file: str, row: Row, name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        about = {"name": name, "concept": row.get("id") or repr(row)[:60]}
        raise UnreadableTaxonomy(file, _("%(name)s is missing in concept %(concept)s.") % about)
    return value.strip()


def _label(file: str, row: Row) -> str:
    return " ".join(_text(file, row, "preferred_label").split())[:300]


def _add(export: Export, file: str, row: Row, term: Term) -> None:
    if row.get("deprecated") is True:
        after = row.get("replaced_by") or [{}]
        export.deprecated[term.jobtech_id] = _object(file, after[0]).get("id")
    elif term.jobtech_id in export.terms:
        raise UnreadableTaxonomy(file, _("Concept %(id)s stands twice.") % {"id": term.jobtech_id})
    else:
        export.terms[term.jobtech_id] = term


def _read_group(export: Export, row: Row, parent: str, level: int) -> None:
    """One SSYK group and everything narrower; `parent` is the code of the group above."""
    row, code = _object(HIERARCHY, row), _text(HIERARCHY, row, "ssyk_code_2012")
    if not re.fullmatch(rf"{parent}[0-9]", code) or row.get("type") != f"ssyk-level-{level}":
        about = {"code": code, "level": level, "parent": parent or "-"}
        reason = _("%(code)s is no SSYK code of level %(level)d under %(parent)s.") % about
        raise UnreadableTaxonomy(HIERARCHY, reason)
    above = ssyk_key(parent) if parent else None
    text = " ".join(str(row.get("definition") or "").split())
    identity = (
        _text(HIERARCHY, row, "id"),
        ssyk_key(code),
        ssyk_kind(code),
        _label(HIERARCHY, row),
    )
    _add(export, HIERARCHY, row, Term(*identity, code=code, definition=text, parent=above))
    for narrower in row.get("narrower") or ():
        if level < 4:
            _read_group(export, narrower, code, level + 1)
        else:
            _add(export, HIERARCHY, _object(HIERARCHY, narrower), _occupation(narrower, code))


def _occupation(row: Row, code: str) -> Term:
    jobtech_id, label = _text(HIERARCHY, row, "id"), _label(HIERARCHY, row)
    return Term(jobtech_id, jobtech_id, ConceptKind.OCCUPATION, label, parent=ssyk_key(code))


def _language(row: Row) -> Term:
    jobtech_id, label = _text(LANGUAGES, row, "id"), _label(LANGUAGES, row)
    names = ("iso_639_1_2002", "iso_639_3_2007", "iso_639_2_1998")
    code = next((folded(str(row[name])) for name in names if row.get(name)), "")
    key = language_key(code) if code else jobtech_id
    return Term(jobtech_id, key, ConceptKind.LANGUAGE, label, code=code)


def _read_substitutions(export: Export, rows: list[Row]) -> None:
    """Both lists of a row say the same relation from its two ends; we want them to agree.

    `substituted_by` of X: those who can stand in for X. `substitutes` of X: those X stands in for.
    """
    for row in rows:
        me = _text(SUBSTITUTABILITY, row, "id")
        for other, percent in _related(row, "substituted_by"):
            _relate(export, occupation=me, substitute=other, percent=percent)
        for other, percent in _related(row, "substitutes"):
            _relate(export, occupation=other, substitute=me, percent=percent)


def _related(row: Row, name: str) -> Iterator[tuple[str, int]]:
    for other in row.get(name) or ():
        percent = _object(SUBSTITUTABILITY, other).get("substitutability_percentage")
        if isinstance(percent, bool) or not isinstance(percent, int) or not 1 <= percent <= 100:
            about = {"percent": percent, "concept": row.get("id")}
            reason = (
                _("%(percent)s is no percentage from 1 to 100, in concept %(concept)s.") % about
            )
            raise UnreadableTaxonomy(SUBSTITUTABILITY, reason)
        yield _text(SUBSTITUTABILITY, other, "id"), percent


def _relate(export: Export, *, occupation: str, substitute: str, percent: int) -> None:
    if occupation == substitute:
        reason = _("%(id)s is said to stand in for itself.") % {"id": occupation}
        raise UnreadableTaxonomy(SUBSTITUTABILITY, reason)
    for jobtech_id in (occupation, substitute):
        if jobtech_id in export.deprecated:
            return
        term = export.terms.get(jobtech_id)
        if term is None or term.kind != ConceptKind.OCCUPATION:
            reason = _("%(id)s is no occupation of this export.") % {"id": jobtech_id}
            raise UnreadableTaxonomy(SUBSTITUTABILITY, reason)
    said = export.substitutions.setdefault((occupation, substitute), percent)
    if said != percent:
        about = {"one": substitute, "other": occupation, "said": said, "percent": percent}
        reason = (
            _("%(one)s for %(other)s is given as both %(said)d and %(percent)d percent.") % about
        )
        raise UnreadableTaxonomy(SUBSTITUTABILITY, reason)
