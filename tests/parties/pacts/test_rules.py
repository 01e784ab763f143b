"""Who signs for the city, when to remind, how long persons are kept."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions import rules as actions
from pakten.parties.pacts.actions.rules import PactRules, SignatoryDetails
from pakten.parties.pacts.models import RetentionRule
from pakten.parties.pacts.queries import (
    city_signatories,
    declared_retention,
    reminder_days,
    retention_years,
)
from pakten.parties.pacts.queries.retention import AFTER, NAMES, WHY
from pakten.parties.pacts.rules import first_code, letter_kind_of, next_code
from pakten.parties.pacts.sectors import sectors, within
from pakten.parties.pacts.states import LetterKind
from tests.factories.shape import Shape
from tests.factories.world import NOW, TODAY, days, inside

pytestmark = pytest.mark.django_db
KARIN = SignatoryDetails("Karin Holm", LocalText(sv="direktör"), "karin@pakten.example")
RULES = PactRules((7, 90, 30, 30), 5, 6, 10, 12, 5)


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def sign(shape: Shape, name: str, **changes: object) -> None:
    details = replace(KARIN, name=name, **changes)  # type: ignore[arg-type]
    actions.add_city_signatory(shape.pact, details, by=shape.admin, at=NOW)


def test_city_signatories_by_day_kind_and_order(shape: Shape) -> None:
    sign(shape, "Second", position=2)
    sign(shape, "First", position=1, signs=LetterKind.COMPANIES)
    sign(shape, "Gone", valid_to=days(-1))
    sign(shape, "Later", valid_from=days(30))
    assert [s.name for s in city_signatories(shape.pact, TODAY)] == ["First", "Second"]
    of_associations = city_signatories(shape.pact, TODAY, LetterKind.ASSOCIATIONS)
    assert [s.name for s in of_associations] == ["Second"]
    assert [s.name for s in city_signatories(shape.pact, days(40))] == ["First", "Later", "Second"]


def test_edit_city_signatory_gives_a_last_day(shape: Shape) -> None:
    row = actions.add_city_signatory(shape.pact, KARIN, by=shape.admin, at=NOW)
    actions.edit_city_signatory(row, replace(KARIN, valid_to=TODAY), by=shape.admin, at=NOW)
    assert city_signatories(shape.pact, days(1)) == []


def test_add_city_signatory_refuses_days_in_the_wrong_order(shape: Shape) -> None:
    with pytest.raises(ValidationError) as refused:
        sign(shape, "Karin", valid_from=TODAY, valid_to=days(-1))
    assert list(refused.value.message_dict) == ["valid_to"]


@pytest.mark.parametrize(
    ("kind", "letter"),
    [
        ("company", LetterKind.COMPANIES),
        ("authority", LetterKind.PUBLIC),
        ("association", LetterKind.ASSOCIATIONS),
        ("unheard of", LetterKind.ALL),
    ],
)
def test_letter_kind_of(kind: str, letter: LetterKind) -> None:
    assert letter_kind_of(kind) == letter


def test_edit_rules_sorts_the_days_and_sets_the_warning(shape: Shape) -> None:
    kept = actions.edit_rules(shape.pact, RULES, by=shape.admin, at=NOW)
    assert (reminder_days(kept), kept.warn_days) == ([90, 30, 7], 90)


@pytest.mark.parametrize("wrong", [(), (0,), (366,), (1, 2, 3, 4, 5, 6, 7)])
def test_edit_rules_refuses(shape: Shape, wrong: tuple[int, ...]) -> None:
    rules = replace(RULES, reminder_days=wrong)
    with pytest.raises(ValidationError) as refused:
        actions.edit_rules(shape.pact, rules, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["reminder_days"]


def test_edit_retention_shortens_and_gives_back(shape: Shape) -> None:
    actions.edit_retention(shape.pact, {"pacts.CitySignatory": 3}, by=shape.admin, at=NOW)
    assert retention_years(shape.pact)["pacts.CitySignatory"] == 3
    actions.edit_retention(shape.pact, {"pacts.CitySignatory": 10}, by=shape.admin, at=NOW)
    assert retention_years(shape.pact)["pacts.CitySignatory"] == 10
    assert not RetentionRule.objects.exists()


def test_edit_retention_never_lengthens(shape: Shape) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.edit_retention(shape.pact, {"pacts.CitySignatory": 11}, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["pacts.CitySignatory"]


def test_every_table_with_persons_is_named_in_words() -> None:
    declared = declared_retention()
    known = (set(NAMES), set(AFTER), set(WHY))
    used = (set(declared), {r.after for r in declared.values()}, {r.why for r in declared.values()})
    assert [mine - theirs for mine, theirs in zip(used, known, strict=True)] == [set()] * 3


def test_codes_of_things_and_of_their_versions_never_meet() -> None:
    assert first_code("Språkcafé på Söder", ()) == "sprakcafe-pa-soder"
    assert first_code("Platser V2", ()) == "platser-2"
    assert first_code("Par", {"par", "par-2"}) == "par-3"
    assert first_code("؟", ()) == "part"
    assert next_code("par", {"par"}) == "par-v2"
    assert next_code("par-v2", {"par", "par-v2"}) == "par-v3"


def test_sectors_are_those_of_sni() -> None:
    found = sectors()
    assert (sum(s.is_section for s in found.values()), len(found)) == (21, 109)
    assert within("92.000") == ("92", "R")
    assert within("r") == ("R",)
    assert within("??") == ()
