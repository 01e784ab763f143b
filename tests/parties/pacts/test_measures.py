"""Measures: added, changed from a day, minded, retired. What was counted keeps its definition."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied, Role
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions import measures
from pakten.parties.pacts.actions.measures import MeasureDetails, Minding
from pakten.parties.pacts.models import Measure
from pakten.parties.pacts.queries.catalogue import ActivityYear, catalogue_of
from pakten.parties.pacts.queries.measures import counted_in_words, measure_page
from pakten.parties.pacts.states import Counting, Deed
from tests.factories.letters import make_pledge
from tests.factories.shape import Shape
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db
NEXT = date(TODAY.year + 1, 1, 1)
LAST = date(TODAY.year, 12, 31)
TEXTS = {
    "name": LocalText(sv="Par"),
    "unit": LocalText(sv="par"),
    "definition": LocalText(sv="Ett par räknas efter tre möten"),
    "pledge_sentence": LocalText(sv="Ta emot {quantity} par"),
}
DETAILS = MeasureDetails(TEXTS, Deed.MENTOR_PAIR_STARTED)
WORKED_OUT = {**TEXTS, "pledge_sentence": LocalText()}


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def seen(shape: Shape, year: int) -> list[ActivityYear]:
    shelf = catalogue_of(shape.pact)
    return shelf.of(next(y for y in shelf.years(TODAY) if y.year == year), {})


def said(shape: Shape, year: int) -> list[str]:
    """The definitions that a year's catalogue shows for the first activity."""
    return [row.row.definition["sv"] for row in seen(shape, year)[0].measures]  # type: ignore[union-attr]


def formula(shape: Shape, text: str, **more: bool) -> Measure:
    """A measure that is worked out, added today."""
    details = MeasureDetails(WORKED_OUT, formula=text, **more)
    return measures.add_measure(shape.activity, details, TODAY, by=shape.admin, at=NOW)


