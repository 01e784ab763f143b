"""Loading terms: our own list, and a JobTech taxonomy on top of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from pakten.base.terms.export import Export, Term, read_export
from pakten.base.terms.models import Concept, Substitution
from pakten.base.terms.own import OwnTerm, read_own_terms
from pakten.base.terms.states import SSYK_KINDS, ConceptKind, Origin, folded, sort_key

BATCH = 2000
LABELS = ("label_sv", "label_en", "label_own")
WRITTEN = (
    "jobtech_id", "origin", "label_sv", "definition", "parent", "retired_on", "replaced_by",
    "search_text", "sort_key",
)  # fmt: skip


@dataclass
class ImportReport:
    """What an import did, in numbers of terms (and of near occupations, counted apart)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    returned: int = 0
    substitutions_added: int = 0
    substitutions_changed: int = 0
    substitutions_removed: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"terms: {self.added} added, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.retired} retired, {self.returned} returned; "
            f"near occupations: {self.substitutions_added} added, "
            f"{self.substitutions_changed} changed, {self.substitutions_removed} removed"
        )


def load_own_terms(concepts: type[Concept] = Concept) -> int:
    """Write our own list. Swedish labels that an import has taken over are left as they are.

    Safe to repeat. Takes the model so that a migration can pass its own. Returns the list's length.
    """
    own = read_own_terms()
    with transaction.atomic():
        known = {concept.key: concept for concept in concepts.objects.all()}
        for kind in ConceptKind:  # parents before children
            terms = [term for term in own if term.kind == kind]
            fresh = [_own_row(concepts, term, known) for term in terms if term.key not in known]
            concepts.objects.bulk_create(fresh, BATCH)
            known.update((row.key, row) for row in fresh)
        stale = [row for term in own if (row := known[term.key]) and _relabel(row, term)]
        concepts.objects.bulk_update(stale, (*LABELS, "search_text", "sort_key"), BATCH)
        _link_groups(concepts, own, known)
    return len(own)


def _own_row(concepts: type[Concept], term: OwnTerm, known: dict[str, Concept]) -> Concept:
    parent = known[term.parent].pk if term.parent else None
    return concepts(key=term.key, parent_id=parent, **term.columns())


def _relabel(row: Concept, term: OwnTerm) -> bool:
    """Take the labels of the own list where we are the ones who word them; true if any changed."""
    before = [getattr(row, name) for name in LABELS]
    row.label_en, row.label_own = term.label_en, term.label_own
    row.label_sv = term.label_sv if row.origin == Origin.OWN else row.label_sv
    if before == [getattr(row, name) for name in LABELS]:
        return False
    row.search_text = folded(row.label_sv, row.label_en, row.label_own, row.code)
    row.sort_key = sort_key(row.label_sv)
    return True


def _link_groups(concepts: type[Concept], own: list[OwnTerm], known: dict[str, Concept]) -> None:
    link = concepts.groups.through
    links = [
        link(from_concept_id=known[term.key].pk, to_concept_id=known[group].pk)
        for term in own
        for group in term.groups
    ]
    link.objects.bulk_create(links, ignore_conflicts=True)


def import_jobtech(directory: Path, *, at: datetime) -> ImportReport:
    """Load a taxonomy export over what is there; all of it or, on `UnreadableTaxonomy`, nothing.

    Terms keep their keys. One that the export lacks, or calls deprecated, is kept and marked
    retired; it comes back unmarked when a later export has it again.
    """
    export = read_export(directory)
    with transaction.atomic():
        with connection.cursor() as cursor:  # one import at a time; readers are not held up
            cursor.execute("LOCK TABLE terms_concept IN SHARE ROW EXCLUSIVE MODE")
        return _Import(export, at.date()).run()


