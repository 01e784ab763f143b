"""What a person says of places: wanted, in an order, not for me; and who may say it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions import wishes
from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.activities.opportunities.models import Opening, PlaceWish
from pakten.activities.opportunities.queries.shortlist import shortlist_of
from pakten.activities.opportunities.queries.sides import sides_of
from pakten.base.access import Actor, Denied
from pakten.base.audit.models import Event
from pakten.oversight.privacy.actions.erasing import erase_person
from pakten.oversight.privacy.everything import everything_of
from pakten.parties.guidance.actions.merging import merge_people
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import NOW, TODAY, inside

Say = Callable[..., Any]


def want(world: PlacementWorld, opening: Opening, by: Actor | None = None) -> PlaceWish:
    return wishes.wish_place(world.person, opening, by=by or world.participant, at=NOW)


def no(world: PlacementWorld, opening: Opening, reason: str = "") -> PlaceWish:
    return wishes.refuse_place(world.person, opening, reason=reason, by=world.participant, at=NOW)


def places(world: PlacementWorld, number: int) -> list[Opening]:
    return [make_opening(world.house, world.member, title=f"Place {n}") for n in range(number)]


def ranks(world: PlacementWorld) -> list[tuple[str, int | None]]:
    return list(
        PlaceWish.objects.filter(participant=world.person).values_list("opening__title", "rank")
    )


def at(world: PlacementWorld, opening: Opening, what: str) -> str:
    return f"/people/{world.person.pk}/places/{opening.pk}/{what}/"


def test_wish_place_comes_last_and_twice_is_once(world: PlacementWorld) -> None:
    first, second = places(world, 2)
    want(world, first)
    want(world, second, by=world.counsellor)
    again = want(world, first)
    assert ranks(world) == [("Place 0", 1), ("Place 1", 2)]
    assert again.rank == 1


def test_wish_place_takes_at_most_five_that_are_open(world: PlacementWorld) -> None:
    *five, sixth = places(world, 6)
    for each in five:
        want(world, each)
    with pytest.raises(ValidationError, match="five"):
        want(world, sixth)
    wishes.clear_place(world.person, five[0], by=world.participant, at=NOW)
    Opening.objects.filter(pk=sixth.pk).update(state="closed")
    sixth.refresh_from_db()
    with pytest.raises(ValidationError, match="no longer open"):
        want(world, sixth)


def test_rank_place_moves_one_step_and_stops_at_the_ends(world: PlacementWorld) -> None:
    first, second, third = places(world, 3)
    for each in (first, second, third):
        want(world, each)

    def move(opening: Opening, *, up: bool) -> list[tuple[str, int | None]]:
        wishes.rank_place(world.person, opening, up=up, by=world.participant, at=NOW)
        return ranks(world)

    assert move(third, up=True) == [("Place 0", 1), ("Place 2", 2), ("Place 1", 3)]
    assert move(first, up=True) == move(second, up=False)
    assert move(first, up=False) == [("Place 2", 1), ("Place 0", 2), ("Place 1", 3)]


def test_clear_place_closes_the_gap(world: PlacementWorld) -> None:
    first, second = places(world, 2)
    want(world, first)
    want(world, second)
    wishes.clear_place(world.person, first, by=world.participant, at=NOW)
    wishes.clear_place(world.person, first, by=world.participant, at=NOW)
    assert ranks(world) == [("Place 1", 1)]


def test_refuse_place_keeps_the_person_out_until_it_is_taken_back(world: PlacementWorld) -> None:
    want(world, world.opening)
    no(world, world.opening, "place")
    found = shortlist_of(world.opening, TODAY)
    assert (found.rows, [kept.text for kept in found.kept_out]) == (
        [], ["Has said: not for me. Too far away"],
    )  # fmt: skip
    with pytest.raises(ValidationError, match="not for me"):
        propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)
    wishes.clear_place(world.person, world.opening, by=world.counsellor, at=NOW)
    assert [row.person for row in shortlist_of(world.opening, TODAY).rows] == [world.person]


def test_refuse_place_takes_only_a_reason_that_is_a_persons(world: PlacementWorld) -> None:
    with pytest.raises(ValidationError):
        no(world, world.opening, "no_need")
    assert no(world, world.opening).reason == ""


def test_shortlist_says_the_choice_among_those_still_open(world: PlacementWorld) -> None:
    gone, kept = places(world, 2)
    want(world, gone)
    want(world, kept)
    Opening.objects.filter(pk=gone.pk).update(state="filled")
    (row,) = shortlist_of(kept, TODAY, tab="wished").rows
    assert row.has[0].text == "Wants this place: choice number 1"
    assert sides_of([kept], TODAY).chosen == {(world.person.pk, kept.pk): 1}


def test_proposal_tells_why(world: PlacementWorld) -> None:
    want(world, world.opening)
    placement = propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)
    assert placement.marks[0]["code"] == "wants_place"


def test_wish_place_is_not_for_others(world: PlacementWorld) -> None:
    other = PlacementWorld()
    for actor in (world.member, other.participant):
        with pytest.raises(Denied):
            want(world, world.opening, by=actor)


def test_see_own_places_is_used_by_the_person_alone(world: PlacementWorld) -> None:
    first, second = places(world, 2)
    asker = browser(world.pact, world.participant, "en")
    assert asker.get("/me/places/").status_code == 200
    for opening in (first, second):
        assert asker.post(at(world, opening, "want")).url == "/me/places/"
    asker.post(at(world, second, "rank"), {"to": "up"})
    asker.post(at(world, world.opening, "no"), {"reason": ""})
    page = asker.get("/me/places/")
    assert [said.opening for said in page.context["found"].chosen] == [second, first]
    assert [said.opening for said in page.context["found"].refused] == [world.opening]
    assert asker.post(at(world, first, "no"), {"reason": "nonsense"}).status_code == 422
    asker.post(at(world, world.opening, "clear"))
    with inside(world.pact):
        assert ranks(world) == [("Place 1", 1), ("Place 0", 2)]


def test_see_own_places_shows_nothing_without_consent(world: PlacementWorld) -> None:
    world.person.consents.all().delete()
    page = browser(world.pact, world.participant, "en").get("/me/places/")
    assert page.context["found"] is None


def test_wish_place_together_with_a_counsellor(world: PlacementWorld) -> None:
    asker = browser(world.pact, world.counsellor, "en")
    page = f"/people/{world.person.pk}/openings/"
    assert asker.post(at(world, world.opening, "want")).url == page
    assert asker.post(at(world, world.opening, "no"), {"reason": "time"}).url == page
    assert b"Not for Samira" in asker.get(page).content


@pytest.mark.parametrize("what", ["want", "rank", "no", "clear"])
def test_places_of_others_are_not_found(world: PlacementWorld, what: str) -> None:
    other = PlacementWorld()
    path, away = at(world, world.opening, what), at(world, other.opening, what)
    assert browser(world.pact, world.member).post(path).status_code == 403
    assert browser(other.pact, other.counsellor).post(path).status_code == 404
    assert browser(world.pact, world.participant).post(away).status_code == 404
    stranger = f"/people/{world.another().pk}/places/{world.opening.pk}/{what}/"
    assert browser(world.pact, world.participant).post(stranger).status_code == 404


def test_wishes_are_in_the_copy_and_go_with_the_person(world: PlacementWorld) -> None:
    wish = want(world, world.opening)
    assert "opportunities.PlaceWish" in everything_of(world.person)["tables"]
    assert Event.objects.filter(table="opportunities_placewish", row_id=wish.pk).exists()
    erase_person(world.person.pk, at=NOW)
    assert not PlaceWish.objects.filter(pk=wish.pk).exists()


def test_wishes_of_two_pages_become_one_persons(world: PlacementWorld) -> None:
    """Both have a first choice, one of them the same: the kept page's word stays."""
    first, second = places(world, 2)
    twin = world.another()
    want(world, first)
    for opening in (first, second):
        wishes.wish_place(twin, opening, by=world.counsellor, at=NOW)
    merge_people(world.person, twin, by=world.counsellor, at=NOW)
    assert ranks(world) == [("Place 0", 1), ("Place 1", 2)]
    wishes.rank_place(world.person, second, up=True, by=world.counsellor, at=NOW)
    assert ranks(world) == [("Place 1", 1), ("Place 0", 2)]