def refused(error: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return error.value.message_dict


def test_change_definition_keeps_the_old_one_readable(shape: Shape) -> None:
    made = measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    shape.measure.refresh_from_db()
    assert (made.code, made.kin, made.valid_from) == ("pairs-v2", "pairs", NEXT)
    assert (shape.measure.valid_to, shape.measure.successor_id) == (LAST, made.pk)
    assert shape.measure.definition["sv"] == "A pair counts when it has met (sv)"
    assert said(shape, TODAY.year - 1) == ["A pair counts when it has met (sv)"]
    assert said(shape, TODAY.year) == ["A pair counts when it has met (sv)"]
    assert said(shape, TODAY.year + 1) == ["Ett par räknas efter tre möten"]


def test_change_definition_twice_for_the_same_day_changes_the_plan(shape: Shape) -> None:
    plan = measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    other = replace(DETAILS, is_headline=True)
    again = measures.change_definition(plan, other, NEXT, by=shape.admin, at=NOW)
    assert (again.pk, again.is_headline, Measure.objects.count()) == (plan.pk, True, 2)


def test_change_definition_makes_unchanged_languages_older(shape: Shape) -> None:
    texts = {name: LocalText({**getattr(shape.measure, name), **text})
             for name, text in DETAILS.texts.items()}  # fmt: skip
    details = replace(DETAILS, texts=texts)
    measures.change_definition(shape.measure, details, NEXT, by=shape.admin, at=NOW)
    rows = seen(shape, TODAY.year + 1)[0].measures
    assert {m.lang: m.state.value for m in rows[0].marks} == {
        "sv": "fresh", "en": "outdated", "ar": "outdated",
    }  # fmt: skip


@pytest.mark.parametrize("begins", [NEXT - timedelta(days=1), date(1890, 1, 1)])
def test_change_definition_refuses_a_day_too_early(shape: Shape, begins: date) -> None:
    plan = measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    with pytest.raises(ValidationError) as refused:
        measures.change_definition(plan, DETAILS, begins, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["begins"]


def test_change_definition_follows_only_the_latest(shape: Shape) -> None:
    measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    with pytest.raises(ValidationError, match="Change the one that follows it"):
        measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)


def test_change_definition_that_is_promised_keeps_its_deed(shape: Shape) -> None:
    make_pledge(make_organisation(shape.pact), shape.measure)
    other = replace(DETAILS, deed=Deed.JOB_STARTED)
    with pytest.raises(ValidationError) as refused:
        measures.change_definition(shape.measure, other, NEXT, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["deed"]


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [
        ("name", LocalText(), "name"),
        ("unit", LocalText(), "unit"),
        ("pledge_sentence", LocalText(sv="Ta emot par"), "pledge_sentence"),
        ("pledge_sentence", LocalText(sv="{quantity}", ar="{quantity} {quantity}"),
         "pledge_sentence_ar"),
    ],
)  # fmt: skip
def test_add_measure_refuses(shape: Shape, name: str, text: LocalText, field: str) -> None:
    details = replace(DETAILS, texts={**DETAILS.texts, name: text})
    with pytest.raises(ValidationError) as refused:
        measures.add_measure(shape.activity, details, NEXT, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == [field]


def test_change_definition_in_use_refuses_a_day_that_has_been(shape: Shape) -> None:
    make_pledge(make_organisation(shape.pact), shape.measure)
    with pytest.raises(ValidationError) as error:
        measures.change_definition(shape.measure, DETAILS, days(-1), by=shape.admin, at=NOW)
    assert list(refused(error)) == ["begins"]


def test_change_definition_tells_what_changed(shape: Shape) -> None:
    measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    versions = measure_page(shape.measure, TODAY).versions
    assert [(v.row.code, v.is_in_force, v.changed) for v in versions] == [
        ("pairs-v2", False, "the name, what is counted, when it counts, the promise as a sentence"),
        ("pairs", True, ""),
    ]


def test_change_definition_from_a_deed_to_a_formula_of_what_is_not_used(shape: Shape) -> None:
    make_measure(shape.pact, code="hires", activity=shape.activity)
    details = MeasureDetails(WORKED_OUT, formula="2 * hires")
    made = measures.change_definition(shape.measure, details, NEXT, by=shape.admin, at=NOW)
    assert (made.counting, made.deed, made.formula) == (Counting.FORMULA, "", "2 * hires")


def test_add_measure_that_is_worked_out(shape: Shape) -> None:
    make_measure(shape.pact, code="hires", per_person=True)
    made = formula(shape, " 100 × hires ÷ pairs ", is_share=True)
    assert (made.counting, made.formula, made.is_share, made.per_person) == (
        Counting.FORMULA, "100 * hires / pairs", True, False,
    )  # fmt: skip
    words = counted_in_words(made, {"hires": "Anställda", "pairs": "Par"})
    assert words == "Worked out, in percent: 100 × Anställda ÷ Par"
    assert [(k, pk) for k, _n, pk in measure_page(made, TODAY).parts][1] == (
        "pairs", shape.measure.pk,
    )  # fmt: skip
    assert measure_page(shape.measure, TODAY).asked_by == [made]


def test_add_measure_of_persons_together_counts_persons(shape: Shape) -> None:
    make_measure(shape.pact, code="hires", per_person=True)
    made = formula(shape, "hires + hires")
    assert (made.per_person, "gender" in made.breakdowns) == (True, True)


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("hires + pairs", {"per_person": True},
         "This adds persons to what is not persons, so the sum is no number of persons."),
        ("100 * hires / pairs", {"per_person": True}, "This is not a number of persons."),
        ("hires + nothing", {},
         "There is no measure nothing. Choose a code from the list; a minus has spaces around it."),
        ("2 + 2", {}, "A formula asks for at least one measure."),
        ("hires +", {}, "The formula stops too early. Write a measure or a number last."),
    ],
)  # fmt: skip
def test_add_measure_refuses_a_formula(
    shape: Shape, text: str, more: dict[str, bool], message: str
) -> None:
    make_measure(shape.pact, code="hires", per_person=True)
    with pytest.raises(ValidationError) as error:
        formula(shape, text, **more)
    assert refused(error) == {"formula": [message]}


