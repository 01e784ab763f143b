"""The import of a JobTech taxonomy: a small made one, and the real one where it lies beside us."""

import copy
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pakten.base.terms.actions import import_jobtech, load_own_terms
from pakten.base.terms.export import (
    HIERARCHY,
    LANGUAGES,
    SKILLS,
    SUBSTITUTABILITY,
    UnreadableTaxonomy,
)
from pakten.base.terms.models import Concept, Substitution
from pakten.base.terms.own import read_own_terms
from pakten.base.terms.states import ConceptKind, Origin

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[4] / "shared/data/jobtech/export_2025-12"
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = datetime(2027, 5, 1, 12, tzinfo=UTC)
OWN = len(read_own_terms())


def group(code: str, *narrower: dict[str, Any], label: str = "Grupp") -> dict[str, Any]:
    """An SSYK group of the hierarchy."""
    return {
        "id": f"g_{code}", "type": f"ssyk-level-{len(code)}", "ssyk_code_2012": code,
        "preferred_label": f"{label} {code}", "definition": "Gör saker.\r\nMed mera.",
        "narrower": list(narrower),
    }  # fmt: skip


def named(key: str, label: str, **more: Any) -> dict[str, Any]:
    """A concept with a label."""
    return {"id": key, "preferred_label": label, **more}


def related(key: str, percent: int) -> dict[str, Any]:
    """An entry of a substitutability list."""
    return {"id": key, "substitutability_percentage": percent}


EXPORT: dict[str, list[dict[str, Any]]] = {
    HIERARCHY: [
        group("4", group("43", group("432", group(
            "4322", named("o_packer", "Packare"), named("o_picker", "Plockare"),
        )))),
        group("1", group("12", group("121", group("1210")))),
    ],
    SKILLS: [named("s_scan", "Skanna varor"), named("Zk4h_jP4_e85", "A-truckar")],
    LANGUAGES: [
        named("l_sv", "Svenska", iso_639_1_2002="SV", iso_639_2_1998="SWE"),
        named("l_xx", "Provspråk", iso_639_1_2002=None, iso_639_3_2007="QXX"),
        named("l_no_code", "Kodlöst"),
    ],
    SUBSTITUTABILITY: [
        {"id": "o_packer", "substituted_by": [related("o_picker", 75)],
         "substitutes": [related("o_picker", 25)]},
        {"id": "o_picker", "substituted_by": [related("o_packer", 25)],
         "substitutes": [related("o_packer", 75)]},
    ],
}  # fmt: skip


@pytest.fixture
def export() -> dict[str, list[dict[str, Any]]]:
    """A small export that a test may change."""
    return copy.deepcopy(EXPORT)


def written(folder: Path, export: dict[str, list[dict[str, Any]]]) -> Path:
    """The export as files."""
    for name, concepts in export.items():
        (folder / name).write_text(json.dumps({"data": {"concepts": concepts}}), encoding="utf-8")
    return folder


def test_import_jobtech_loads_terms_under_our_keys(tmp_path: Path, export: Any) -> None:
    report = import_jobtech(written(tmp_path, export), at=AT)
    packer = Concept.objects.get(key="o_packer")
    assert (packer.kind, packer.label_sv, packer.parent and packer.parent.key) == (
        ConceptKind.OCCUPATION, "Packare", "ssyk:4322",
    )  # fmt: skip
    assert str(report) == (
        "terms: 6 added, 9 changed, 0 unchanged, 2 retired, 0 returned; "
        "near occupations: 2 added, 0 changed, 0 removed"
    )
    assert Concept.objects.get(jobtech_id="l_xx").key == "lang:qxx"
    assert Concept.objects.get(jobtech_id="l_no_code").key == "l_no_code"
    assert Concept.objects.get(key="ssyk:4322").definition == "Gör saker. Med mera."


def test_import_jobtech_keeps_the_direction_of_a_substitution(tmp_path: Path, export: Any) -> None:
    import_jobtech(written(tmp_path, export), at=AT)
    rows = Substitution.objects.values_list("occupation__key", "substitute__key", "percent")
    assert set(rows) == {("o_packer", "o_picker", 75), ("o_picker", "o_packer", 25)}


