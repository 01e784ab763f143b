"""An employer is shown the pieces that are chosen, and nothing once the yes is taken back."""

import pytest
from django.utils import translation

from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.queries.presented import profile_text
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.parties.people import profile
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.states import Piece, Purpose
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.pictures import make_picture
from tests.factories.pulses import make_key
from tests.factories.terms import make_concept
from tests.factories.world import NOW

P = PlacementState
TEXT = "Det jag kan: baka bröd.\nMin svenska: SFI C.\nJag kommer alltid i tid."


def choose(world: PlacementWorld, *pieces: Piece) -> None:
    world.person.shown = list(pieces)
    world.person.save(update_fields=["shown"])


def addresses(placement: Placement) -> list[str]:
    secret = make_key(placement, About.PRESENTATION, Side.EMPLOYER).token
    return [f"/placements/{placement.pk}/", f"/presented/{secret}/"]


def test_profile_text_holds_only_the_chosen_pieces(world: PlacementWorld) -> None:
    profile.add_skill(world.person, make_concept(), by=world.participant)
    told = []
    for piece in (Piece.SKILLS, Piece.SWEDISH):
        choose(world, piece)
        told.append(profile_text(world.person))
    with translation.override("sv"):
        heads = [f"{piece.label}: " for piece in (Piece.SKILLS, Piece.SWEDISH)]
    assert [text.startswith(head) for text, head in zip(told, heads, strict=True)] == [True, True]
    assert [text.count("\n") for text in told] == [0, 0]


def test_presentation_leaves_out_a_piece_that_is_no_longer_chosen(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED, shown_profile=TEXT)
    choose(world, Piece.SWEDISH)
    client = browser(world.pact, world.member)
    for address in addresses(placement):
        page = client.get(address).content.decode()
        told = [each in page for each in ("baka bröd", "SFI C", "Jag kommer alltid i tid")]
        assert told == [False, True, True]


@pytest.mark.parametrize("state", [P.PRESENTED, P.INTERVIEWED, P.STARTED])
def test_presentation_shows_nothing_told_once_the_yes_is_taken_back(
    world: PlacementWorld, state: str
) -> None:
    placement = world.placement(state, shown_profile=TEXT)
    client, pages = browser(world.pact, world.member), addresses(placement)
    before = ["Min svenska" in client.get(page).content.decode() for page in pages]
    withdraw_consent(world.person, Purpose.PRESENTING, by=world.participant, at=NOW)
    after = ["Min svenska" in client.get(page).content.decode() for page in pages]
    assert (before, after) == ([True, True], [False, False])


def pictures(world: PlacementWorld, placement: Placement) -> list[int]:
    client = browser(world.pact, world.member)
    return [client.get(f"{page}picture.jpg").status_code for page in addresses(placement)]


def test_presented_picture_is_there_only_while_it_is_chosen(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    profile.add_picture(world.person, make_picture(), by=world.participant, at=NOW)
    unchosen = pictures(world, placement)
    choose(world, Piece.PHOTO)
    chosen = pictures(world, placement)
    withdraw_consent(world.person, Purpose.PRESENTING, by=world.participant, at=NOW)
    assert [unchosen, chosen, pictures(world, placement)] == [[404] * 2, [200] * 2, [404] * 2]


def test_presentation_holds_the_picture_when_it_is_chosen(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    profile.add_picture(world.person, make_picture(), by=world.participant, at=NOW)
    client, pages = browser(world.pact, world.member), addresses(placement)
    without = ["picture.jpg" in client.get(page).content.decode() for page in pages]
    choose(world, Piece.PHOTO)
    held = ["picture.jpg" in client.get(page).content.decode() for page in pages]
    assert (without, held) == ([False, False], [True, True])


def test_presented_picture_of_another_house_is_not_there(world: PlacementWorld) -> None:
    choose(world, Piece.PHOTO)
    profile.add_picture(world.person, make_picture(), by=world.participant, at=NOW)
    placement = world.placement(P.PROPOSED)  # not presented yet
    address = f"/placements/{placement.pk}/picture.jpg"
    assert browser(world.pact, world.member).get(address).status_code == 404


def test_present_person_shows_the_office_what_will_be_read(world: PlacementWorld) -> None:
    placement = world.placement(P.ACCEPTED, shown_profile=TEXT)
    address = f"/placements/{placement.pk}/present/"
    page = browser(world.pact, world.counsellor).get(address).content.decode()
    assert "Jag kommer alltid i tid." in page