class _Import:
    """One import under way: the rows known so far, by key and by JobTech id."""

    def __init__(self, export: Export, today: date) -> None:
        self.export, self.today, self.report = export, today, ImportReport()
        self.by_key = {concept.key: concept for concept in Concept.objects.all()}
        self.by_jobtech = {c.jobtech_id: c for c in self.by_key.values() if c.jobtech_id}

    def run(self) -> ImportReport:
        """Parents before children, then what is gone, then the relations."""
        for kind in ConceptKind:
            self._write(term for term in self.export.terms.values() if term.kind == kind)
        self._retire()
        self._relate()
        return self.report

    def _write(self, terms: Iterable[Term]) -> None:
        changed = []
        for term in terms:
            row = self.by_jobtech.get(term.jobtech_id) or self.by_key.get(term.key)
            if row is None:
                row = Concept(key=term.key, kind=term.kind, code=term.code, origin=Origin.JOBTECH)
                self.report.added += 1
            elif not _differs(row, self._columns(row, term)):
                self.report.unchanged += 1
                self.report.by_kind[term.kind] += 1
                continue
            else:
                self.report.returned += row.retired_on is not None
                self.report.changed += row.retired_on is None
            for name, value in self._columns(row, term).items():
                setattr(row, name, value)
            self.report.by_kind[term.kind] += 1
            changed.append(row)
        self._save(changed)

    def _columns(self, row: Concept, term: Term) -> dict[str, Any]:
        """What the row should say. Our own skills, languages and licences keep their plain words."""
        ours = row.origin == Origin.OWN and term.kind not in SSYK_KINDS
        label = row.label_sv if ours else term.label
        return {
            "jobtech_id": term.jobtech_id,
            "origin": Origin.OWN if ours else Origin.JOBTECH,
            "label_sv": label,
            "definition": term.definition,
            "parent_id": self.by_key[term.parent].pk if term.parent else None,
            "retired_on": None,
            "replaced_by_id": None,
            "search_text": folded(
                label, row.label_en, row.label_own, term.code, *_alias(label, term)
            ),
            "sort_key": sort_key(label),
        }

    def _save(self, rows: list[Concept]) -> None:
        Concept.objects.bulk_create(
            rows, BATCH, update_conflicts=True, unique_fields=["key"], update_fields=WRITTEN
        )
        self.by_key.update((row.key, row) for row in rows)
        self.by_jobtech.update((row.jobtech_id, row) for row in rows if row.jobtech_id)

    def _retire(self) -> None:
        """Mark what JobTech no longer has, and own groups that its taxonomy has merged."""
        gone = [
            row
            for jobtech_id, row in self.by_jobtech.items()
            if row.origin == Origin.JOBTECH and jobtech_id not in self.export.terms
        ]
        after = {row.key: self.export.deprecated.get(row.jobtech_id or "") for row in gone}
        heirs = {key: self.by_jobtech.get(heir or "") for key, heir in after.items()}
        for own in read_own_terms():
            row, heir = self.by_key.get(own.key), self.by_key.get(own.merged_into or "")
            if row and heir and row.origin == Origin.OWN and heir.retired_on is None:
                gone.append(row)
                heirs[row.key] = heir
        fresh = [row for row in gone if row.retired_on is None]
        for row in fresh:
            row.retired_on, row.replaced_by = self.today, heirs[row.key]
        self.report.retired = len(fresh)
        self._save(fresh)

    def _relate(self) -> None:
        pks = {jobtech_id: row.pk for jobtech_id, row in self.by_jobtech.items()}
        wanted = {(pks[o], pks[s]): p for (o, s), p in self.export.substitutions.items()}
        rows = Substitution.objects.values_list("occupation_id", "substitute_id", "percent", "pk")
        known = {(o, s): (percent, pk) for o, s, percent, pk in rows.order_by("pk")}
        gone = [pk for pair, (_, pk) in known.items() if pair not in wanted]
        Substitution.objects.filter(pk__in=gone).delete()
        new = [
            Substitution(occupation_id=pair[0], substitute_id=pair[1], percent=percent)
            for pair, percent in wanted.items()
            if known.get(pair, (None,))[0] != percent
        ]
        Substitution.objects.bulk_create(
            new, 5000, update_conflicts=True,
            unique_fields=["occupation", "substitute"], update_fields=["percent"],
        )  # fmt: skip
        self.report.substitutions_removed = len(gone)
        self.report.substitutions_added = len(wanted.keys() - known.keys())
        self.report.substitutions_changed = len(new) - self.report.substitutions_added


def _alias(label: str, term: Term) -> tuple[str, ...]:
    return () if folded(label) == folded(term.label) else (term.label,)


def _differs(row: Concept, columns: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in columns.items())
