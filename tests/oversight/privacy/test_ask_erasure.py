"""Asking to be removed: what it stops at once, how it is taken back, who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied
from pakten.oversight.privacy.actions.asking import ask_erasure, cancel_erasure, edit_terms
from pakten.oversight.privacy.models import Erasure
from pakten.parties.people.queries import in_force
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.people import make_participant, sign_in_as
from tests.factories.world import NOW, TODAY, inside, make_pact, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    made = PlacementWorld()
    with inside(made.pact):
        yield made


def ask(world: Any, by: Any = None) -> Erasure:
    return ask_erasure(world.person, by=by or world.participant, at=NOW)


def test_ask_erasure_stops_all_but_contact_at_once(world: Any) -> None:
    erasure = ask(world)
    assert {*in_force(world.person)} == {"contact"}
    assert (erasure.asked, erasure.due_on - TODAY) == ("person", timedelta(days=30))


def test_ask_erasure_by_the_counsellor_is_on_the_persons_word(world: Any) -> None:
    assert ask(world, world.counsellor).asked == "office"


def test_ask_erasure_is_asked_for_once(world: Any) -> None:
    ask(world)
    with pytest.raises(ValidationError, match="already asked"):
        ask(world)


def test_cancel_erasure_keeps_the_person_and_is_done_once(world: Any) -> None:
    ask(world)
    assert cancel_erasure(world.person, by=world.participant, at=NOW).state == "cancelled"
    with pytest.raises(ValidationError, match="nothing to take back"):
        cancel_erasure(world.person, by=world.participant, at=NOW)
    assert {*in_force(world.person)} == {"contact"}


@pytest.mark.parametrize("who", ["member", "other"])
def test_ask_erasure_is_not_for_others(world: Any, who: str) -> None:
    other = sign_in_as(make_participant(world.pact, world.counsellor, given_name="Omar"))
    with pytest.raises(Denied):
        ask(world, {"member": world.member, "other": other}[who])


def test_ask_erasure_page_of_somebody_else_is_not_there(world: Any) -> None:
    other = sign_in_as(make_participant(world.pact, world.counsellor, given_name="Omar"))
    client = browser(world.pact, other)
    address = f"/people/{world.person.pk}/"
    assert [client.post(f"{address}{word}/").status_code for word in ("remove", "keep")] == [
        404
    ] * 2
    assert Erasure.objects.count() == 0


def test_ask_erasure_page_tells_what_happens_and_then_offers_to_keep(world: Any) -> None:
    client = browser(world.pact, world.participant)
    address = f"/people/{world.person.pk}"
    before = client.get(f"{address}/remove/").content.decode()
    client.post(f"{address}/remove/")
    during = client.get("/me/data/").content.decode()
    client.post(f"{address}/keep/")
    after = client.get("/me/data/").content.decode()
    assert "What stays" in before
    assert ["Keep my data" in text for text in (during, after)] == [True, False]


def test_see_erasures_shows_the_office_the_day_and_the_admin_no_name(world: Any) -> None:
    erasure, admin = ask(world), make_staff(world.pact, "admin")
    texts = [
        browser(world.pact, who).get("/data-requests/").content.decode()
        for who in (world.coordinator, admin)
    ]
    assert [erasure.due_on.isoformat() in text for text in texts] == [True, True]
    assert [str(world.person) in text for text in texts] == [True, False]


def test_see_erasures_of_another_pact_are_not_seen(world: Any) -> None:
    ask(world)
    other = make_pact()
    text = browser(other, make_staff(other)).get("/data-requests/").content.decode()
    assert str(world.person) not in text


def test_edit_terms_holds_for_the_next_request(world: Any) -> None:
    edit_terms(world.pact, wait_days=7, ask_at="data@pakten.example", by=world.coordinator, at=NOW)
    assert ask(world).due_on - TODAY == timedelta(days=7)


def test_edit_terms_waits_no_longer_than_the_law(world: Any) -> None:
    answer = browser(world.pact, world.coordinator).post(
        "/pact/kept/terms/", {"wait_days": "31", "ask_at": ""}
    )
    assert answer.status_code == 422


def test_see_erasures_tells_in_words_where_somebody_is_still_named(world: Any) -> None:
    Erasure.objects.create(
        pact=world.pact, asked="time", asked_at=NOW, due_on=NOW.date(), state="done",
        ended_at=NOW, rows=9, left={"organisations_talk": 2},
    )  # fmt: skip
    page = browser(world.pact, world.coordinator, "en").get("/data-requests/").content.decode()
    assert ("Notes of talks with organisations: 2" in page, "organisations_talk" in page) == (
        True,
        False,
    )
