"""Contacts: never none, taken over in one step, asked about twice a year, told about the right things."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from pakten.base.access import Actor, Denied
from pakten.base.notices.models import Notice
from pakten.parties.organisations import actions
from pakten.parties.organisations.actions import ContactDetails
from pakten.parties.organisations.models import Contact, ContactReview, Organisation
from pakten.parties.organisations.queries import (
    contacts_unconfirmed,
    office_readers,
    readers_of,
)
from pakten.parties.organisations.rules import half_of, is_asking_time
from pakten.parties.organisations.states import ContactRole, RepresentativeRole, Stage
from tests.factories.browser import browser
from tests.factories.register import make_talk
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_contact,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

pytestmark = pytest.mark.django_db
BO = ContactDetails("Bo Ask", "bo@house.example", roles=(ContactRole.DAILY,))
# At noon: late in the evening it is already the next day in Sweden.
AUTUMN = NOW.replace(month=10, day=1, hour=12)


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.house = make_organisation(self.pact, stage=Stage.ACTIVE, contact="")
            self.anna = make_contact(
                self.house, name="Anna Ek", email="anna@house.example", position=0,
                roles=[ContactRole.SIGNS],
            )  # fmt: skip

    def names(self) -> list[str]:
        return [each.name for each in self.house.contacts.all()]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def settle() -> None:
    """Ask the deferred rules now, as the end of a transaction does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_database_refuses_an_organisation_without_a_contact(world: World) -> None:
    with pytest.raises(IntegrityError, match="no contact"), transaction.atomic():
        make_organisation(world.pact, contact="")
        settle()


@pytest.mark.parametrize("how", ["delete", "leave", "move"])
def test_database_refuses_to_lose_the_last_contact(world: World, how: str) -> None:
    other, rows = make_organisation(world.pact), Contact.ever.filter(pk=world.anna.pk)
    with pytest.raises(IntegrityError, match="no contact"), transaction.atomic():
        if how == "delete":
            rows.delete()
        else:
            rows.update(**{"left_on": TODAY} if how == "leave" else {"organisation": other})
        settle()


def test_database_lets_an_ended_organisation_lose_its_contact_and_not_come_back(
    world: World,
) -> None:
    house = Organisation.objects.filter(pk=world.house.pk)
    house.update(stage=Stage.ENDED)
    world.anna.delete()
    settle()
    with pytest.raises(IntegrityError, match="no contact"), transaction.atomic():
        house.update(stage=Stage.DIALOGUE)
        settle()


def test_remove_contact_keeps_the_row_a_year_out_of_sight(world: World) -> None:
    bo = actions.add_contact(world.house, BO, by=world.by, at=NOW)
    actions.remove_contact(world.anna, by=world.by, at=NOW)
    assert (world.names(), Contact.ever.get(pk=world.anna.pk).left_on) == (["Bo Ask"], TODAY)
    with pytest.raises(ValidationError, match="always needs a contact"):
        actions.remove_contact(bo, by=world.by, at=NOW)
    with pytest.raises(ValidationError, match="no longer a contact"):
        actions.edit_contact(world.anna, BO, by=world.by, at=NOW)


def test_forget_contacts_erases_after_a_year_and_keeps_what_was_said(world: World) -> None:
    talk = make_talk(world.house, world.by.account_id, contact=world.anna)
    late = make_contact(world.house, name="Late", left_on=days(-300))
    actions.replace_contact(world.anna, BO, by=world.by, at=NOW)
    Contact.ever.filter(pk=world.anna.pk).update(left_on=days(-366))
    assert actions.forget_contacts(world.pact.pk, at=NOW) == 1
    talk.refresh_from_db()
    assert (talk.contact_id, talk.said != "") == (None, True)
    assert [each.name for each in Contact.ever.order_by("name")] == ["Bo Ask", late.name]


def test_replace_contact_is_one_step_with_the_same_tasks(world: World) -> None:
    new = ContactDetails("Bo Ask", "bo@house.example")
    made = actions.replace_contact(world.anna, new, by=world.by, at=NOW)
    assert (world.names(), made.roles, made.position) == (["Bo Ask"], [ContactRole.SIGNS], 0)
    settle()


def test_replace_contact_by_one_who_is_there_gives_them_the_tasks(world: World) -> None:
    actions.add_contact(world.house, BO, by=world.by, at=NOW)
    taking = ContactDetails("Bo Ask", "BO@house.example")
    made = actions.replace_contact(world.anna, taking, by=world.by, at=NOW)
    assert (world.names(), made.roles) == (["Bo Ask"], [ContactRole.DAILY, ContactRole.SIGNS])