def test_add_measure_knows_only_its_own_pact(shape: Shape) -> None:
    other = make_pact()
    with inside(other):
        make_measure(other, code="theirs")
    with pytest.raises(ValidationError, match="There is no measure theirs"):
        formula(shape, "theirs + pairs")


def test_change_definition_refuses_a_circle(shape: Shape) -> None:
    first = formula(shape, "2 * pairs")
    formula(shape, f"{first.kin} + pairs")
    second = Measure.objects.latest("pk")
    details = MeasureDetails(WORKED_OUT, formula=second.kin)
    with pytest.raises(ValidationError) as error:
        measures.change_definition(first, details, NEXT, by=shape.admin, at=NOW)
    assert list(refused(error)) == ["formula"]
    assert "comes back to itself" in refused(error)["formula"][0]


def test_add_measure_refuses_a_second_count_of_what_records_itself(shape: Shape) -> None:
    make_measure(shape.pact, Deed.JOB_STARTED)
    with pytest.raises(ValidationError, match="counts this already"):
        measures.add_measure(
            shape.activity, replace(DETAILS, deed=Deed.JOB_STARTED), NEXT, by=shape.admin, at=NOW
        )


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (MeasureDetails(TEXTS), "deed"),
        (MeasureDetails(WORKED_OUT, Deed.OTHER, formula="pairs"), "formula"),
        (MeasureDetails(TEXTS, formula="pairs"), "pledge_sentence"),
        (MeasureDetails(TEXTS, Deed.OTHER, is_share=True), "is_share"),
    ],
)
def test_add_measure_is_a_deed_or_a_formula(
    shape: Shape, details: MeasureDetails, field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        measures.add_measure(shape.activity, details, NEXT, by=shape.admin, at=NOW)
    assert list(refused(error)) == [field]


def test_add_measure_of_letters_counts_letters(shape: Shape) -> None:
    details = replace(DETAILS, deed=Deed.LETTER_SIGNED)
    made = measures.add_measure(shape.activity, details, NEXT, by=shape.admin, at=NOW)
    assert made.counting == Counting.LETTERS


def minding(shape: Shape, **more: object) -> Minding:
    values = {"owner_id": shape.admin.account_id, "baseline": 40, "is_headline": True,
              "baseline_note": LocalText(sv="2023"), "breakdowns": ("organisation",)}  # fmt: skip
    return Minding(**{**values, **more})  # type: ignore[arg-type]


def test_edit_measure_keeps_the_definition(shape: Shape) -> None:
    made = measures.edit_measure(shape.measure, minding(shape), by=shape.admin, at=NOW)
    made.refresh_from_db()
    assert (made.owner_id, made.baseline, made.baseline_note["sv"], made.breakdowns) == (
        shape.admin.account_id, 40, "2023", ["organisation"],
    )  # fmt: skip
    assert (made.definition, Measure.objects.count()) == (shape.measure.definition, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"owner_id": 0x7FFFFFFF}, "owner"), ({"breakdowns": ("age",)}, "breakdowns")],
)
def test_edit_measure_refuses(shape: Shape, more: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        measures.edit_measure(shape.measure, minding(shape, **more), by=shape.admin, at=NOW)
    assert list(refused(error)) == [field]


def test_edit_measure_at_once_tells_the_second(shape: Shape) -> None:
    before = Minding.of(shape.measure).mark
    measures.edit_measure(shape.measure, minding(shape, seen=before), by=shape.admin, at=NOW)
    mine = minding(shape, baseline=50, seen=before)
    with pytest.raises(ValidationError, match="Somebody else changed this"):
        measures.edit_measure(shape.measure, mine, by=shape.admin, at=NOW)
    again = replace(mine, seen=Minding.of(Measure.objects.get()).mark)
    assert measures.edit_measure(shape.measure, again, by=shape.admin, at=NOW).baseline == 50


def test_retire_measure_that_another_is_worked_out_from_is_refused(shape: Shape) -> None:
    asking = formula(shape, "2 * pairs")
    with pytest.raises(ValidationError) as error:
        measures.retire_measure(shape.measure, LAST, by=shape.admin, at=NOW)
    assert list(refused(error)) == ["last_day"]
    measures.retire_measure(asking, TODAY, by=shape.admin, at=NOW)
    kept = measures.retire_measure(shape.measure, LAST, by=shape.admin, at=NOW)
    assert kept.valid_to == LAST


def test_retire_measure_before_it_begins_is_refused(shape: Shape) -> None:
    plan = measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    with pytest.raises(ValidationError) as error:
        measures.retire_measure(plan, LAST, by=shape.admin, at=NOW)
    assert list(refused(error)) == ["last_day"]


@pytest.mark.parametrize("role", [Role.BOARD, Role.COUNSELLOR, Role.PROCUREMENT])
def test_add_measure_needs_the_verb(shape: Shape, role: Role) -> None:
    by = make_staff(shape.pact, role)
    with pytest.raises(Denied):
        measures.add_measure(shape.activity, DETAILS, NEXT, by=by, at=NOW)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANALYST])
