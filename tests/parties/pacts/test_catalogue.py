"""The catalogue over the years: what was stays readable."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied, Role
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions import activities, catalogue, measures
from pakten.parties.pacts.actions.catalogue import Added
from pakten.parties.pacts.actions.measures import MeasureDetails
from pakten.parties.pacts.models import Activity, CooperationForm, Measure
from pakten.parties.pacts.queries.catalogue import ActivityYear, catalogue_of
from pakten.parties.pacts.states import Deed
from tests.factories.letters import make_pledge
from tests.factories.shape import Shape
from tests.factories.world import NOW, TODAY, inside, make_organisation, make_staff

pytestmark = pytest.mark.django_db
NEXT = date(TODAY.year + 1, 1, 1)
LAST = date(TODAY.year, 12, 31)
NAMED = {"name": LocalText(sv="Gästföreläsning")}
DETAILS = MeasureDetails(
    {
        "name": LocalText(sv="Par"),
        "unit": LocalText(sv="par"),
        "definition": LocalText(sv="Ett par räknas efter tre möten"),
        "pledge_sentence": LocalText(sv="Ta emot {quantity} par"),
    },
    Deed.MENTOR_PAIR_STARTED,
)


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


def seen(shape: Shape, year: int) -> list[ActivityYear]:
    shelf = catalogue_of(shape.pact)
    return shelf.of(next(y for y in shelf.years(TODAY) if y.year == year), {})


def test_adapt_form_is_a_version_of_its_own(shape: Shape) -> None:
    made = catalogue.adapt_form(shape.form, NAMED, NEXT, by=shape.admin, at=NOW)
    codes = list(CooperationForm.objects.order_by("id").values_list("code", "valid_to"))
    assert (made.name["sv"], codes) == ("Gästföreläsning", [("talks", LAST), ("talks-v2", None)])


def test_retire_form_shows_its_last_day(shape: Shape) -> None:
    catalogue.retire_form(shape.form, LAST, by=shape.admin, at=NOW)
    assert seen(shape, TODAY.year)[0].forms[0].ends == LAST
    assert seen(shape, TODAY.year + 1)[0].forms == []


def test_add_activity_takes_a_code_of_its_own(shape: Shape) -> None:
    new = Added({"name": LocalText(sv="Mentoring")}, NEXT, {"icon": "people"})
    made = catalogue.add_activity(shape.pact, new, by=shape.admin, at=NOW)
    assert (made.code, made.position, made.valid_from) == ("mentoring-2", 2, NEXT)
    assert [each.name["sv"] for each in seen(shape, TODAY.year)] == ["Mentoring (sv)"]
    assert [each.is_new for each in seen(shape, TODAY.year + 1)] == [False, True]


def adapt(shape: Shape, name: str, begins: date) -> None:
    texts = {
        "name": LocalText(sv=name),
        "summary": shape.activity.summary,
        "description": shape.activity.description,
    }
    activities.adapt_activity(shape.activity, texts, "4–8", begins, by=shape.admin, at=NOW)
    shape.activity.refresh_from_db()


def test_adapt_activity_keeps_the_words_of_the_years_before(shape: Shape) -> None:
    adapt(shape, "Stadsmentor", date(TODAY.year, 1, 1))
    assert (shape.activity.code, shape.activity.name["sv"]) == ("mentoring", "Stadsmentor")
    assert seen(shape, TODAY.year - 1)[0].name["sv"] == "Mentoring (sv)"
    assert seen(shape, TODAY.year)[0].name["sv"] == "Stadsmentor"


def test_adapt_activity_to_come_waits_for_its_day(shape: Shape) -> None:
    adapt(shape, "Stadsmentor", NEXT)
    assert shape.activity.name["sv"] == "Mentoring (sv)"
    assert seen(shape, TODAY.year)[0].planned is not None
    assert seen(shape, TODAY.year + 1)[0].name["sv"] == "Stadsmentor"
    later = NOW.replace(year=TODAY.year + 1, month=1, day=2)
    assert activities.begin_wordings(shape.pact, at=NOW) == 0
    assert activities.begin_wordings(shape.pact, at=later) == 1
    assert activities.begin_wordings(shape.pact, at=later) == 0
    assert Activity.objects.get().name["sv"] == "Stadsmentor"


def test_adapt_activity_refuses_a_day_before_the_present_words(shape: Shape) -> None:
    adapt(shape, "Stadsmentor", date(TODAY.year, 1, 1))
    with pytest.raises(ValidationError) as refused:
        adapt(shape, "Mentor", date(TODAY.year - 1, 1, 1))
    assert list(refused.value.message_dict) == ["begins"]


def test_retire_activity_ends_what_is_in_it_and_can_be_taken_back(shape: Shape) -> None:
    measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    activities.retire_activity(shape.activity, LAST, by=shape.admin, at=NOW)
    assert list(Measure.objects.values_list("code", "valid_to")) == [("pairs", LAST)]
    assert [each.is_gone for each in seen(shape, TODAY.year + 1)] == [True]
    assert [each.is_gone for each in seen(shape, TODAY.year)] == [False]
    activities.keep_activity(shape.activity, by=shape.admin, at=NOW)
    assert list(Measure.objects.values_list("code", "valid_to")) == [("pairs", None)]
    assert list(CooperationForm.objects.values_list("valid_to", flat=True)) == [None]


def test_retire_activity_refuses_what_is_promised_later(shape: Shape) -> None:
    plan = measures.change_definition(shape.measure, DETAILS, NEXT, by=shape.admin, at=NOW)
    make_pledge(make_organisation(shape.pact), plan)
    with pytest.raises(ValidationError) as refused:
        activities.retire_activity(shape.activity, LAST, by=shape.admin, at=NOW)
    assert list(refused.value.message_dict) == ["last_day"]


def test_keep_activity_needs_a_last_day(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="no last day"):
        activities.keep_activity(shape.activity, by=shape.admin, at=NOW)


def test_add_form_to_a_retired_activity_is_refused(shape: Shape) -> None:
    kept = activities.retire_activity(shape.activity, LAST, by=shape.admin, at=NOW)
    with pytest.raises(ValidationError, match="Keep it first"):
        catalogue.add_form(kept, Added(NAMED, NEXT), by=shape.admin, at=NOW)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.BOARD, Role.COUNSELLOR])
def test_retire_activity_needs_the_verb(shape: Shape, role: Role) -> None:
    by = make_staff(shape.pact, role)
    with pytest.raises(Denied):
        activities.retire_activity(shape.activity, LAST, by=by, at=NOW)
