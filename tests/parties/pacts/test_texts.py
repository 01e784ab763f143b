"""Texts: every change kept, and each language known to match the Swedish or not."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments.models import Pledge
from pakten.base.access import Denied, Role
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions.texts import Wording, edit_text, review_text
from pakten.parties.pacts.models import TextChange
from pakten.parties.pacts.queries.texts import counts_by_language, shown_texts, texts_of
from pakten.parties.pacts.texts import kind_of, place_of
from tests.factories.letters import make_pledge
from tests.factories.shape import Shape
from tests.factories.world import NOW, TODAY, inside, make_organisation, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def states(shape: Shape, place: str) -> dict[str, str]:
    row = next(row for row in texts_of(shape.pact, TODAY) if row.place == place)
    return {mark.lang: mark.state.value for mark in row.marks}


def write(shape: Shape, text: LocalText, **more: object) -> None:
    edit_text(shape.activity, "summary", Wording(text, **more), by=shape.admin, at=NOW)  # type: ignore[arg-type]
    shape.activity.refresh_from_db()


def test_edit_text_makes_the_other_languages_older(shape: Shape) -> None:
    place = place_of(shape.activity, "summary")
    assert states(shape, place) == {"sv": "fresh", "en": "fresh", "ar": "fresh"}
    goal = place_of(shape.group, "definition")
    edit_text(shape.pact, "purpose", Wording(LocalText(sv="A", en="A")), by=shape.admin, at=NOW)
    edit_text(shape.pact, "purpose", Wording(LocalText(sv="B")), by=shape.admin, at=NOW)
    assert states(shape, f"pact.{shape.pact.pk}.purpose") == {
        "sv": "fresh", "en": "outdated", "ar": "missing",
    }  # fmt: skip
    assert states(shape, goal)["en"] == "fresh"


def test_edit_text_in_both_languages_keeps_both_fresh(shape: Shape) -> None:
    for words in ("A", "B"):
        text = LocalText(sv=words, en=f"{words}!")
        edit_text(shape.pact, "purpose", Wording(text), by=shape.admin, at=NOW)
    assert states(shape, f"pact.{shape.pact.pk}.purpose")["en"] == "fresh"


def test_edit_text_that_corrects_leaves_the_others_fresh(shape: Shape) -> None:
    write(shape, LocalText(sv="Ni möts"), corrects=True)
    assert states(shape, place_of(shape.activity, "summary"))["ar"] == "fresh"
    kinds = TextChange.objects.values_list("kind", "lang", "before", "after")
    assert list(kinds) == [("corrected", "sv", "You meet (sv)", "Ni möts")]


def test_edit_text_of_the_catalogue_only_corrects(shape: Shape) -> None:
    with pytest.raises(ValidationError) as refused:
        write(shape, LocalText(sv="Something else"))
    assert list(refused.value.message_dict) == ["corrects"]


def test_edit_text_by_machine_waits_for_a_reader(shape: Shape) -> None:
    place = place_of(shape.activity, "summary")
    write(shape, LocalText(ar="جديد"), by_machine=frozenset({"ar"}))
    assert states(shape, place)["ar"] == "machine"
    review_text(shape.activity, "summary", "ar", by=shape.admin, at=NOW)
    assert states(shape, place)["ar"] == "fresh"


def test_edit_text_emptied_is_missing(shape: Shape) -> None:
    write(shape, LocalText(ar=""))
    assert states(shape, place_of(shape.activity, "summary"))["ar"] == "missing"


@pytest.mark.parametrize(
    ("text", "field"),
    [(LocalText(sv=""), "sv"), (LocalText(en="x" * 301), "en")],
)
def test_edit_text_refuses(shape: Shape, text: LocalText, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        write(shape, text)
    assert list(refused.value.message_dict) == [field]


def test_edit_text_keeps_the_sentence_that_letters_carry(shape: Shape) -> None:
    words = Wording(LocalText(en="Take {quantity} new pairs"))
    edit_text(shape.measure, "pledge_sentence", words, by=shape.admin, at=NOW)
    house = make_organisation(shape.pact)
    pledge: Pledge = make_pledge(house, shape.measure)
    assert pledge.measure_id == shape.measure.pk
    again = Wording(LocalText(en="Take {quantity} pairs"))
    with pytest.raises(ValidationError, match="Letters carry these words"):
        edit_text(shape.measure, "pledge_sentence", again, by=shape.admin, at=NOW)


def test_edit_text_of_a_sentence_needs_its_number(shape: Shape) -> None:
    words = Wording(LocalText(en="Take some pairs"))
    with pytest.raises(ValidationError) as refused:
        edit_text(shape.measure, "pledge_sentence", words, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["en"]


def test_edit_text_of_the_pact_is_not_the_coordinators(shape: Shape) -> None:
    by = make_staff(shape.pact, Role.COORDINATOR)
    with pytest.raises(Denied):
        edit_text(shape.pact, "purpose", Wording(LocalText(sv="A")), by=by, at=NOW)
    edit_text(shape.activity, "summary", Wording(LocalText(ar="جديد")), by=by, at=NOW)


def test_review_text_needs_a_text(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="Write it first"):
        review_text(shape.activity, "summary", "ti", by=shape.admin, at=NOW)


def test_shown_texts_by_language_state_and_words(shape: Shape) -> None:
    write(shape, LocalText(ar=""))
    rows = texts_of(shape.pact, TODAY)
    place = place_of(shape.activity, "summary")
    assert [row.place for row in shown_texts(rows, "ar", "missing", "")] == [place]
    assert shown_texts(rows, "en", "waits", "") == []
    assert [row.place for row in shown_texts(rows, "", "all", "MEET (SV)")] == [place]
    counts = {each.lang: each.waiting for each in counts_by_language(rows, shape.pact.languages)}
    assert counts == {"en": 0, "ar": 1}


@pytest.mark.parametrize(
    "place", ["", "activity", "activity.x.summary", "activity.1.code", "a.1.b"]
)
def test_kind_of_knows_only_texts(place: str) -> None:
    assert kind_of(place) is None
