"""The page about one member, for the staff and for the member itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.states import LetterState
from pakten.base.tenancy.context import pact_context
from pakten.faces.desk.happenings import latest
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.signing import World
from tests.factories.world import inside, make_organisation, make_representative, make_staff


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_see_organisation_in_dialogue_leads_to_a_letter(world: World) -> None:
    page = browser(world.pact, world.by).get(f"/organisations/{world.house.pk}/").content.decode()
    assert f"/organisations/{world.house.pk}/letters/new/" in page
    assert "No letter in force" in page
    assert "Mona Rahimi" in page


def test_see_organisation_shows_promises_of_both(world: World) -> None:
    with inside(world.pact, world.by):
        letter = world.signed()
    page = browser(world.pact, world.by).get(f"/organisations/{world.house.pk}/").content.decode()
    assert "Hire 4 people" in page
    assert f"{world.pact.city} promises" in page
    assert "Not vetted" in page
    assert f'href="/letters/{letter.pk}/renew/"' in page


def test_see_organisation_leads_on_with_a_letter_in_preparation(world: World) -> None:
    with inside(world.pact, world.by):
        letter = world.draft()
    page = browser(world.pact, world.by).get(f"/organisations/{world.house.pk}/").content.decode()
    assert "Go on with the letter" in page
    assert f"/letters/{letter.pk}/" in page


def test_see_organisation_tells_what_happened(world: World) -> None:
    client = browser(world.pact, world.by)
    with inside(world.pact, world.by):
        letter = world.full()
    client.post(f"/letters/{letter.pk}/ready/")
    page = client.get(f"/organisations/{world.house.pk}/").content.decode()
    assert "Sara Lindqvist made the letter with Klarasjö Hotell AB ready to sign" in page


def test_see_organisation_by_its_own_people_without_the_citys_buttons(world: World) -> None:
    with inside(world.pact, world.by):
        letter = world.signed()
        other = make_organisation(world.pact)
    mona = browser(world.pact, make_representative(world.house))
    page = mona.get(f"/organisations/{world.house.pk}/").content.decode()
    assert "Hire 4 people" in page
    assert f"/letters/{letter.pk}/letter.pdf" in page
    for button in ("letters/new/", f"/organisations/{world.house.pk}/edit/", "/publish/"):
        assert button not in page
    assert mona.get(f"/organisations/{other.pk}/").status_code == 404


def test_see_organisation_hides_letters_from_a_counsellor(world: World) -> None:
    with inside(world.pact, world.by):
        world.signed()
    client = browser(world.pact, make_staff(world.pact, StaffRole.COUNSELLOR))
    page = client.get(f"/organisations/{world.house.pk}/").content.decode()
    assert "Hire 4 people" not in page
    assert "Mona Rahimi" in page


def test_see_organisation_costs_the_same_for_few_and_many(world: World) -> None:
    client, counts = browser(world.pact, world.by), []
    for number in (3, 30):
        with inside(world.pact):
            house = make_organisation(world.pact, stage=Stage.ACTIVE)
            pledges = [make_pledge(house, world.jobs) for _n in range(number)]
            make_letter(house, *pledges, by=world.by, state=LetterState.ACTIVE)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/organisations/{house.pk}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_see_organisation_tells_nothing_of_letters_to_one_who_may_not_read_them(db: None) -> None:
    world = World()
    counsellor = make_staff(world.pact, StaffRole.COUNSELLOR)
    with pact_context(world.pact.pk, world.by.account_id, verb="draft_letter"):
        world.draft()
        read = [len(latest(reader, world.house)) for reader in (world.by, counsellor)]
    assert read == [1, 0]


def test_see_organisation_without_a_letter_shows_no_promise(world: World) -> None:
    with inside(world.pact, world.by):
        make_pledge(world.house, world.jobs)  # of no letter: a draft's line that was taken away
    page = browser(world.pact, world.by).get(f"/organisations/{world.house.pk}/")
    assert page.context["promises"] == {"member": [], "city": []}