def test_change_definition_is_for_the_analyst_too(shape: Shape, role: Role) -> None:
    by = make_staff(shape.pact, role)
    assert (
        measures.change_definition(shape.measure, DETAILS, NEXT, by=by, at=NOW).code == "pairs-v2"
    )


def persons(shape: Shape, code: str, inside: str = "") -> Measure:
    """A measure that counts persons one by one, told by hand."""
    fields = {"activity": shape.activity, "valid_to": None, "inside": inside}
    return make_measure(shape.pact, Deed.OTHER, code=code, **fields)


def inside_of(shape: Shape, outer: str, *, per_person: bool = True) -> Measure:
    details = replace(DETAILS, deed=Deed.OTHER, per_person=per_person, inside=outer)
    return measures.add_measure(shape.activity, details, NEXT, by=shape.admin, at=NOW)


def test_add_measure_says_what_it_is_counted_inside(shape: Shape) -> None:
    persons(shape, "met")
    assert inside_of(shape, "met").inside == "met"


def test_add_measure_is_counted_inside_persons_only(shape: Shape) -> None:
    persons(shape, "met")
    make_measure(shape.pact, code="visits", per_person=False)
    for outer, per_person in (("visits", True), ("nothing", True), ("met", False)):
        with pytest.raises(ValidationError) as error:
            inside_of(shape, outer, per_person=per_person)
        assert list(refused(error)) == ["inside"]


def test_change_definition_refuses_measures_inside_each_other(shape: Shape) -> None:
    outer = persons(shape, "met")
    persons(shape, "referred", "met")
    persons(shape, "begun", "referred")
    details = replace(DETAILS, deed=Deed.OTHER, per_person=True, inside="begun")
    with pytest.raises(ValidationError) as error:
        measures.change_definition(outer, details, NEXT, by=shape.admin, at=NOW)
    assert list(refused(error)) == ["inside"]


def test_add_measure_refuses_to_take_persons_from_those_they_are_not_among(shape: Shape) -> None:
    for code in ("met", "taught", "referred"):
        persons(shape, code)
    with pytest.raises(ValidationError, match="is taken away from what it is not counted among"):
        formula(shape, "met + taught - referred")
    persons(shape, "begun", "met")
    assert formula(shape, "met + taught - begun").per_person
    assert formula(shape, "met - referred").per_person
