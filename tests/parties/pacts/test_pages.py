"""The pages of a pact: what they answer to good and bad input, and what they cost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Role
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import (
    Activity,
    CitySignatory,
    District,
    ExcludedSector,
    Goal,
    Measure,
    Pact,
    PactValue,
    TargetGroup,
)
from tests.factories.browser import browser
from tests.factories.shape import Shape
from tests.factories.world import TODAY, inside, make_district, make_staff, make_target_group

pytestmark = pytest.mark.django_db
NEXT = f"{TODAY.year + 1}-01-01"
PACT = {"name": "Pakten", "purpose": "Ihop", "city": "Ekstad", "chosen": ["en", "ar"]}
MEASURE = {
    "name": "Par", "unit": "par", "definition": "Efter tre möten", "begins": NEXT,
    "pledge_sentence": "Ta emot {quantity} par", "deed": "mentor_pair_started", "by_city": "member",
}  # fmt: skip
RULES = {
    "reminder_days": "60 14", "reply_days": "3", "check_in_month": "11", "smallest_group": "5",
    "contact_check_months": "6", "look_again_months": "12",
}  # fmt: skip


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        yield made


@pytest.fixture
def client(shape: Shape) -> Client:
    return browser(shape.pact, shape.admin)


def ids(shape: Shape) -> dict[str, int]:
    return {
        "activity": shape.activity.pk, "measure": shape.measure.pk, "form": shape.form.pk,
        "group": shape.group.pk, "north": shape.north.pk, "south": shape.south.pk,
    }  # fmt: skip


GOOD: list[tuple[str, dict[str, Any]]] = [
    ("/pact/edit/", PACT),
    ("/pact/goals/add/", {"text": "Fler i arbete"}),
    ("/pact/values/add/", {"title": "Syns", "text": "Det ni gör syns"}),
    ("/pact/groups/add/", {"name": "Unga", "definition": "16 till 24", "begins": NEXT}),
    ("/pact/groups/{group}/", {"name": "Nya", "definition": "Sju år", "begins": NEXT}),
    ("/pact/groups/{group}/retire/", {"last_day": NEXT}),
    ("/pact/districts/add/", {"name": "Järva", "begins": ""}),
    ("/pact/districts/{north}/merge/", {"into": "{south}", "begins": NEXT}),
    ("/pact/districts/{north}/retire/", {"last_day": NEXT}),
    ("/pact/sectors/add/", {"sector": "92", "reason": "Spel"}),
    ("/pact/activities/add/", {"name": "Nytt", "summary": "Så", "icon": "people", "begins": NEXT}),
    ("/pact/activities/{activity}/", {"name": "Nytt", "summary": "Så", "begins": NEXT}),
    ("/pact/activities/{activity}/retire/", {"last_day": NEXT}),
    ("/pact/activities/{activity}/forms/add/", {"name": "Besök", "begins": NEXT}),
    ("/pact/measures/add/", {**MEASURE, "activity": "{activity}"}),
    ("/pact/measures/{measure}/definition/", MEASURE),
    ("/pact/measures/{measure}/edit/", {"baseline": "40", "baseline_note": "2023, registret"}),
    ("/pact/measures/{measure}/aims/", {"year": "2026", "quantity": "12"}),
    ("/pact/measures/{measure}/retire/", {"last_day": NEXT}),
    ("/pact/forms/{form}/", {"name": "Samtal", "begins": NEXT}),
    ("/pact/forms/{form}/retire/", {"last_day": NEXT}),
    ("/pact/signatories/add/", {"name": "Karin Holm", "signs": "all", "position": "1"}),
    ("/pact/rules/", RULES),
]


def filled(shape: Shape, address: str, typed: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    known = ids(shape)
    values = {
        k: v.format(**known) if v in ("{south}", "{activity}") else v for k, v in typed.items()
    }
    return address.format(**known), values


@pytest.mark.parametrize(("address", "typed"), GOOD)
def test_form_is_shown_and_taken(
    shape: Shape, client: Client, address: str, typed: dict[str, Any]
) -> None:
    address, typed = filled(shape, address, typed)
    if not address.endswith("/aims/"):
        assert client.get(address).status_code == 200
    answer = client.post(address, typed)
    assert (answer.status_code, answer.get("Location", "")[:6]) == (302, "/pact/")


@pytest.mark.parametrize(("address", "typed"), GOOD)
def test_form_with_one_thing_wrong_is_given_back(
    shape: Shape, client: Client, address: str, typed: dict[str, Any]
) -> None:
    wrong = {"begins": "soon", "last_day": "1890-01-01", "into": "0", "sector": "00", "city": "",
             "reminder_days": "often", "signs": "none", "quantity": "-1",
             "baseline": "-1"}  # fmt: skip
    name = next((n for n in (*wrong, "text") if n in typed), "text")
    address, typed = filled(shape, address, {**typed, name: wrong.get(name, "")})
    answer = client.post(address, typed)
    html = answer.content.decode()
    assert (answer.status_code, f'id="id_{name}_error"' in html) == (422, True)
    kept = {value for key, value in typed.items() if key in {"name", "summary", "title"}}
    assert all(value in html for value in kept)


def test_forms_change_what_they_say(shape: Shape, client: Client) -> None:
    for address, typed in GOOD:
        client.post(*filled(shape, address, typed))
    assert Goal.objects.get().text == {"sv": "Fler i arbete"}
    assert PactValue.objects.get().title == {"sv": "Syns"}
    assert CitySignatory.objects.get().name == "Karin Holm"
    assert ExcludedSector.objects.get().reason == {"sv": "Spel"}
    assert Pact.objects.get(pk=shape.pact.pk).reminder_days == [60, 14]
    assert District.objects.get(code="norra").successor == shape.south
    assert sorted(TargetGroup.objects.values_list("code", flat=True)) == [
        "newcomers", "newcomers-v2", "unga",
    ]  # fmt: skip
    assert Activity.objects.count() == 2


def test_form_writes_other_languages_too(shape: Shape, client: Client) -> None:
    client.post("/pact/goals/add/", {"text": "Fler i arbete", "text_en": "More at work"})
    assert Goal.objects.get().text == {"sv": "Fler i arbete", "en": "More at work"}


def test_edit_line_page_changes_and_takes_away(shape: Shape, client: Client) -> None:
    goal = Goal.objects.create(pact=shape.pact, text=LocalText(sv="Kort", en="Short"))
    address = f"/pact/lines/goal/{goal.pk}/"
    client.post(address, {"text": "Kortare", "text_en": "Short"})
    goal.refresh_from_db()
    assert goal.text == {"sv": "Kortare", "en": "Short"}
    client.post(f"{address}remove/")
    assert not Goal.objects.exists()


def test_edit_text_page_shows_the_swedish_beside(shape: Shape, client: Client) -> None:
    address = f"/pact/texts/activity.{shape.activity.pk}.summary/"
    assert "You meet (sv)" in client.get(address).content.decode()
    refused = client.post(address, {"sv": "Annat", "en": "Kept words"})
    assert refused.status_code == 422
    assert "Tick this when only the spelling changes." in refused.content.decode()
    assert "Kept words" in refused.content.decode()
    client.post(address, {"sv": "Ni möts", "en": "You meet", "corrects": "on"})
    client.post(f"{address}en/reviewed/")
    shape.activity.refresh_from_db()
    assert shape.activity.summary == {"sv": "Ni möts", "en": "You meet"}


@pytest.mark.parametrize("place", ["activity.0.summary", "activity.1.code", "x", "goal.1.text"])
def test_edit_text_page_of_no_text_is_not_found(client: Client, place: str) -> None:
    assert client.get(f"/pact/texts/{place}/").status_code == 404


def test_edit_retention_page_refuses_more_than_declared(client: Client) -> None:
    html = client.get("/pact/retention/").content.decode()
    assert 'name="pacts.CitySignatory"' in html
    answer = client.post("/pact/retention/", {"pacts.CitySignatory": "11"})
    assert answer.status_code == 422
    assert "At most 10 years: the city may shorten, not lengthen." in answer.content.decode()


def test_start_catalogue_page_is_for_an_empty_pact(shape: Shape, client: Client) -> None:
    client.post("/pact/catalogue/start/")
    assert Measure.objects.count() == 1
    assert "has a catalogue already" in client.get("/pact/").content.decode()


@pytest.mark.parametrize("role", [Role.BOARD, Role.COORDINATOR])
def test_see_pact_offers_only_what_one_may(shape: Shape, role: Role) -> None:
    html = browser(shape.pact, make_staff(shape.pact, role)).get("/pact/").content.decode()
    assert "/pact/look/" not in html
    assert ("/get-started/" in html) is (role == Role.COORDINATOR)


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("address", "most"),
    [("/pact/", 25), ("/pact/texts/", 12), ("/pact/groups/", 12), ("/pact/districts/", 12),
     ("/pact/catalogue/", 14)],
)  # fmt: skip
def test_pages_cost_the_same_for_3_and_30(
    shape: Shape, client: Client, address: str, most: int
) -> None:
    def more(first: int, last: int) -> None:
        for n in range(first, last):
            make_district(shape.pact, f"d{n}")
            make_target_group(shape.pact, f"g{n}")
            Activity.objects.create(pact=shape.pact, code=f"a{n}", name=LocalText(sv=f"A{n}"))

    more(0, 2)
    few = cost(client, address)
    more(2, 29)
    assert (cost(client, address), few <= most) == (few, True)
