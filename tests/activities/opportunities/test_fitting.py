"""The short list turned round, the numbers of a need, and the office's list of support."""

from typing import Any

import pytest

from pakten.activities.opportunities.actions.subsidies import standard_list
from pakten.activities.opportunities.models import SubsidyForm
from pakten.activities.opportunities.queries.fits import fits_of
from pakten.activities.opportunities.queries.fitting import openings_for
from pakten.base.terms.models import Concept
from pakten.parties.people.models import Experience, Wish
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import TODAY, days


def wanting(world: PlacementWorld, key: str = "ssyk:9412") -> Concept:
    work = Concept.objects.get(key=key)
    Wish.objects.create(pact=world.pact, participant=world.person, occupation=work)
    return work


def place(world: PlacementWorld, **more: Any) -> Any:
    return make_opening(world.house, world.member, **more)


def test_openings_for_says_every_reason_and_obstacle(world: PlacementWorld) -> None:
    work = wanting(world)
    world.opening.delete()
    fits = place(world, title="Fits", occupation=work)
    near = place(world, title="Asks more", occupation=work, swedish="fluent", starts_on=days(40))
    place(world, title="Rests", occupation=work, state="paused", paused_at="2026-11-01T10:00Z",
          pause_reason="holiday")  # fmt: skip
    place(world, title="Another work", occupation=Concept.objects.get(key="ssyk:2512"))
    found = openings_for(world.person, world.counsellor, TODAY)
    assert [row.opening for row in found.places] == [fits, near]
    assert found.places[0].todo == []
    assert [said.must for said in found.places[1].todo] == [True]
    assert [door.opens for door in found.doors] == [1]


def test_see_fitting_shows_nothing_without_consent(world: PlacementWorld) -> None:
    asker = browser(world.pact, world.counsellor, "en")
    path = f"/people/{world.person.pk}/openings/"
    assert asker.get(path).context["found"] is not None
    world.person.consents.all().delete()
    assert asker.get(path).context["found"] is None
    assert browser(world.pact, world.member).get(path).status_code in {403, 404}


@pytest.mark.parametrize("fewest", [5, 7])
def test_fits_of_never_tells_of_fewer_than_the_smallest_group(
    world: PlacementWorld, fewest: int
) -> None:
    world.house.pact.smallest_group = fewest
    work = wanting(world)
    opening = place(world, occupation=work, swedish="sfi_a")
    alone = fits_of(opening, TODAY)
    assert alone
    assert (alone.total, set(alone.have.values())) == (None, {None})
    for number in range(fewest - 1):
        one = world.another(family_name=f"Number {number}", swedish="sas")
        Experience.objects.create(pact=world.pact, participant=one, occupation=work, years=1)
    many = fits_of(opening, TODAY)
    assert many
    assert (alone.fewest, many.total) == (fewest, fewest)
    assert fits_of(place(world, kind="study_visit"), TODAY) is None


def test_see_subsidies_begins_from_the_standard_list(world: PlacementWorld) -> None:
    asker = browser(world.pact, world.coordinator, "sv")
    assert asker.get("/openings/support/").status_code == 200
    assert asker.post("/openings/support/").status_code == 302
    assert SubsidyForm.objects.count() == len(standard_list())
    gone = set(SubsidyForm.objects.all()) - set(SubsidyForm.objects.on(TODAY))
    assert [row.code for row in gone] == ["extratjanst"]


def test_edit_subsidy_changes_its_days(world: PlacementWorld) -> None:
    row = SubsidyForm.objects.create(pact=world.pact, code="x", name={"sv": "X"})
    asker, path = browser(world.pact, world.coordinator, "sv"), f"/openings/support/{row.pk}/"
    assert asker.get(path).status_code == 200
    sent = {"name": "Nytt", "valid_from": days(3).isoformat(), "valid_to": days(1).isoformat()}
    assert asker.post(path, sent).status_code == 422
    assert asker.post(path, {**sent, "valid_to": days(9).isoformat()}).status_code == 302
    assert browser(world.pact, world.member).get(path).status_code == 403
