"""The doors in: nothing that is sent in is lost, and nothing sent in breaks anything."""

from typing import Any

import pytest

from pakten.base.notices.models import Message
from pakten.faces.public.rules import Wish, advise, least_hours
from pakten.parties.organisations.models import Interest
from pakten.parties.pacts.models import Activity, Pact
from pakten.parties.people.models import CallbackRequest
from tests.factories.browser import browser
from tests.factories.world import inside, make_pact, make_staff, organisation_number, text

pytestmark = pytest.mark.django_db
INTEREST = {
    "organisation_name": "Havtorn Catering AB",
    "kind": "company",
    "contact_name": "Petra Havtorn",
    "email": "petra@havtorn.example",
    "activities": ["mentoring"],
}
CALL = {"name": "Amina", "phone": "070-123 45 67", "language": "ar", "best_time": "morning"}


@pytest.fixture
def pact() -> Pact:
    made = make_pact(email="pakten@pakten.example", reply_days=2)
    with inside(made):
        for position, (code, hours) in enumerate(
            [("job_partnership", "4–8"), ("mentoring", "2–4"), ("network", "1–2")]
        ):
            Activity.objects.create(
                pact=made, code=code, name=text(code), hours_per_month=hours, position=position
            )
    return made


def interests(pact: Pact) -> list[Interest]:
    with inside(pact):
        return list(Interest.objects.prefetch_related("activities__activity"))


def test_send_interest_is_kept_with_a_receipt_and_a_word_to_the_office(pact: Pact) -> None:
    number = organisation_number()
    sent = {**INTEREST, "number": f"{number[:6]}-{number[6:]}", "employees": "12"}
    answer = browser(pact).post("/join/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/join/thanks/")
    [kept] = interests(pact)
    assert (kept.number, kept.employees, kept.state) == (number, 12, "new")
    assert [each.activity.code for each in kept.activities.all()] == ["mentoring"]
    with inside(pact):
        receipt, word = Message.objects.order_by("id")
    assert (receipt.to, word.to) == ("petra@havtorn.example", "pakten@pakten.example")
    assert kept.answer_by.isoformat() in receipt.body


def test_send_interest_does_not_flood_an_address_with_receipts(pact: Pact) -> None:
    visitor = browser(pact)
    answers = [visitor.post("/join/", INTEREST).status_code for _turn in range(6)]
    assert answers == [302, 302, 302, 302, 302, 422]
    assert len(interests(pact)) == 5


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("5590000001", "The last digit does not fit"),
        ("559000-000", "this one has 9"),
        ("abc", "only digits"),
        ("5" * 20, "this one has 20"),
        ("٥٥٩٠٠٠٠٠٠١", ""),
    ],
)
def test_send_interest_tells_how_to_mend_the_number(pact: Pact, number: str, says: str) -> None:
    page = browser(pact).post("/join/", {**INTEREST, "number": number})
    html = page.content.decode()
    assert (page.status_code, interests(pact)) == (422, [])
    assert (says in html, "Havtorn Catering AB" in html, number in html) == (True, True, True)
    assert 'value="mentoring" checked' in html


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation_name": ""},
        {"email": "no address"},
        {"employees": "-1"},
        {"employees": "many"},
        {"employees": "99999999999999"},
        {"kind": "nonsense"},
        {"activities": ["nonsense"]},
        {"message": "x" * 2001},
        {"contact_name": "x" * 121},
        {"contact_name": "a\x00b"},
    ],
)
def test_send_interest_refuses_nonsense_and_keeps_the_rest(
    pact: Pact, wrong: dict[str, Any]
) -> None:
    page = browser(pact).post("/join/", {**INTEREST, **wrong})
    assert (page.status_code, interests(pact)) == (422, [])
    assert "petra@havtorn.example" in page.content.decode() or "email" in wrong