def test_replace_contact_refuses_the_one_who_leaves(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.replace_contact(
            world.anna, ContactDetails("Anna", "Anna@house.example"), by=world.by, at=NOW
        )
    assert list(refused.value.message_dict) == ["email"]


def test_address_of_one_who_left_can_come_back(world: World) -> None:
    actions.replace_contact(world.anna, BO, by=world.by, at=NOW)
    back = ContactDetails("Anna Ek", world.anna.email)
    assert actions.add_contact(world.house, back, by=world.by, at=NOW).left_on is None


def test_readers_of_are_those_with_the_role_and_the_representatives(world: World) -> None:
    actions.add_contact(world.house, BO, by=world.by, at=NOW)
    mona = make_representative(world.house, email="mona@house.example")
    make_representative(world.house, RepresentativeRole.MENTOR, email="mentor@house.example")
    told = [(each.email, each.account_id) for each in readers_of(world.house, ContactRole.DAILY)]
    assert told == [("mona@house.example", mona.account_id), ("bo@house.example", None)]


def test_readers_of_fall_back_to_the_first_and_never_double(world: World) -> None:
    assert [r.email for r in readers_of(world.house, ContactRole.RECRUITS)] == [world.anna.email]
    anna = make_representative(world.house, email=world.anna.email)
    assert [r.account_id for r in readers_of(world.house)] == [anna.account_id]


def test_office_readers_are_the_responsible_or_all(world: World) -> None:
    other = make_staff(world.pact, name="Yasmin")
    world.house.responsible_id = other.account_id
    assert [r.account_id for r in office_readers(world.pact.pk, world.house)] == [other.account_id]
    world.house.responsible_id = None
    both = [world.by.account_id, other.account_id]
    assert [r.account_id for r in office_readers(world.pact.pk, world.house)] == both


@pytest.mark.parametrize(
    ("day", "half", "asks"),
    [((1, 5), 1, False), ((2, 1), 1, True), ((7, 1), 2, False), ((9, 1), 2, True)],
)
def test_question_has_its_time_in_each_half(day: tuple[int, int], half: int, asks: bool) -> None:
    date = TODAY.replace(month=day[0], day=day[1])
    assert (half_of(date), is_asking_time(date)) == (f"{date.year}-{half}", asks)


def ask(world: World, at: datetime = AUTUMN) -> int:
    return actions.ask_contacts(world.pact.pk, at=at)


def test_ask_contacts_asks_an_active_member_once_in_a_half_year(world: World) -> None:
    make_organisation(world.pact, stage=Stage.DIALOGUE)
    fresh = make_organisation(world.pact, stage=Stage.ACTIVE)
    fresh.contacts.update(confirmed_on=AUTUMN.date())
    assert [ask(world), ask(world)] == [1, 0]
    notice = Notice.objects.get(about__startswith="contacts:")
    assert (notice.to, notice.path) == (
        world.anna.email, f"/organisations/{world.house.pk}/contacts/confirm/",
    )  # fmt: skip
    assert "Anna Ek, anna@house.example" in notice.body
    assert ask(world, AUTUMN.replace(year=AUTUMN.year + 1, month=3)) == 2


def test_ask_contacts_waits_as_many_months_as_the_pact_says(world: World) -> None:
    world.pact.contact_check_months = 12
    world.pact.save()
    spring = AUTUMN.replace(year=AUTUMN.year + 1, month=3)
    autumn = AUTUMN.replace(year=AUTUMN.year + 1)
    assert [ask(world), ask(world, spring), ask(world, autumn)] == [1, 0, 1]


def test_confirm_contacts_by_the_member_and_by_phone(world: World) -> None:
    mona = make_representative(world.house)
    ContactReview.objects.create(
        pact=world.pact, organisation=world.house, half=half_of(TODAY), asked_at=NOW
    )
    assert list(contacts_unconfirmed(world.pact.pk, TODAY)) == [world.house]
    review = actions.confirm_contacts(world.house, by=mona, at=NOW)
    assert (review.confirmed_by_id, review.by_phone) == (mona.account_id, False)
    assert list(contacts_unconfirmed(world.pact.pk, TODAY)) == []
    assert world.house.contacts.get().confirmed_on == TODAY
    other = make_organisation(world.pact, stage=Stage.ACTIVE)
    assert actions.confirm_contacts(other, by=world.by, at=NOW).by_phone
    with pytest.raises(Denied):
        actions.confirm_contacts(other, by=mona, at=NOW)


def test_contact_pages_of_the_member_itself(world: World) -> None:
    client = browser(world.pact, make_representative(world.house))
    page = f"/organisations/{world.house.pk}/contacts/confirm/"
    html = client.get(page).content.decode()
    assert ("Yes, all still right" in html, "Anna Ek" in html) == (True, True)
    assert client.post(page)["Location"] == f"/organisations/{world.house.pk}/"
    page = f"/contacts/{world.anna.pk}/replace/"
    assert "Who takes over after Anna Ek?" in client.get(page).content.decode()
    typed = {"name": "Bo", "email": "no address", "language": "sv"}
    assert client.post(page, typed).status_code == 422
    typed |= {"email": "bo@house.example", "roles": ["daily", "signs"]}
    assert client.post(page, typed)["Location"] == f"/organisations/{world.house.pk}/"
    world.house.refresh_from_db()
    assert [(c.name, c.roles) for c in world.house.contacts.all()] == [("Bo", ["daily", "signs"])]


def test_contact_forgets_nothing_of_another_house(world: World) -> None:
    stranger: Actor = make_representative(make_organisation(world.pact))
    for page in ("edit", "replace"):
        assert (
            browser(world.pact, stranger).get(f"/contacts/{world.anna.pk}/{page}/").status_code
            == 404
        )
    with pytest.raises(Denied):
        actions.replace_contact(world.anna, BO, by=stranger, at=NOW)
