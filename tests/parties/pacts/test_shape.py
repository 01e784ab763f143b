"""What a pact is for and for whom."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied, Role
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions import shape as actions
from pakten.parties.pacts.actions.catalogue import Added
from pakten.parties.pacts.actions.shape import PactDetails
from pakten.parties.pacts.models import (
    Activity,
    CooperationForm,
    District,
    Goal,
    Measure,
    TargetGroup,
    TextChange,
)
from pakten.parties.pacts.queries import excluded
from pakten.parties.pacts.queries.overview import lineages, overview
from tests.factories.shape import Shape
from tests.factories.world import NOW, TODAY, days, inside, make_pact, make_staff

pytestmark = pytest.mark.django_db
NEXT = date(TODAY.year + 1, 1, 1)
GOAL = {"text": LocalText(sv="Fler i arbete")}


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def details(**changes: object) -> PactDetails:
    texts = {"name": LocalText(sv="Pakten"), "purpose": LocalText(sv="Vi gör det ihop")}
    return PactDetails(**{"texts": texts, "city": "Ekstad", **changes})  # type: ignore[arg-type]


def test_shape_pact_keeps_the_languages_in_order(shape: Shape) -> None:
    kept = actions.shape_pact(
        shape.pact, details(languages=("ti", "ar", "xx")), by=shape.admin, at=NOW
    )
    assert (kept.city, kept.languages, kept.purpose["sv"]) == (
        "Ekstad", ["sv", "ar", "ti"], "Vi gör det ihop",
    )  # fmt: skip


def test_shape_pact_needs_a_name(shape: Shape) -> None:
    nameless = details(texts={"name": LocalText(en="Pact")})
    with pytest.raises(ValidationError) as refused:
        actions.shape_pact(shape.pact, nameless, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["name"]


def test_shape_pact_is_the_administrators(shape: Shape) -> None:
    with pytest.raises(Denied):
        actions.shape_pact(
            shape.pact, details(), by=make_staff(shape.pact, Role.COORDINATOR), at=NOW
        )


def test_lines_are_added_moved_and_taken_away(shape: Shape) -> None:
    first = actions.add_line(shape.pact, "goal", GOAL, by=shape.admin, at=NOW)
    second = actions.add_line(
        shape.pact, "goal", {"text": LocalText(sv="Kortare väg")}, by=shape.admin, at=NOW
    )
    actions.raise_line(second, by=shape.admin, at=NOW)
    assert [str(goal) for goal in Goal.objects.all()] == ["Kortare väg", "Fler i arbete"]
    actions.remove_line(first, by=shape.admin, at=NOW)
    assert [str(goal) for goal in Goal.objects.all()] == ["Kortare väg"]
    gone = TextChange.objects.filter(after="").values_list("before", flat=True)
    assert list(gone) == ["Fler i arbete"]


def test_edit_line_keeps_what_it_said(shape: Shape) -> None:
    goal = actions.add_line(shape.pact, "goal", GOAL, by=shape.admin, at=NOW)
    actions.edit_line(goal, {"text": LocalText(sv="Alla i arbete")}, by=shape.admin, at=NOW)
    said = TextChange.objects.filter(place=f"goal.{goal.pk}.text").values_list("before", "after")
    assert sorted(said) == [("", "Fler i arbete"), ("Fler i arbete", "Alla i arbete")]


def test_adapt_group_makes_a_version(shape: Shape) -> None:
    texts = {"name": shape.group.name, "definition": LocalText(sv="Upp till sju år")}
    made = actions.adapt_group(shape.group, texts, NEXT, by=shape.admin, at=NOW)
    shape.group.refresh_from_db()
    assert shape.group.definition["sv"] == "Who (sv)"
    assert (made.code, made.definition["sv"]) == ("newcomers-v2", "Upp till sju år")
    on = {day: [g.code for g in TargetGroup.objects.on(day)] for day in (TODAY, NEXT)}
    assert on == {TODAY: ["newcomers"], NEXT: ["newcomers-v2"]}
    line = lineages(TargetGroup.objects.all())[0]
    assert (line.now, line.before) == (made, (shape.group,))


def test_retire_group_ends_it(shape: Shape) -> None:
    actions.retire_group(shape.group, TODAY, by=shape.admin, at=NOW)
    assert list(TargetGroup.objects.on(days(1))) == []


def test_add_group_needs_a_name(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="name in Swedish"):
        actions.add_group(shape.pact, Added({"name": LocalText(en="x")}), by=shape.admin, at=NOW)


def test_merge_district_points_at_the_one_it_became(shape: Shape) -> None:
    kept = actions.merge_district(shape.north, shape.south, NEXT, by=shape.admin, at=NOW)
    assert (kept.valid_to, kept.successor) == (NEXT - timedelta(days=1), shape.south)
    assert [d.code for d in District.objects.on(NEXT)] == ["sodra"]
    assert [(line.now, line.before) for line in lineages(District.objects.all())] == [
        (shape.south, (shape.north,))
    ]


def test_merge_district_refuses_itself_and_one_that_ends(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="another district"):
        actions.merge_district(shape.north, shape.north, NEXT, by=shape.admin, at=NOW)
    actions.retire_district(shape.south, TODAY, by=shape.admin, at=NOW)
    shape.south.refresh_from_db()
    with pytest.raises(ValidationError, match="one that goes on"):
        actions.merge_district(shape.north, shape.south, NEXT, by=shape.admin, at=NOW)


def test_add_district_refuses_a_name_in_use(shape: Shape) -> None:
    made = actions.add_district(shape.pact, "Järva", None, by=shape.admin, at=NOW)
    assert made.code == "jarva"
    with pytest.raises(ValidationError, match="already a district"):
        actions.add_district(shape.pact, " Järva ", None, by=shape.admin, at=NOW)


@pytest.mark.parametrize(
    ("code", "hit"),
    [("92", True), ("92000", True), ("92.000", True), ("R", False), ("93", False), ("", False)],
)
def test_excluded_by_division(shape: Shape, code: str, hit: bool) -> None:
    why = LocalText(sv="Spel")
    actions.exclude_sector(shape.pact, "92", why, None, by=shape.admin, at=NOW)
    assert bool(excluded(shape.pact, code, TODAY)) is hit


def test_excluded_by_section_holds_for_its_divisions_while_it_lasts(shape: Shape) -> None:
    why = LocalText(sv="Kultur")
    row = actions.exclude_sector(shape.pact, "R", why, TODAY, by=shape.admin, at=NOW)
    assert excluded(shape.pact, "90", TODAY) == row
    assert excluded(shape.pact, "90", days(-1)) is None
    actions.allow_sector(row, TODAY, by=shape.admin, at=NOW)
    assert excluded(shape.pact, "90", days(1)) is None


@pytest.mark.parametrize("code", ["00", "X", "", "92"])
def test_exclude_sector_refuses(shape: Shape, code: str) -> None:
    why = LocalText(sv="Spel")
    actions.exclude_sector(shape.pact, "92", why, None, by=shape.admin, at=NOW)
    with pytest.raises(ValidationError) as refused:
        actions.exclude_sector(shape.pact, code, why, None, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["sector"]


def test_start_catalogue_fills_an_empty_pact_once() -> None:
    pact = make_pact()
    by = make_staff(pact, Role.ADMIN)
    with inside(pact, by):
        assert overview(pact, TODAY).is_empty
        actions.start_catalogue(pact, by=by, at=NOW)
        found = [m.objects.count() for m in (Goal, Activity, CooperationForm, Measure)]
        assert found == [3, 6, 48, 40]
        with pytest.raises(ValidationError, match="has a catalogue already"):
            actions.start_catalogue(pact, by=by, at=NOW)


def test_two_pacts_never_see_each_others_shape(shape: Shape) -> None:
    other = Shape()
    with inside(other.pact, other.admin):
        models = (Goal, Activity, CooperationForm, Measure, TargetGroup, District, TextChange)
        pacts = {row.pact_id for model in models for row in model._default_manager.all()}
        assert pacts == {other.pact.pk}
        assert overview(shape.pact, TODAY).activities == 0
