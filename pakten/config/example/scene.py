"""What those meet who try the printed sign-ins: a proposal to answer, a promise to keep."""

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import PlacementState
from pakten.config.example.openings import open_at
from pakten.config.example.people.placements import on_its_way, proposed_on, save
from pakten.config.example.people.seekers import Seekers
from pakten.config.example.world import World
from pakten.parties.organisations.models import Organisation
from pakten.parties.people.models import Participant

P = PlacementState
HOTEL = (
    ("Frukostvärd", (P.PRESENTED, P.PRESENTED, P.ACCEPTED)),
    ("APL för kockstuderande", (P.PRESENTED,)),
)
BAKER = "Bagare"


def set_scene(
    world: World,
    organisations: dict[str, Organisation],
    people: list[Participant],
    seekers: Seekers,
) -> list[Opening]:
    """Two openings at the member representative's hotel, a proposal for the participant."""
    chance = world.chance("scene")
    hotel = organisations["Klarasjö Hotell AB"]
    openings = []
    for title, states in HOTEL:
        opening = open_at(world, hotel, title, chance)
        opening.posted_by = world.accounts["member"]
        opening.save()
        openings.append(opening)
        for state in states:
            proposed = proposed_on(world, opening, state, chance)
            if person := seekers.take(opening, chance, before=proposed):
                placement = on_its_way(world, opening, person, state, proposed)
                placement.marks = seekers.marks(opening, person)
                save(world, [placement])
    bakery = open_at(world, organisations["Kvarnholms Bageri"], BAKER, chance)
    offer = on_its_way(world, bakery, people[0], P.PROPOSED, world.ago(1))
    offer.marks = seekers.marks(bakery, people[0])
    save(world, [offer])
    return [*openings, bakery]
