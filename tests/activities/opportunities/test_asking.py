"""Whom an employer asks for: only somebody it may see; the office on its word; never more is told."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions import asking
from pakten.activities.opportunities.models import HouseWish, Opening
from pakten.activities.opportunities.queries.asking import other_openings, people_known
from pakten.activities.opportunities.queries.shortlist import shortlist_of
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor, Denied
from pakten.oversight.privacy.everything import everything_of
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import NOW, TODAY, inside

P = PlacementState


def another_place(world: PlacementWorld, **more: Any) -> Opening:
    return make_opening(world.house, world.member, **{"title": "Another", **more})


def ask(world: PlacementWorld, opening: Opening, by: Actor | None = None, **more: Any) -> HouseWish:
    return asking.ask_for_person(opening, world.person, **more, by=by or world.member, at=NOW)


def shown_before(world: PlacementWorld, state: str = P.DECLINED, **more: Any) -> Opening:
    """Another place of the house, for somebody it has been shown."""
    world.placement(state, presented_at=NOW, shown_name="Samira N.", **more)
    return another_place(world)


def test_ask_for_person_takes_only_those_the_house_was_shown(world: PlacementWorld) -> None:
    with pytest.raises(ValidationError, match="met"):
        ask(world, another_place(world))
    opening = shown_before(world)
    wish = ask(world, opening)
    assert (wish.met, wish.on_behalf_of, ask(world, opening).pk) == ("presented", "", wish.pk)


def test_ask_for_person_ends_with_the_consent(world: PlacementWorld) -> None:
    opening = shown_before(world)
    wish = ask(world, opening)
    world.person.consents.filter(purpose="presenting").delete()
    assert people_known(opening, world.member) == []
    assert not HouseWish.objects.visible_to(world.member).exists()
    assert HouseWish.objects.visible_to(world.counsellor).get() == wish
    with pytest.raises(ValidationError):
        ask(world, another_place(world))


def test_ask_for_person_by_the_office_says_who_said_it(world: PlacementWorld) -> None:
    opening = another_place(world)
    with pytest.raises(ValidationError, match="who at the employer"):
        ask(world, opening, by=world.counsellor, met="visit")
    wish = ask(world, opening, by=world.counsellor, met="visit", on_behalf_of="Ida, kitchen")
    assert (wish.placement, wish.met, wish.on_behalf_of) == (None, "visit", "Ida, kitchen")
    assert not HouseWish.objects.visible_to(world.member).exists()


def test_ask_for_person_is_not_for_another_house(world: PlacementWorld) -> None:
    opening, other = shown_before(world), PlacementWorld()
    for actor in (world.participant, other.member):
        with pytest.raises(Denied):
            ask(world, opening, by=actor)


def test_ask_for_person_tells_nothing_of_what_the_person_said(world: PlacementWorld) -> None:
    """Asked about it already, and no: the answer to the employer is the same."""
    opening = shown_before(world)
    told = browser(world.pact, world.member, "en")
    path = f"/openings/{opening.pk}/asks-for/"
    with inside(world.pact):
        key = f"met-{people_known(opening, world.member)[0].pk}"
        world.person.place_wishes.create(pact=world.pact, opening=opening, said_at=NOW)
    assert told.post(path, {"person": key}).status_code == 302
    assert b"not for me" not in told.get(f"/openings/{opening.pk}/").content


def test_shortlist_tells_whom_the_employer_asks_for(world: PlacementWorld) -> None:
    opening = shown_before(world)
    ask(world, opening)
    found = shortlist_of(opening, TODAY)
    assert found.rows[0].has[0].text == "The employer asks for this person"
    assert [(one.person, one.kept) for one in found.asked_for] == [(world.person, "")]
    assert found.counts["wished"] == 1


def test_take_back_asking_leaves_nothing(world: PlacementWorld) -> None:
    wish = ask(world, shown_before(world))
    assert "opportunities.HouseWish" in everything_of(world.person)["tables"]
    asking.take_back_asking(wish, by=world.member, at=NOW)
    asking.take_back_asking(wish, by=world.member, at=NOW)
    assert not HouseWish.objects.exists()


def test_ask_for_person_from_the_page_of_somebody_met(world: PlacementWorld) -> None:
    opening = shown_before(world, P.ENDED)
    placement = world.person.placements.get()
    asker = browser(world.pact, world.member, "en")
    page = f"/placements/{placement.pk}/"
    assert b"We would gladly meet again" in asker.get(page).content
    asker.post(f"/openings/{opening.pk}/asks-for/", {"person": f"met-{placement.pk}"})
    with inside(world.pact):
        (again,) = other_openings(placement, world.member)
    assert again.wish
    assert b"Samira" in asker.get(f"/openings/{opening.pk}/").content
    assert asker.post(f"/asks-for/{again.wish.pk}/back/").status_code == 302
    assert asker.post(f"/asks-for/{again.wish.pk}/back/").status_code == 404


def test_ask_for_person_page_of_the_office(world: PlacementWorld) -> None:
    opening = another_place(world)
    asker = browser(world.pact, world.counsellor, "en")
    path = f"/openings/{opening.pk}/asks-for/?person={world.person.pk}"
    sent = {"person": f"person-{world.person.pk}", "met": "visit", "on_behalf_of": ""}
    assert asker.get(path).status_code == 200
    assert asker.post(path, sent).status_code == 422
    assert asker.post(path, {**sent, "on_behalf_of": "Ida"}).status_code == 302
    assert b"said by Ida" in asker.get(f"/openings/{opening.pk}/people/").content


def test_ask_for_person_of_others_is_not_found(world: PlacementWorld) -> None:
    other, opening = PlacementWorld(), another_place(world)
    path = f"/openings/{opening.pk}/asks-for/"
    assert browser(other.pact, other.member).get(path).status_code == 404
    assert browser(world.pact, world.participant).get(path).status_code == 403
    stranger = f"{path}?person={other.person.pk}"
    assert browser(world.pact, world.counsellor).get(stranger).status_code == 404
    # an employer cannot name somebody by another's number
    mine = browser(world.pact, world.member).post(path, {"person": f"person-{world.person.pk}"})
    assert mine.status_code == 422
