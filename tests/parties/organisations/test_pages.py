"""The register's own pages: what they answer to good and bad input."""

from typing import Any

import pytest

from pakten.base.access import Actor
from pakten.parties.organisations.models import Contact, Interest, Organisation
from pakten.parties.organisations.states import InterestState, Stage, VettingState
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.world import (
    NOW,
    days,
    inside,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

NEW = {
    "number": "556012-5790",
    "name": "Klarasjö Hotell AB",
    "kind": "company",
    "reply_days": 5,
    "contact_name": "Mona Rahimi",
    "contact_email": "mona@klarasjo.example",
}


@pytest.fixture
def pact(db: None) -> Pact:
    return make_pact()


@pytest.fixture
def by(pact: Pact) -> Actor:
    return make_staff(pact)


def make_contact(house: Organisation, **fields: Any) -> Contact:
    values = {"name": "Mona Rahimi", "email": "mona@klarasjo.example"}
    return Contact.objects.create(pact=house.pact, organisation=house, **{**values, **fields})


def test_register_organisation_page_makes_a_member(pact: Pact, by: Actor) -> None:
    client = browser(pact, by)
    assert client.get("/organisations/new/?name=Klarasj%C3%B6").status_code == 200
    answer = client.post("/organisations/new/", NEW)
    with inside(pact):
        made = Organisation.objects.get()
    assert answer["Location"] == f"/organisations/{made.pk}/"


@pytest.mark.parametrize(
    ("number", "said"),
    [("556012-579", "this one has 9"), ("556012-5791", "The last digit does not fit")],
)
def test_register_organisation_page_keeps_what_was_typed(
    pact: Pact, by: Actor, number: str, said: str
) -> None:
    answer = browser(pact, by).post("/organisations/new/", {**NEW, "number": number})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{number}"' in page
    assert 'value="mona@klarasjo.example"' in page


def test_edit_organisation_page_saves(pact: Pact, by: Actor) -> None:
    with inside(pact):
        house = make_organisation(pact)
    client = browser(pact, by)
    page = client.get(f"/organisations/{house.pk}/edit/")
    assert house.number_text in page.content.decode()
    sent = {**NEW, "number": house.number, "about": "Hotell", "about_en": "A hotel"}
    assert client.post(f"/organisations/{house.pk}/edit/", sent).status_code == 302
    with inside(pact):
        house.refresh_from_db()
    assert dict(house.about) == {"sv": "Hotell", "en": "A hotel"}


def test_contact_pages_are_open_to_the_member_itself_only(pact: Pact) -> None:
    with inside(pact):
        house, other = make_organisation(pact), make_organisation(pact)
        contact, foreign = make_contact(house), make_contact(other)
    client = browser(pact, make_representative(house))
    assert client.get(f"/organisations/{house.pk}/contacts/new/").status_code == 200
    assert client.get(f"/contacts/{contact.pk}/edit/").status_code == 200
    assert client.get(f"/organisations/{other.pk}/contacts/new/").status_code == 404
    assert client.get(f"/contacts/{foreign.pk}/edit/").status_code == 404
    assert client.post(f"/contacts/{foreign.pk}/remove/").status_code == 404
    assert client.get(f"/organisations/{house.pk}/edit/").status_code == 403


def test_remove_contact_page_explains_why_not(pact: Pact, by: Actor) -> None:
    with inside(pact):
        house = make_organisation(pact, stage=Stage.ACTIVE, contact="")
        contact = make_contact(house)
    answer = browser(pact, by).post(f"/contacts/{contact.pk}/remove/", follow=True)
    assert "Add the new one first" in answer.content.decode()
    with inside(pact):
        assert house.contacts.count() == 1


def test_publish_organisation_page_shows_and_withdraws(pact: Pact, by: Actor) -> None:
    with inside(pact):
        house = make_organisation(
            pact, stage=Stage.ACTIVE, vetting=VettingState.APPROVED, vetted_until=days(9)
        )
    client = browser(pact, by)
    for verb, shown in (("publish", True), ("withdraw", False)):
        assert client.get(f"/organisations/{house.pk}/{verb}/").status_code == 405
        assert client.post(f"/organisations/{house.pk}/{verb}/").status_code == 302
        with inside(pact):
            house.refresh_from_db()
        assert house.is_public is shown


def make_interest(pact: Pact) -> Interest:
    return Interest.objects.create(
        pact=pact,
        organisation_name="Havtorn Catering AB",
        number="5560125790",
        contact_name="Rut Ek",
        email="rut@havtorn.example",
        message="Vi vill vara med",
        received_at=NOW,
        answer_by=days(2),
    )


def test_answer_interest_page_leads_to_the_member(pact: Pact, by: Actor) -> None:
    with inside(pact):
        interest = make_interest(pact)
    client = browser(pact, by)
    assert "Vi vill vara med" in client.get(f"/interest/{interest.pk}/").content.decode()
    sent = {"answer": "yes", "number": "556012-5790"}
    answer = client.post(f"/interest/{interest.pk}/answer/", sent)
    with inside(pact):
        house = Organisation.objects.get()
        interest.refresh_from_db()
    assert (answer["Location"], interest.state) == (
        f"/organisations/{house.pk}/", InterestState.ACCEPTED,
    )  # fmt: skip


def test_answer_interest_page_asks_for_the_reason(pact: Pact, by: Actor) -> None:
    with inside(pact):
        interest = make_interest(pact)
    answer = browser(pact, by).post(f"/interest/{interest.pk}/answer/", {"answer": "no"})
    assert (answer.status_code, "Choose why." in answer.content.decode()) == (422, True)


def test_see_interest_needs_the_verb(pact: Pact) -> None:
    with inside(pact):
        interest = make_interest(pact)
    for actor in (make_staff(pact, StaffRole.BOARD), make_staff(pact, StaffRole.COUNSELLOR)):
        assert browser(pact, actor).get(f"/interest/{interest.pk}/").status_code == 403
