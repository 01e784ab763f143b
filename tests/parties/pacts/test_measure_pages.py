"""The pages of measures: good and bad input, two at once, files, and what they cost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Role
from pakten.parties.pacts.models import Measure, Target
from tests.factories.browser import browser
from tests.factories.shape import Shape
from tests.factories.world import TODAY, inside, make_measure, make_staff, make_target

pytestmark = pytest.mark.django_db
YEAR = TODAY.year
NEXT = f"{YEAR + 1}-01-01"
SHARE = {
    "name": "Andel", "unit": "procent", "definition": "Av paren", "begins": NEXT, "is_share": "on",
    "formula": "100 * hires / pairs", "by_city": "member", "deed": "", "pledge_sentence": "",
}  # fmt: skip


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        make_measure(made.pact, code="hires", name={"sv": "Anställda"}, activity=made.activity)
        yield made


@pytest.fixture
def client(shape: Shape) -> Client:
    return browser(shape.pact, shape.admin)


def page(client: Client, measure: Measure) -> str:
    return client.get(f"/pact/measures/{measure.pk}/").content.decode()


def hires() -> Measure:
    return Measure.objects.get(code="hires")


def test_see_measures_lists_and_searches(shape: Shape, client: Client) -> None:
    make_target(hires(), 1140)
    everything = client.get("/pact/measures/?sort=-aim").content.decode()
    assert "1\u00a0140" in everything
    assert ("Anställda" in everything, "Pairs" in everything) == (True, True)
    found = client.get("/pact/measures/?q=anst&counting=deeds&state=now").content.decode()
    assert ("Anställda" in found, "Pairs" in found) == (True, False)
    assert "No measures match" in client.get("/pact/measures/?q=zzz").content.decode()


def test_see_measures_as_a_file(shape: Shape, client: Client) -> None:
    make_target(hires(), 140)
    lines = client.get("/pact/measures/?format=csv&sort=name").content.decode().splitlines()
    assert len(lines) == 3
    assert "Each “Job started” is counted once, by itself where it happens." in lines[1]
    assert ";140;" in lines[1] or ",140," in lines[1]


def test_add_measure_with_a_formula(shape: Shape, client: Client) -> None:
    answer = client.post("/pact/measures/add/", {**SHARE, "activity": shape.activity.pk})
    assert answer.status_code == 302
    made = Measure.objects.latest("pk")
    assert (made.formula, made.is_share, made.code) == ("100 * hires / pairs", True, "andel")
    html = page(client, made)
    assert "Worked out, in percent: 100 × Anställda ÷ Pairs" in html


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"formula": "hires +"}, "formula"),
        ({"formula": "nothing + hires"}, "formula"),
        ({"formula": ""}, "deed"),
        ({"activity": "0"}, "activity"),
        ({"name": ""}, "name"),
        ({"per_person": "on"}, "formula"),
    ],
)
def test_add_measure_keeps_what_was_typed(
    shape: Shape, client: Client, wrong: dict[str, Any], field: str
) -> None:
    typed = {**SHARE, "is_share": "", "activity": shape.activity.pk, **wrong}
    answer = client.post("/pact/measures/add/", typed)
    html = answer.content.decode()
    assert (answer.status_code, f'id="id_{field}_error"' in html) == (422, True)
    assert "Av paren" in html
    assert Measure.objects.count() == 2


def test_try_formula_says_what_it_means_and_keeps_nothing(shape: Shape, client: Client) -> None:
    answer = client.post("/pact/measures/try/", SHARE)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Worked out, in percent: 100 × Anställda ÷ Pairs" in html
    assert "It gives a ratio, not a number of persons." in html
    assert ("Nothing is saved yet." in html, 'value="Andel"' in html) == (True, True)
    assert (
        html.count('action="/pact/measures/add/"') == 1
    )  # the button beside it keeps what was tried
    assert Measure.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"formula": "(hires"}, "A ( has no )."),
        ({"formula": "pairs"}, "comes back to itself"),
        ({"formula": "", "deed": ""}, "Choose what is counted, or write a formula."),
        ({"formula": "", "deed": "bogus"}, "Choose what is counted, or write a formula."),
    ],
)
def test_try_formula_says_what_is_wrong(
    shape: Shape, client: Client, typed: dict[str, str], told: str
) -> None:
    answer = client.post(f"/pact/measures/try/?measure={shape.measure.pk}", {**SHARE, **typed})
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_try_formula_of_a_deed_and_of_no_measure(shape: Shape, client: Client) -> None:
    typed = {**SHARE, "formula": "", "deed": "letter_signed"}
    said = client.post("/pact/measures/try/", typed).content.decode()
    assert "Letters of intent in force are counted, each once." in said
    assert client.post("/pact/measures/try/?measure=999999", typed).status_code == 404


def test_set_target_keeps_the_whole_table(shape: Shape, client: Client) -> None:
    first, second = make_target(hires(), 140), make_target(hires(), 70, gender="woman")
    answer = client.post(
        f"/pact/measures/{hires().pk}/aims/",
        {
            f"aim_{first.pk}": "150", f"seen_{first.pk}": "140",
            f"aim_{second.pk}": "70", f"seen_{second.pk}": "70",
            "year": str(YEAR), "gender": "woman", "target_group": str(shape.group.pk),
            "quantity": "25",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    found = Target.objects.order_by("pk").values_list("quantity", "gender", "target_group")
    assert list(found) == [(150, "", None), (70, "woman", None), (25, "woman", shape.group.pk)]
    assert "Women, Newcomers" in page(client, hires())


def test_set_target_at_once_tells_and_the_second_time_keeps(shape: Shape, client: Client) -> None:
    kept = make_target(hires(), 145)
    address = f"/pact/measures/{hires().pk}/aims/"
    typed = {f"aim_{kept.pk}": "150", f"seen_{kept.pk}": "140"}
    refused = client.post(address, typed)
    html = refused.content.decode()
    assert (refused.status_code, "Somebody else wrote 145 while you wrote." in html) == (422, True)
    assert f'name="seen_{kept.pk}" value="145"' in html
    assert 'value="150"' in html
    client.post(address, {**typed, f"seen_{kept.pk}": "145"})
    kept.refresh_from_db()
    assert kept.quantity == 150


def test_set_target_that_is_gone_loses_nothing_silently(shape: Shape, client: Client) -> None:
    address = f"/pact/measures/{hires().pk}/aims/"
    refused = client.post(address, {"aim_999999": "150", "seen_999999": "140"})
    assert refused.status_code == 422
    assert "Somebody else removed an aim that you changed." in refused.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"year": "", "quantity": "5"}, "year"),
        ({"year": "1890", "quantity": "5"}, "year"),
        ({"year": str(YEAR), "quantity": ""}, "quantity"),
        ({"year": str(YEAR), "quantity": "many"}, "quantity"),
        ({"year": str(YEAR), "quantity": "5", "quarter": "7"}, "quarter"),
    ],
)
def test_set_target_answers_at_the_field(
    shape: Shape, client: Client, typed: dict[str, str], field: str
) -> None:
    answer = client.post(f"/pact/measures/{hires().pk}/aims/", typed)
    assert (answer.status_code, f'id="id_{field}_error"' in answer.content.decode()) == (422, True)
    assert not Target.objects.exists()


def test_remove_target_leads_back(shape: Shape, client: Client) -> None:
    kept = make_target(hires(), 145)
    answer = client.post(f"/pact/aims/{kept.pk}/remove/")
    assert (answer.status_code, answer["Location"]) == (302, f"/pact/measures/{hires().pk}/")
    assert client.post(f"/pact/aims/{kept.pk}/remove/").status_code == 404


def test_edit_measure_at_once_is_told(shape: Shape, client: Client) -> None:
    address = f"/pact/measures/{hires().pk}/edit/"
    typed = {"baseline": "64", "baseline_note": "2018", "seen": "what was"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Somebody else changed this while you wrote." in refused.content.decode()
    assert client.post(address, {**typed, "seen": ""}).status_code == 302
    assert "64" in page(client, hires())


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ANALYST, True), (Role.COORDINATOR, True), (Role.BOARD, False)]
)
def test_see_measure_offers_only_what_one_may(shape: Shape, role: Role, may: bool) -> None:
    html = page(browser(shape.pact, make_staff(shape.pact, role)), shape.measure)
    assert ("Change the definition" in html) is may


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_see_measures_costs_the_same_for_3_and_30(shape: Shape, client: Client) -> None:
    few = cost(client, "/pact/measures/")
    for _turn in range(30):
        make_target(make_measure(shape.pact), 10)
    assert (few, few <= 12) == (cost(client, "/pact/measures/"), True)


def test_see_measure_costs_the_same_for_3_and_30(shape: Shape, client: Client) -> None:
    address = f"/pact/measures/{hires().pk}/"
    make_target(hires(), 10)
    few = cost(client, address)
    for year in range(2001, 2020):
        make_target(hires(), 10, year=year, gender="woman", target_group=shape.group)
        make_measure(shape.pact, "", counting="formula", formula="2 * hires", per_person=True)
    assert (few, few <= 16) == (cost(client, address), True)
