"""Terms: labels, search, what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from pakten.base.terms.models import Concept
from pakten.base.terms.states import (
    ConceptKind,
    folded,
    language_key,
    licence_key,
    sort_key,
    ssyk_key,
    ssyk_kind,
)
from tests.factories.terms import make_concept, make_occupation, make_substitution

pytestmark = pytest.mark.django_db


def test_keys_are_made_from_codes() -> None:
    assert [ssyk_key("4322"), language_key("SV"), licence_key("ce")] == [
        "ssyk:4322",
        "lang:sv",
        "licence:CE",
    ]
    assert [ssyk_kind(code).value for code in ("4", "43", "432", "4322")] == [
        "ssyk1",
        "ssyk2",
        "ssyk3",
        "ssyk4",
    ]


def test_sort_key_puts_swedish_letters_last_and_in_order() -> None:
    words = ["Ögonläkare", "Zoolog", "Ängsvakt", "Åkare", "ambulansförare"]
    assert sorted(words, key=sort_key) == [
        "ambulansförare",
        "Zoolog",
        "Åkare",
        "Ängsvakt",
        "Ögonläkare",
    ]


def test_folded_is_lower_case_with_single_spaces() -> None:
    assert folded("Kock,  à la\ncarte", "ÖVRIG") == "kock, à la carte övrig"


def test_label_follows_the_reader_and_falls_back_to_swedish() -> None:
    both = Concept(label_sv="Tolka", label_en="Interpreting")
    swedish = Concept(label_sv="Tolka")
    labels = {}
    for language in ("sv", "en", "ar"):
        with translation.override(language):
            labels[language] = (str(both), str(swedish))
    assert labels == {
        "sv": ("Tolka", "Tolka"),
        "en": ("Interpreting", "Tolka"),
        "ar": ("Interpreting", "Tolka"),
    }


def test_search_finds_every_word_in_any_case_and_puts_beginnings_first() -> None:
    for number, label in enumerate(["Erfaren Åktestare", "Åktestare", "Åktestare natt"]):
        make_concept(f"skill:t{number}", label_sv=label, label_en="")
    found = [c.label_sv for c in Concept.objects.search("ÅKTEST")]
    assert found == ["Åktestare", "Åktestare natt", "Erfaren Åktestare"]
    assert [c.label_sv for c in Concept.objects.search("natt åkt")] == ["Åktestare natt"]
    assert list(Concept.objects.search("  ")) == []


def test_search_takes_wildcards_as_letters() -> None:
    assert list(Concept.objects.search("%")) == []


def test_current_leaves_retired_terms_out() -> None:
    concept = make_concept()
    Concept.objects.filter(pk=concept.pk).update(retired_on=date(2026, 1, 1))
    known = Concept.objects.filter(key=concept.key)
    assert (known.current().count(), known.get().is_retired) == (0, True)


def test_of_kind_and_under_choose_by_kind_and_group() -> None:
    occupation = make_occupation()
    assert list(Concept.objects.under("4322")) == [occupation]
    assert list(Concept.objects.of_kind(ConceptKind.OCCUPATION)) == [occupation]


def test_keyed_gives_the_known_terms_by_key() -> None:
    found = Concept.objects.keyed(["lang:sv", "lang:none"])
    assert {key: c.label_sv for key, c in found.items()} == {"lang:sv": "Svenska"}


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"key": "x", "kind": "rank", "label_sv": "X"}, "concept_kind_known"),
        ({"key": "x", "kind": "skill", "label_sv": ""}, "concept_named"),
        ({"key": "x", "kind": "ssyk4", "label_sv": "X"}, "concept_ssyk_has_code"),
        ({"key": "x", "kind": "language", "label_sv": "X", "code": "sv"}, "concept_one_per_code"),
        ({"key": "lang:sv", "kind": "language", "label_sv": "X"}, "terms_concept_key"),
    ],
)
def test_database_refuses_a_faulty_term(values: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Concept.objects.create(**values)


def test_database_refuses_a_replacement_of_a_term_in_use() -> None:
    concept, other = make_concept(), make_concept("skill:other")
    with pytest.raises(IntegrityError, match="concept_replaced_is_retired"), transaction.atomic():
        Concept.objects.filter(pk=concept.pk).update(replaced_by=other)


def test_substitution_keeps_both_directions_apart() -> None:
    one, other = make_occupation("a"), make_occupation("b")
    make_substitution(one, other, 75)
    make_substitution(other, one, 25)
    assert [(s.substitute, s.percent) for s in one.substitutes.all()] == [(other, 75)]
    assert [(s.occupation, s.percent) for s in one.stands_in_for.all()] == [(other, 25)]


@pytest.mark.parametrize("percent", [0, 101])
def test_database_refuses_a_percentage_out_of_range(percent: int) -> None:
    one, other = make_occupation("a"), make_occupation("b")
    with pytest.raises(IntegrityError, match="substitution_percent_range"), transaction.atomic():
        make_substitution(one, other, percent)


def test_database_refuses_the_same_substitution_twice_and_of_itself() -> None:
    one, other = make_occupation("a"), make_occupation("b")
    make_substitution(one, other)
    with pytest.raises(IntegrityError, match="once_per_direction"), transaction.atomic():
        make_substitution(one, other, 25)
    with pytest.raises(IntegrityError, match="substitution_of_another"), transaction.atomic():
        make_substitution(one, one)
