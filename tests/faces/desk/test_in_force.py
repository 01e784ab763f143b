"""A renewal signed in good time: everywhere the old letter counts to its end, then the new one."""

from typing import Any

import pytest

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.queries import letter_now
from pakten.agreements.commitments.states import EndReason, LetterState
from pakten.agreements.results.actions import Happening, record_outcome
from pakten.agreements.results.states import Evidence
from pakten.base.ui.text import LocalText
from pakten.faces.public.queries import member_page
from pakten.oversight.reports.queries import activities_with_members
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure
from tests.factories.browser import browser
from tests.factories.letters import make_letter, make_pledge
from tests.factories.signing import World
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_measure,
    make_organisation,
    make_representative,
)

BEFORE, AFTER = 5, -1  # days to the old letter's last day


class Renewed:
    """A member whose old letter of one promise ends some days from now, with a new one signed."""

    def __init__(self, world: World, left: int) -> None:
        self.world, self.house = world, make_organisation(world.pact, stage=Stage.ACTIVE)
        self.visits = make_measure(
            world.pact, pledge_sentence=LocalText({"en": "{quantity} visits"})
        )
        self.old = self._pledge(world.jobs, starts_on=days(-100), due_on=days(left))
        self.new = self._pledge(self.visits, starts_on=days(left + 1), due_on=days(400))
        self.old_letter = self._letter(
            self.old, state=LetterState.ENDED, end_reason=EndReason.REPLACED, ended_on=days(left),
            valid_from=days(-100), valid_to=days(left),
        )  # fmt: skip
        self.new_letter = self._letter(
            self.new, state=LetterState.ACTIVE, valid_from=days(left + 1),
            valid_to=days(400), version=2,
        )  # fmt: skip

    def _pledge(self, measure: Measure, **terms: Any) -> Pledge:
        return make_pledge(self.house, measure, **terms)

    def _letter(self, pledge: Pledge, **fields: Any) -> Letter:
        return make_letter(self.house, pledge, by=self.world.by, **fields)

    def now(self, left: int) -> tuple[Pledge, Letter]:
        """What counts today."""
        before = left == BEFORE
        return (self.old, self.old_letter) if before else (self.new, self.new_letter)


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture(params=[BEFORE, AFTER], ids=["before", "after"])
def left(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def scene(world: World, left: int) -> Any:
    with inside(world.pact, world.by):
        yield Renewed(world, left)


def test_letter_now_is_the_old_one_to_its_last_day(scene: Renewed, left: int) -> None:
    assert letter_now(Letter.objects.filter(organisation=scene.house), TODAY) == scene.now(left)[1]
    assert list(Letter.objects.in_force(TODAY)) == [scene.now(left)[1]]
    assert list(Pledge.objects.in_force(TODAY)) == [scene.now(left)[0]]


def test_letter_now_is_the_one_to_come_before_the_first(world: World) -> None:
    with inside(world.pact, world.by):
        letter = world.signed()
        assert letter_now(world.house.letters, TODAY) == letter
        assert list(Letter.objects.in_force(TODAY)) == []


def test_see_organisation_shows_the_letter_that_counts(scene: Renewed, left: int) -> None:
    client = browser(scene.world.pact, scene.world.by)
    page = client.get(f"/organisations/{scene.house.pk}/")
    shown = [each.progress.pledge for each in page.context["promises"]["member"]]
    assert (shown, page.context["current"]) == ([scene.now(left)[0]], scene.now(left)[1])
    labels = [standing.label for _letter, standing in page.context["letters"]]
    begins = f"Signed, begins {days(left + 1).isoformat()}"
    expected = [begins, f"In force until {days(left).isoformat()}"]
    assert labels == (expected if left == BEFORE else ["In force", "Ended"])
    assert ("The next letter is signed" in page.content.decode()) is (left == BEFORE)


def test_see_register_counts_the_letter_that_counts(scene: Renewed, left: int) -> None:
    page = browser(scene.world.pact, scene.world.by).get("/organisations/")
    (row,) = (r for r in page.context["listing"].rows if r.pk == scene.house.pk)
    assert row.ends == (days(BEFORE) if left == BEFORE else days(400))
    assert "Running out" not in str(page.content.decode()).split("<tbody", 1)[-1]


def test_our_promises_are_those_of_the_letter_that_counts(scene: Renewed, left: int) -> None:
    client = browser(scene.world.pact, make_representative(scene.house))
    for address in ("/home/", "/our-promises/"):
        page = client.get(address)
        assert [p.progress.pledge for p in page.context["ours"]] == [scene.now(left)[0]]


def test_public_pages_show_the_letter_that_counts(scene: Renewed, left: int) -> None:
    pledge = scene.now(left)[0]
    assert [x.progress.pledge for x in member_page(scene.house, TODAY).by_member] == [pledge]
    counted = {row.activity.pk: row.members for row in activities_with_members(TODAY)}
    assert {pk: n for pk, n in counted.items() if n} == {pledge.measure.activity_id: 1}


def test_record_outcome_counts_for_the_letter_of_its_day(scene: Renewed, left: int) -> None:
    for day, measure, pledge in (
        (days(min(left, 0)), scene.world.jobs, scene.old),
        (TODAY, scene.visits, scene.new if left == AFTER else None),
    ):
        deed = Happening(measure, scene.house, day, 1, f"test:{measure.pk}", Evidence.CONFIRMED)
        assert record_outcome(deed, by=scene.world.by, at=NOW).pledge == pledge