def test_import_jobtech_merges_with_the_own_list(tmp_path: Path, export: Any) -> None:
    import_jobtech(written(tmp_path, export), at=AT)
    merged = Concept.objects.get(key="ssyk:4322")
    assert (merged.jobtech_id, merged.origin, merged.label_sv) == (
        "g_4322",
        "jobtech",
        "Grupp 4322",
    )
    truck = Concept.objects.get(jobtech_id="Zk4h_jP4_e85")
    assert (truck.key, truck.origin) == ("skill:forklift-a", Origin.OWN)
    assert truck in Concept.objects.search("a-truckar")
    assert Concept.objects.get(jobtech_id="l_sv").label_own == "svenska"


def test_import_jobtech_retires_own_groups_that_the_taxonomy_has_merged(
    tmp_path: Path, export: Any
) -> None:
    report = import_jobtech(written(tmp_path, export), at=AT)
    retired = Concept.objects.filter(retired_on=AT.date()).order_by("key")
    assert [(c.key, c.replaced_by and c.replaced_by.key) for c in retired] == [
        ("ssyk:1211", "ssyk:1210"),
        ("ssyk:1212", "ssyk:1210"),
    ]
    assert report.retired == 2


def test_import_jobtech_twice_changes_nothing(tmp_path: Path, export: Any) -> None:
    import_jobtech(written(tmp_path, export), at=AT)
    before = list(Concept.objects.order_by("pk").values())
    again = import_jobtech(tmp_path, at=LATER)
    assert (again.added, again.changed, again.retired, again.unchanged) == (0, 0, 0, 15)
    assert (again.substitutions_added, again.substitutions_changed) == (0, 0)
    assert list(Concept.objects.order_by("pk").values()) == before
    load_own_terms()
    assert list(Concept.objects.order_by("pk").values()) == before


def test_import_jobtech_keeps_and_retires_what_is_gone_and_takes_it_back(
    tmp_path: Path, export: Any
) -> None:
    import_jobtech(written(tmp_path, export), at=AT)
    fewer = copy.deepcopy(export)
    fewer[SKILLS].pop(0)
    gone = import_jobtech(written(tmp_path, fewer), at=LATER)
    assert (gone.retired, Concept.objects.get(key="s_scan").retired_on) == (1, date(2027, 5, 1))
    back = import_jobtech(written(tmp_path, export), at=LATER)
    assert (back.returned, Concept.objects.get(key="s_scan").retired_on) == (1, None)


def test_import_jobtech_marks_a_deprecated_term_with_what_replaces_it(
    tmp_path: Path, export: Any
) -> None:
    import_jobtech(written(tmp_path, export), at=AT)
    occupations = export[HIERARCHY][0]["narrower"][0]["narrower"][0]["narrower"][0]["narrower"]
    occupations[0] |= {"deprecated": True, "replaced_by": [{"id": "o_picker"}]}
    report = import_jobtech(written(tmp_path, export), at=LATER)
    packer = Concept.objects.get(key="o_packer")
    assert (packer.retired_on, packer.replaced_by) == (
        date(2027, 5, 1),
        Concept.objects.get(key="o_picker"),
    )
    assert (report.retired, report.substitutions_removed) == (1, 2)


def test_import_jobtech_follows_a_new_label_and_percentage(tmp_path: Path, export: Any) -> None:
    import_jobtech(written(tmp_path, export), at=AT)
    export[SKILLS][0]["preferred_label"] = "Skanna gods"
    export[SUBSTITUTABILITY][0]["substituted_by"] = [related("o_picker", 50)]
    export[SUBSTITUTABILITY][1]["substitutes"] = [related("o_packer", 50)]
    report = import_jobtech(written(tmp_path, export), at=LATER)
    assert (report.changed, report.substitutions_changed) == (1, 1)
    assert Concept.objects.get(key="s_scan").label_sv == "Skanna gods"
    assert Substitution.objects.get(occupation__key="o_packer").percent == 50


