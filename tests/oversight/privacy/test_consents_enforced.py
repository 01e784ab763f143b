"""A yes taken back holds from that second, wherever the data is read."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions.follow_ups import is_asked
from pakten.activities.opportunities.actions.proposals import (
    accept_proposal,
    present_person,
    propose_placement,
)
from pakten.activities.opportunities.crowd import seekers
from pakten.activities.opportunities.states import Side
from pakten.base.notices.models import Notice
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import make_opening, make_placement
from tests.factories.privacy import NAME, make_marked
from tests.factories.world import NOW, inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    made = make_marked()
    with inside(made.pact):
        yield made


def take_back(world: Any, purpose: Purpose) -> None:
    withdraw_consent(world.person, purpose, by=world.participant, at=NOW)


def test_matching_taken_back_leaves_the_short_list(world: Any) -> None:
    before = [*seekers()]
    take_back(world, Purpose.MATCHING)
    assert (before, [*seekers()]) == ([world.person], [])


def test_matching_taken_back_stops_a_proposal(world: Any) -> None:
    take_back(world, Purpose.MATCHING)
    with pytest.raises(ValidationError, match="no consent"):
        propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)


@pytest.mark.parametrize("state", ["presented", "interviewed"])
def test_presenting_taken_back_hides_the_name_from_the_employer_at_once(
    world: Any, state: str
) -> None:
    placement = world.place(state)
    client = browser(world.pact, world.member)
    pages = [f"/placements/{placement.pk}/", "/placements/", "/placements/?format=csv",
             f"/openings/{placement.opening_id}/", "/home/"]  # fmt: skip
    before = [NAME in client.get(page).content.decode() for page in pages[:3]]
    take_back(world, Purpose.PRESENTING)
    texts = [client.get(page).content.decode() for page in pages]
    assert before == [True, True, True]
    assert [NAME in text or "Has cooked for years" in text for text in texts] == [False] * 5
    assert "A person who has withdrawn" in texts[0]


def test_presenting_taken_back_stops_the_next_step(world: Any) -> None:
    opening = make_opening(world.house, world.coordinator)
    proposed = make_placement(opening, world.person, world.coordinator)
    take_back(world, Purpose.PRESENTING)
    with pytest.raises(ValidationError, match="no consent"):
        accept_proposal(proposed, shown_profile="x", by=world.participant, at=NOW)
    accepted = make_placement(
        make_opening(world.house, world.coordinator), world.person, world.coordinator, "accepted"
    )
    with pytest.raises(ValidationError, match="no consent"):
        present_person(accepted, by=world.counsellor, at=NOW)


def test_contact_taken_back_silences_messages(world: Any) -> None:
    to = world.person.account.email
    told = Notice.objects.filter(to=to, topic="placements")
    first, second = (make_opening(world.house, world.coordinator) for _time in range(2))
    propose_placement(first, world.person, by=world.counsellor, at=NOW)
    before = told.count()
    take_back(world, Purpose.CONTACT)
    propose_placement(second, world.person, by=world.counsellor, at=NOW)
    assert (before, told.count()) == (1, 1)


def test_follow_up_taken_back_ends_the_questions_after_the_end(world: Any) -> None:
    ended, going = world.place("ended"), world.place("started")
    before = [is_asked(each, Side.PERSON) for each in (ended, going)]
    take_back(world, Purpose.FOLLOW_UP)
    after = [is_asked(each, Side.PERSON) for each in (ended, going)]
    assert (before, after) == ([True, True], [False, True])


def test_consent_taken_back_and_given_again_holds_again(world: Any) -> None:
    take_back(world, Purpose.MATCHING)
    client = browser(world.pact, world.participant)
    client.post(f"/people/{world.person.pk}/say-yes/matching/")
    given = world.person.consents.filter(purpose="matching").order_by("pk")
    assert [each.withdrawn_at is None for each in given] == [False, True]
    assert [*seekers()] == [world.person]
    assert given[1].given_at > NOW
