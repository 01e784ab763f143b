"""The register: who may change it, what is possible, and what is told."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied
from pakten.base.audit.models import Event
from pakten.base.notices.models import Message
from pakten.parties.organisations import actions
from pakten.parties.organisations.actions import (
    ContactDetails,
    InterestAnswer,
    OrganisationDetails,
)
from pakten.parties.organisations.models import Contact, Interest, Organisation
from pakten.parties.organisations.states import (
    STAGES,
    DeclineReason,
    InterestState,
    Stage,
    VettingState,
)
from pakten.parties.pacts.states import StaffRole
from tests.factories.world import (
    NOW,
    days,
    inside,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    organisation_number,
)

MONA = ContactDetails("Mona Rahimi", "mona@klarasjo.example", "HR", "08-000 10 00")


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        self.board = make_staff(self.pact, StaffRole.BOARD)

    def details(self, **changes: Any) -> OrganisationDetails:
        return OrganisationDetails(
            **{"number": organisation_number(), "name": "Klarasjö Hotell AB", **changes}
        )

    def interest(self, **changes: Any) -> Interest:
        values = {
            "pact": self.pact,
            "organisation_name": "Havtorn Catering AB",
            "number": organisation_number(),
            "contact_name": "Rut Ek",
            "email": "rut@havtorn.example",
            "received_at": NOW,
            "answer_by": days(2),
        }
        return Interest.objects.create(**{**values, **changes})


@pytest.fixture
def world(db: None) -> Any:
    made = World()
    with inside(made.pact, made.by):
        yield made


def test_register_organisation_begins_a_dialogue_with_a_contact(world: World) -> None:
    details = world.details(number="556012-5790")
    made = actions.register_organisation(world.pact, details, MONA, by=world.by, at=NOW)
    assert (made.number, made.stage, made.pact) == ("5560125790", Stage.DIALOGUE, world.pact)
    assert [(c.name, c.email) for c in made.contacts.all()] == [(MONA.name, MONA.email)]


def test_register_organisation_refuses_a_double_with_a_link_to_it(world: World) -> None:
    house = make_organisation(world.pact)
    with pytest.raises(ValidationError) as refused:
        actions.register_organisation(
            world.pact, world.details(number=house.number), MONA, by=world.by, at=NOW
        )
    (said,) = refused.value.message_dict["number"]
    assert f'<a href="/organisations/{house.pk}/">Klarasjö Hotell AB</a>' in said


def test_register_organisation_escapes_the_name_in_the_link(world: World) -> None:
    house = make_organisation(world.pact, name="<b>Bovar")
    with pytest.raises(ValidationError) as refused:
        actions.register_organisation(
            world.pact, world.details(number=house.number), MONA, by=world.by, at=NOW
        )
    assert "&lt;b&gt;Bovar" in refused.value.message_dict["number"][0]


def test_register_organisation_allows_the_same_number_in_another_pact(world: World) -> None:
    house = make_organisation(world.pact)
    other = make_pact()
    by = make_staff(other)
    with inside(other, by):
        made = actions.register_organisation(
            other, world.details(number=house.number), MONA, by=by, at=NOW
        )
    assert made.number == house.number


def test_edit_organisation_keeps_its_own_number(world: World) -> None:
    house = make_organisation(world.pact)
    details = world.details(number=house.number_text, name="Nytt namn", contacted_on=days(0))
    edited = actions.edit_organisation(house, details, by=world.by, at=NOW)
    assert (edited.name, edited.number, edited.contacted_on) == ("Nytt namn", house.number, days(0))


def test_edit_organisation_refuses_a_contact_in_the_future(world: World) -> None:
    house = make_organisation(world.pact)
    with pytest.raises(ValidationError) as refused:
        actions.edit_organisation(house, world.details(contacted_on=days(1)), by=world.by, at=NOW)
    assert list(refused.value.message_dict) == ["contacted_on"]


@pytest.mark.parametrize("stage", Stage)
def test_publish_organisation_only_with_a_letter_in_force(world: World, stage: Stage) -> None:
    approved = {"vetting": VettingState.APPROVED, "vetted_until": days(9)}
    house = make_organisation(world.pact, stage=stage, **approved)
    if stage == Stage.ACTIVE:
        assert actions.publish_organisation(house, by=world.by, at=NOW).is_public
        assert not actions.withdraw_organisation(house, by=world.by, at=NOW).is_public
    else:
        with pytest.raises(ValidationError):
            actions.publish_organisation(house, by=world.by, at=NOW)


@pytest.mark.parametrize("origin", Stage)
@pytest.mark.parametrize("target", STAGES)
def test_move_stage_follows_the_table(world: World, origin: Stage, target: Stage) -> None:
    house = make_organisation(world.pact, stage=origin, is_public=origin == Stage.ACTIVE)
    if origin in STAGES[target][0]:
        moved = actions.move_stage(house, target, by=world.by, at=NOW)
        assert (moved.stage, moved.is_public) == (
            target,
            origin == Stage.ACTIVE and target != Stage.ENDED,
        )
    else:
        with pytest.raises(ValidationError):
            actions.move_stage(house, target, by=world.by, at=NOW)
        assert Organisation.objects.get(pk=house.pk).stage == origin


@pytest.mark.parametrize(
    "vetting",
    [
        {},
        {"vetting": VettingState.REFUSED},
        {"vetting": VettingState.WITHDRAWN},
        {"vetting": VettingState.APPROVED, "vetted_until": days(-1)},
    ],
)
def test_publish_organisation_needs_an_approval_in_date(world: World, vetting: Any) -> None:
    house = make_organisation(world.pact, stage=Stage.ACTIVE, **vetting)
    with pytest.raises(ValidationError, match="approv"):
        actions.publish_organisation(house, by=world.by, at=NOW)


def test_remove_contact_leaves_an_active_member_with_one(world: World) -> None:
    house = make_organisation(world.pact, stage=Stage.DRAFT, contact="")
    first = actions.add_contact(house, MONA, by=world.by, at=NOW)
    with pytest.raises(ValidationError, match="Klarasjö"):
        actions.remove_contact(first, by=world.by, at=NOW)
    second = actions.add_contact(house, ContactDetails("B", "b@x.example"), by=world.by, at=NOW)
    actions.remove_contact(first, by=world.by, at=NOW)
    assert [(c.pk, c.position) for c in house.contacts.all()] == [(second.pk, 1)]


def test_edit_contact_by_the_member_itself(world: World) -> None:
    house = make_organisation(world.pact)
    contact = actions.add_contact(house, MONA, by=world.by, at=NOW)
    mona = make_representative(house)
    new = ContactDetails("Mona Rahimi", "new@klarasjo.example")
    assert actions.edit_contact(contact, new, by=mona, at=NOW).email == "new@klarasjo.example"
    other = make_organisation(world.pact)
    foreign = actions.add_contact(other, MONA, by=world.by, at=NOW)
    with pytest.raises(Denied):
        actions.edit_contact(foreign, new, by=mona, at=NOW)


def test_answer_interest_yes_puts_it_in_the_register_and_tells(world: World) -> None:
    interest = world.interest()
    done = actions.answer_interest(interest, InterestAnswer(accept=True), by=world.by, at=NOW)
    house = Organisation.objects.get()
    assert (done.state, done.organisation, house.number) == (
        InterestState.ACCEPTED, house, interest.number,
    )  # fmt: skip
    assert (house.stage, house.responsible_id) == (Stage.DIALOGUE, world.by.account_id)
    assert Contact.objects.get().email == interest.email
    assert [m.to for m in Message.objects.all()] == [interest.email]


def test_answer_interest_no_needs_a_reason_and_tells_it(world: World) -> None:
    interest = world.interest()
    with pytest.raises(ValidationError) as refused:
        actions.answer_interest(interest, InterestAnswer(accept=False), by=world.by, at=NOW)
    assert list(refused.value.message_dict) == ["decline_reason"]
    answer = InterestAnswer(accept=False, decline_reason=DeclineReason.OUTSIDE_CITY)
    done = actions.answer_interest(interest, answer, by=world.by, at=NOW)
    assert (done.state, Organisation.objects.count()) == (InterestState.DECLINED, 0)
    assert Message.objects.get().to == interest.email


def test_answer_interest_twice_is_refused(world: World) -> None:
    interest = world.interest()
    actions.answer_interest(interest, InterestAnswer(accept=True), by=world.by, at=NOW)
    with pytest.raises(ValidationError):
        actions.answer_interest(interest, InterestAnswer(accept=True), by=world.by, at=NOW)
    assert (Organisation.objects.count(), Message.objects.count()) == (1, 1)


def test_answer_interest_without_a_number_asks_for_it(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.answer_interest(
            world.interest(number=""), InterestAnswer(accept=True), by=world.by, at=NOW
        )
    assert list(refused.value.message_dict) == ["number"]


def test_actions_of_the_register_need_their_verb(world: World) -> None:
    house = make_organisation(world.pact, stage=Stage.ACTIVE)
    contact = actions.add_contact(house, MONA, by=world.by, at=NOW)
    interest, by = world.interest(), world.board
    attempts: list[Any] = [
        lambda: actions.register_organisation(world.pact, world.details(), MONA, by=by, at=NOW),
        lambda: actions.edit_organisation(house, world.details(), by=by, at=NOW),
        lambda: actions.publish_organisation(house, by=by, at=NOW),
        lambda: actions.withdraw_organisation(house, by=by, at=NOW),
        lambda: actions.add_contact(house, MONA, by=by, at=NOW),
        lambda: actions.edit_contact(contact, MONA, by=by, at=NOW),
        lambda: actions.remove_contact(contact, by=by, at=NOW),
        lambda: actions.move_stage(house, Stage.ENDED, by=by, at=NOW),
        lambda: actions.answer_interest(interest, InterestAnswer(accept=True), by=by, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()


def test_every_change_of_the_register_leaves_a_history(world: World) -> None:
    house = make_organisation(world.pact)
    actions.edit_organisation(house, world.details(name="Nytt"), by=world.by, at=NOW)
    event = Event.objects.filter(table="organisations_organisation", kind="UPDATE").get()
    assert event.after is not None
    assert (event.account_id, event.after["name"]) == (world.by.account_id, "Nytt")