def faulty(folder: Path, name: str, content: bytes) -> UnreadableTaxonomy:
    """The refusal of an export with one faulty file, after checking that nothing was loaded."""
    written(folder, EXPORT)
    (folder / name).write_bytes(content)
    with pytest.raises(UnreadableTaxonomy) as refused:
        import_jobtech(folder, at=AT)
    assert Concept.objects.count() == OWN
    return refused.value


def test_import_jobtech_refuses_broken_json_with_line_and_column(tmp_path: Path) -> None:
    error = faulty(tmp_path, SKILLS, b'{"data":\n  {"concepts" []}}')
    assert (error.file, error.line, error.column) == (SKILLS, 2, 15)
    assert (
        str(error) == "skills.json, line 2, column 15: This is not JSON: Expecting ':' delimiter."
    )


def test_import_jobtech_refuses_another_encoding_with_line_and_column(tmp_path: Path) -> None:
    error = faulty(tmp_path, LANGUAGES, '{"data":\n "språk"}'.encode("latin-1"))
    assert (error.file, error.line, error.column) == (LANGUAGES, 2, 6)


def test_import_jobtech_refuses_a_missing_file_and_folder(tmp_path: Path) -> None:
    written(tmp_path, EXPORT)
    (tmp_path / SUBSTITUTABILITY).unlink()
    with pytest.raises(UnreadableTaxonomy, match="The file is missing"):
        import_jobtech(tmp_path, at=AT)
    with pytest.raises(UnreadableTaxonomy, match="There is no such folder"):
        import_jobtech(tmp_path / "none", at=AT)


@pytest.mark.parametrize(
    ("name", "concepts", "reason"),
    [
        (SKILLS, [], "The list data.concepts is missing or empty."),
        (SKILLS, ["Java"], "A concept is not an object: 'Java'."),
        (SKILLS, [{"id": "s"}], "preferred_label is missing in concept s."),
        (SKILLS, [named("s", "A"), named("s", "A")], "Concept s stands twice."),
        (HIERARCHY, [group("4", group("53"))], "53 is no SSYK code of level 2 under 4."),
        (SUBSTITUTABILITY, [{"id": "o_packer", "substitutes": [related("s_scan", 75)]}],
         "s_scan is no occupation of this export."),
        (SUBSTITUTABILITY, [{"id": "o_packer", "substitutes": [related("o_packer", 75)]}],
         "o_packer is said to stand in for itself."),
        (SUBSTITUTABILITY, [{"id": "o_packer", "substitutes": [related("o_picker", 175)]}],
         "175 is no percentage from 1 to 100, in concept o_packer."),
        (SUBSTITUTABILITY,
         [{"id": "o_packer", "substitutes": [related("o_picker", 75)]},
          {"id": "o_picker", "substituted_by": [related("o_packer", 25)]}],
         "o_packer for o_picker is given as both 75 and 25 percent."),
    ],
)  # fmt: skip
def test_import_jobtech_refuses_faulty_content(
    tmp_path: Path, name: str, concepts: list[Any], reason: str
) -> None:
    content = json.dumps({"data": {"concepts": concepts}}).encode()
    assert faulty(tmp_path, name, content).reason == reason


@pytest.mark.skipif(not REAL.is_dir(), reason="the real taxonomy export is not here")
def test_import_jobtech_loads_the_real_export_once() -> None:
    first = import_jobtech(REAL, at=AT)
    again = import_jobtech(REAL, at=LATER)
    assert dict(first.by_kind) == {
        "ssyk1": 10, "ssyk2": 46, "ssyk3": 147, "ssyk4": 400,
        "occupation": 2412, "skill": 6657, "language": 470,
    }  # fmt: skip
    assert (first.substitutions_added, first.retired) == (8324, 50)
    assert (again.added, again.changed, again.retired, again.unchanged) == (0, 0, 0, 10142)
    guard = Substitution.objects.get(
        occupation__label_sv="Skolvärd", substitute__label_sv="Barnskötare"
    )
    assert guard.percent == 25
