"""Loading the example pact into an empty database."""

from datetime import date, datetime, timedelta

from pakten.base.notices.models import Message
from pakten.base.tenancy.context import pact_context
from pakten.base.terms.models import Concept
from pakten.config.example.accounts import give_houses, make_accounts
from pakten.config.example.catalogue import fill_catalogue, make_pact
from pakten.config.example.deeds import plan_deeds
from pakten.config.example.drafting import make_drafting
from pakten.config.example.followup import lively, make_check_ins, still
from pakten.config.example.imports import make_imports
from pakten.config.example.ledger import claim_from_placements, count_posted_jobs, record
from pakten.config.example.letters import make_letters
from pakten.config.example.measures import aim, count_otherwise_before, told_besides
from pakten.config.example.members import make_interest, make_organisations
from pakten.config.example.near import make_near
from pakten.config.example.notices import make_notices
from pakten.config.example.openings import active, make_openings
from pakten.config.example.oversight.annual import make_reports
from pakten.config.example.oversight.assurance import make_rounds
from pakten.config.example.oversight.equality import make_equality
from pakten.config.example.oversight.privacy import make_privacy
from pakten.config.example.oversight.surveys import make_surveys
from pakten.config.example.oversight.value import draft_value_model
from pakten.config.example.past import make_afterwards, make_last_year
from pakten.config.example.people.forms import make_forms
from pakten.config.example.people.guidance import make_guidance
from pakten.config.example.people.participants import make_callbacks, make_participants
from pakten.config.example.people.placements import (
    begin_from_deeds,
    propose_now,
    tell_chosen_pieces,
)
from pakten.config.example.people.pulses import make_pulses
from pakten.config.example.people.rounds import make_rounds_of_matching
from pakten.config.example.people.seekers import Seekers
from pakten.config.example.people.wishes import make_wishes
from pakten.config.example.register import fill_register
from pakten.config.example.scene import set_scene
from pakten.config.example.shape import shape_pact
from pakten.config.example.signing import make_occasions
from pakten.config.example.world import Scale, World, read
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import Participant

DEFAULT = Scale()


def load_example(*, password: str, today: date, at: datetime, scale: Scale = DEFAULT) -> Pact:
    """Build the whole example pact. The same day and scale give the same rows, names and figures.

    `today` is the day all dates are relative to, `at` a moment of that day; nothing is later than
    `at` that could not be known by then. The caller opens the transaction.
    """
    pact = make_pact()
    with pact_context(pact.pk, verb="load_example"):
        world = World(pact, today, at, scale)
        make_near()
        world.concepts = {concept.key: concept for concept in Concept.objects.all()}
        fill_catalogue(world)
        count_otherwise_before(world)
        shape_pact(world)
        make_accounts(world, password)
        aim(world)
        organisations = make_organisations(world)
        fill_register(world, organisations)
        give_houses(world, organisations)
        make_interest(world, organisations)
        deeds = still(world, plan_deeds(world, make_letters(world, organisations)))
        people = make_participants(world)
        make_callbacks(world)
        seekers = Seekers(world, people)
        scene = set_scene(world, organisations, people, seekers)
        filled, openings = make_openings(world, lively(active(organisations)), deeds, len(scene))
        make_forms(world, organisations)
        begin_from_deeds(world, filled, seekers)
        propose_now(world, openings, seekers)
        make_last_year(world, deeds)
        make_rounds_of_matching(world)
        make_wishes(world)
        tell_chosen_pieces(world)
        make_pulses(world)
        claim_from_placements(world, deeds)
        count_posted_jobs(world, deeds)
        deeds += told_besides(world, lively(active(organisations)))
        record(world, deeds)
        _follow_up(world, people)
    return pact


def _follow_up(world: World, people: list[Participant]) -> None:
    """What is asked, checked, reported and planned once the deeds are in the ledger."""
    make_rounds(world)
    make_equality(world)
    make_afterwards(world)
    make_guidance(world, people)
    make_check_ins(world)
    make_occasions(world)
    make_drafting(world)
    make_notices(world)
    make_imports(world)
    draft_value_model(world)
    make_reports(world)
    make_surveys(world)
    make_privacy(world)
    _write_messages(world)


def _write_messages(world: World) -> None:
    """A few mails that have been kept in the outbox."""
    for row in read("letters")["messages"]:
        written = world.moment(world.today - timedelta(days=row["days_ago"]), 10)
        Message.objects.create(
            pact=world.pact,
            to=row["to"],
            subject=row["subject"],
            body=row["body"],
            state=Message.State.KEPT,
            written_at=written,
            sent_at=written,
            attempts=1,
        )
