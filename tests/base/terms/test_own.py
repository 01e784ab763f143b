"""Our own word lists: complete, consistent, loaded by the migration and safe to load again."""

from collections import Counter

import pytest

from pakten.base.terms.actions import load_own_terms
from pakten.base.terms.models import Concept
from pakten.base.terms.own import read_own_terms
from pakten.base.terms.states import ConceptKind, Origin

OWN = read_own_terms()


def test_own_terms_have_one_key_each_and_both_labels() -> None:
    assert len({term.key for term in OWN}) == len(OWN)
    assert [term.key for term in OWN if not term.label_sv or not term.label_en] == []


def test_own_terms_hold_the_whole_of_ssyk_and_enough_of_the_rest() -> None:
    counts = Counter(term.kind for term in OWN)
    assert {kind: counts[kind] for kind in list(ConceptKind)[:4]} == {
        ConceptKind.SSYK1: 10,
        ConceptKind.SSYK2: 46,
        ConceptKind.SSYK3: 148,
        ConceptKind.SSYK4: 429,
    }
    assert counts[ConceptKind.SKILL] >= 80
    assert counts[ConceptKind.LANGUAGE] >= 40
    assert counts[ConceptKind.LICENCE] == 14


def test_own_skills_point_at_groups_that_exist_and_share_no_taxonomy_id() -> None:
    keys = {term.key for term in OWN}
    ids = [term.jobtech_id for term in OWN if term.jobtech_id]
    assert [group for term in OWN for group in term.groups if group not in keys] == []
    assert len(set(ids)) == len(ids)


@pytest.mark.django_db
def test_migration_has_loaded_the_own_terms() -> None:
    stored = set(Concept.objects.filter(origin=Origin.OWN).values_list("key", flat=True))
    assert stored == {term.key for term in OWN}
    skill = Concept.objects.get(key="skill:forklift-a")
    assert [group.code for group in skill.groups.order_by("code")] == ["4322", "8344"]
    assert Concept.objects.get(key="ssyk:4322").parent == Concept.objects.get(key="ssyk:432")


@pytest.mark.django_db
def test_load_own_terms_again_gives_no_doubles_and_mends_labels() -> None:
    before = list(Concept.objects.order_by("pk").values())
    Concept.objects.filter(key="lang:sv").update(label_sv="Fel", search_text="fel", sort_key="fel")
    assert load_own_terms() == len(OWN)
    assert list(Concept.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_load_own_terms_leaves_an_imported_label_alone() -> None:
    Concept.objects.filter(key="ssyk:4322").update(origin=Origin.JOBTECH, label_sv="Ny ordalydelse")
    load_own_terms()
    assert Concept.objects.get(key="ssyk:4322").label_sv == "Ny ordalydelse"
