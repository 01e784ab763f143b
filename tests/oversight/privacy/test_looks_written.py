"""Whoever reads a person's data leaves a line that the person can read, whichever page it was."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.audit.actions import look_at_all
from pakten.base.audit.queries import check_looks, looks_at
from pakten.base.audit.states import LookPurpose
from pakten.oversight.privacy.actions import asking
from pakten.oversight.privacy.queries import visits_to
from pakten.parties.guidance.actions import merge_people
from pakten.parties.guidance.queries import numbers_of
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.guidance import make_session, make_step
from tests.factories.people import make_participant
from tests.factories.privacy import make_marked
from tests.factories.world import NOW, inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    made = make_marked()
    with inside(made.pact):
        yield made


def purposes(world: Any) -> list[str]:
    return [*looks_at(world.person.pk).order_by("pk").values_list("purpose", flat=True)]


@pytest.mark.parametrize(
    ("address", "who", "purpose"),
    [
        ("/people/{}/", "counsellor", "page"),
        ("/people/{}/edit/skills/", "counsellor", "page"),
        ("/people/{}/edit/contact/", "counsellor", "page"),
        ("/people/{}/tell/can/", "counsellor", "page"),
        ("/people/{}/shown/", "counsellor", "page"),
        ("/people/{}/openings/", "counsellor", "shortlist"),
        ("/people/?format=csv", "counsellor", "export"),
        ("/people/?format=xlsx", "coordinator", "export"),
        ("/my-people/?format=csv&whose=all", "counsellor", "export"),
        ("/placements/?format=csv", "coordinator", "export"),
        ("/placements/?format=csv", "member", "export"),
    ],
)
def test_every_way_to_a_persons_data_is_written_down(
    world: Any, address: str, who: str, purpose: str
) -> None:
    client = browser(world.pact, getattr(world, who))
    for _time in range(2):
        assert client.get(address.format(world.person.pk)).status_code == 200
    assert purposes(world) == [purpose]


def test_sessions_and_steps_are_written_down(world: Any) -> None:
    session = make_session(world.person, world.counsellor)
    step = make_step(world.person, world.counsellor)
    client = browser(world.pact, world.counsellor)
    client.get(f"/sessions/{session.pk}/")
    client.get(f"/steps/{step.pk}/edit/")
    assert purposes(world) == ["page", "plan"]


def test_an_export_without_the_name_is_no_look(world: Any) -> None:
    withdraw_consent(world.person, Purpose.PRESENTING, by=world.participant, at=NOW)
    browser(world.pact, world.member).get("/placements/?format=csv")
    assert purposes(world) == []


def test_many_looks_are_one_question_and_an_unbroken_chain(world: Any) -> None:
    people = [make_participant(world.pact, world.counsellor).pk for _n in range(20)]
    with CaptureQueriesContext(connection) as queries:
        assert look_at_all(people, LookPurpose.EXPORT, world.coordinator, NOW) == 20
    assert (len(queries), check_looks(world.pact.pk).broken, check_looks(world.pact.pk).looks) == (
        2, None, 20,
    )  # fmt: skip


def test_see_person_offers_what_the_office_may_do_with_the_data(world: Any) -> None:
    client, here = browser(world.pact, world.counsellor), f"/people/{world.person.pk}/"
    both = [f'{here}share/"', f'{here}remove/"']
    first = client.get(here).content.decode()
    withdraw_consent(world.person, Purpose.SHARING, by=world.participant, at=NOW)
    asking.ask_erasure(world.person, by=world.counsellor, at=NOW)
    then = client.get(here).content.decode()
    assert [each in first for each in both] == [True, True]
    assert [each in then for each in both] == [False, False]
    assert "Asked to be removed" in then


def test_privacy_leads_to_how_long_things_are_kept(world: Any) -> None:
    assert 'href="/kept/"' in browser(world.pact, None).get("/privacy/").content.decode()


def test_see_looks_holds_the_looks_at_both_pages_after_a_merge(world: Any) -> None:
    """Also where one page went into a second and that one into a third."""
    first, second = (make_participant(world.pact, world.counsellor, given_name=n) for n in "AB")
    for number, person in enumerate((first, second, world.person)):
        at = NOW - timedelta(days=3 - number)
        look_at_all([person.pk], LookPurpose.PAGE, world.counsellor, at)
    merge_people(second, first, by=world.counsellor, at=NOW)
    kept = merge_people(world.person, second, by=world.counsellor, at=NOW)
    seen = [each.at for each in visits_to(numbers_of(kept.pk))]
    assert seen == [NOW - timedelta(days=n) for n in (1, 2, 3)]
    assert check_looks(world.pact.pk).broken is None