def test_send_interest_twice_counts_once(pact: Pact) -> None:
    client = browser(pact)
    token = client.get("/join/").content.decode().split('name="_once" value="')[1].split('"')[0]
    answers = [client.post("/join/", {**INTEREST, "_once": token}) for _turn in range(2)]
    assert [answer["Location"] for answer in answers] == ["/join/thanks/", "/join/thanks/"]
    assert len(interests(pact)) == 1


def test_send_interest_goes_to_its_own_pact(pact: Pact) -> None:
    browser(pact).post("/join/", INTEREST)
    assert interests(make_pact()) == []


def test_wish_suggests_what_fits_in_the_hours(pact: Pact) -> None:
    html = browser(pact).get("/join/?want=staff&size=10-49&hours=4").content.decode()
    assert "One activity suits you" in html
    assert html.count('name="activities"') == 3
    assert 'value="job_partnership" checked' in html
    assert browser(pact).get("/join/?want=nonsense&hours=%00").status_code == 200


def test_advise_fills_the_hours_and_leaves_the_rest_after() -> None:
    offered = [
        Activity(code="job_partnership", hours_per_month="4–8", position=1),
        Activity(code="mentoring", hours_per_month="2–4", position=2),
        Activity(code="advisory_board", hours_per_month="2–3", position=3),
        Activity(code="new_one", hours_per_month="", position=4),
    ]

    def told(wish: Wish) -> list[tuple[str, bool]]:
        return [(each.activity.code, each.fits) for each in advise(offered, wish)]

    assert told(Wish("share", "1-9", "2")) == [
        ("mentoring", True),
        ("job_partnership", False),
        ("new_one", False),
        ("advisory_board", False),
    ]
    assert [fits for _code, fits in told(Wish("staff", "", "8"))] == [True, True, False, False]
    assert [fits for _code, fits in told(Wish())] == [False] * 4


@pytest.mark.parametrize(("written", "hours"), [("4–8", 4), ("", 0), ("about 12", 12)])
def test_least_hours(written: str, hours: int) -> None:
    assert least_hours(written) == hours


def test_ask_callback_is_kept_and_the_office_told_without_the_name(pact: Pact) -> None:
    answer = browser(pact, language="ar").post("/start/mentor/", CALL)
    assert (answer.status_code, answer["Location"]) == (302, "/start/mentor/thanks/")
    with inside(pact):
        [kept] = CallbackRequest.objects.all()
        [message] = Message.objects.all()
    assert (kept.name, kept.language, kept.door) == ("Amina", "ar", "mentor")
    assert ("Amina" in message.body, "070" in message.body) == (False, False)


@pytest.mark.parametrize(
    "wrong",
    [{"phone": "call me"}, {"phone": "12"}, {"name": ""}, {"language": "xx"}, {"best_time": "x"}],
)
def test_ask_callback_refuses_what_cannot_be_called(pact: Pact, wrong: dict[str, str]) -> None:
    page = browser(pact).post("/start/work/", {**CALL, **wrong})
    with inside(pact):
        assert (page.status_code, CallbackRequest.objects.count()) == (422, 0)


def test_see_callbacks_is_for_those_who_call(pact: Pact) -> None:
    browser(pact).post("/start/work/", CALL)
    counsellor = browser(pact, make_staff(pact, "counsellor"))
    assert "Amina" in counsellor.get("/callbacks/").content.decode()
    assert browser(pact, make_staff(pact, "analyst")).get("/callbacks/").status_code == 403
    with inside(pact):
        [kept] = CallbackRequest.objects.all()
    elsewhere = browser(make_pact(), None)
    assert elsewhere.post(f"/callbacks/{kept.pk}/answer/").status_code == 302
    counsellor.post(f"/callbacks/{kept.pk}/answer/")
    counsellor.post(f"/callbacks/{kept.pk}/answer/")
    with inside(pact):
        kept.refresh_from_db()
    assert kept.answered_by_id is not None
