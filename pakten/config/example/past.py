"""People of last year who have left the register since: proposed, turned down, begun, followed up."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import (
    DEEDS,
    FOR_ONE_PERSON,
    EndOutcome,
    OpeningKind,
    OpeningState,
    PlacementState,
    Side,
)
from pakten.agreements.results.actions import Traits
from pakten.agreements.results.states import Additionality
from pakten.base.days import add_months
from pakten.base.statistics.states import Gender
from pakten.config.example.deeds import Deed
from pakten.config.example.people import placements as past
from pakten.config.example.people.follow_ups import write_follow_ups
from pakten.config.example.people.participants import CONSENT_TEXT, content, one_person
from pakten.config.example.world import World, working_day
from pakten.oversight.equality.models import Afterwards
from pakten.oversight.equality.states import AFTER_MONTHS, Standing
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import ConsentWay, Purpose

P = PlacementState
KIND_OF = {deed.value: kind for kind, deed in DEEDS.items() if kind in FOR_ONE_PERSON}
MARK = "earlier"  # how these openings are told from the others
TURNED_DOWN = 0.95  # proposals that came to nothing, for each that began
WEEKS = {OpeningKind.INTERNSHIP: 8, OpeningKind.APL: 7}
ENDS = (
    (EndOutcome.JOB, 16), (EndOutcome.STUDIES, 14), (EndOutcome.COMPLETED, 54),
    (EndOutcome.BROKEN_OFF, 16),
)  # fmt: skip
# Work, studies, neither, not reached, by how many months have passed; for men a little more work.
LATER = {3: (34, 14, 44, 8), 6: (40, 15, 36, 9), 12: (46, 16, 26, 12)}
MORE_FOR_MEN = 12


def make_last_year(world: World, deeds: list[Deed]) -> None:
    """Last year's deeds that no placement tells yet, and as many proposals that came to nothing."""
    chance = world.chance("last year")
    began = [d for d in deeds if not d.source and d.measure.deed in KIND_OF]
    began = [d for d in began if d.day.year == world.today.year - 1]
    people = _people(world, chance, began)
    openings = _openings(world, began, chance)
    rows = [
        _begun(world, opening, person, deed, chance)
        for (opening, deed), person in zip(openings, people, strict=False)
    ]
    rows += _turned_down(world, openings, people[len(openings) :], chance)
    Placement.objects.bulk_create(rows)
    for row, (_opening, deed) in zip(rows, openings, strict=False):
        deed.source = f"placement:{row.pk}:started"
        deed.traits = Traits.of(row.participant, deed.day)
    past.write_steps(world, rows)
    write_follow_ups(world, rows, chance)


def _people(world: World, chance: random.Random, began: list[Deed]) -> list[Participant]:
    """One for each, registered before the year and gone from the register since."""
    names = set(Participant.objects.values_list("given_name", "family_name"))
    profiles = content()["profiles"]
    registered = world.moment(working_day(date(world.today.year - 2, 11, 20)), 10)
    people = []
    for _each in range(round(len(began) * (1 + TURNED_DOWN))):
        person = one_person(world, chance, chance.choice(profiles), names)
        person.registered_at, person.email = registered, ""
        person.left_on = working_day(world.today - timedelta(days=chance.randint(20, 120)))
        people.append(person)
    Participant.objects.bulk_create(people)
    Consent.objects.bulk_create(
        Consent(
            pact=world.pact, participant=person, purpose=purpose, text_version=CONSENT_TEXT,
            language="sv", given_at=registered, recorded_by=person.counsellor, how=ConsentWay.TALK,
        )
        for person in people
        for purpose in (Purpose.MATCHING, Purpose.PRESENTING)
    )  # fmt: skip
    return people


def _openings(world: World, began: list[Deed], chance: random.Random) -> list[tuple[Opening, Deed]]:
    """A filled opening for each house, kind and quarter, with as many places as people began."""
    together: dict[tuple[int, str, int], list[Deed]] = defaultdict(list)
    for deed in began:
        together[deed.organisation.pk, deed.measure.deed, (deed.day.month - 1) // 3].append(deed)
    pairs = [(_opening(world, each, n), each) for n, each in enumerate(together.values(), 1)]
    Opening.objects.bulk_create(opening for opening, _deeds in pairs)
    found = [(opening, deed) for opening, each in pairs for deed in each]
    chance.shuffle(found)
    return found


def _opening(world: World, deeds: list[Deed], number: int) -> Opening:
    first, house = min(deed.day for deed in deeds), deeds[0].organisation
    kind = KIND_OF[deeds[0].measure.deed]
    return Opening(
        pact=world.pact, organisation=house, kind=kind, state=OpeningState.FILLED,
        title=str(kind.label), seats=len(deeds), district=house.district, starts_on=first,
        apply_by=first - timedelta(days=60), external_id=f"{MARK}-{number}",
        posted_by=world.accounts["coordinator"],
        posted_at=world.moment(working_day(first - timedelta(days=90)), 9),
    )  # fmt: skip


def _begun(
    world: World, opening: Opening, person: Participant, deed: Deed, chance: random.Random
) -> Placement:
    row = past.begun(world, opening, person, deed.day, chance)
    row.state, row.ended_on, row.end_outcome, row.end_cause_side = P.STARTED, None, "", ""
    row.additionality = chance.choice(Additionality.values)
    kind = OpeningKind(opening.kind)
    breaks = chance.random() < (0.22 if kind not in WEEKS else 0.16)
    if kind not in WEEKS and not breaks:
        return row
    outcome = EndOutcome.BROKEN_OFF if breaks else _one_of(chance, ENDS)
    weeks = WEEKS.get(kind, chance.randint(8, 36))
    ended = working_day(deed.day + timedelta(weeks=weeks if not breaks else weeks // 2))
    row.ended_on = min(ended, world.today)
    row.state, row.end_outcome = P.ENDED, outcome
    if outcome == EndOutcome.BROKEN_OFF:
        row.end_cause_side = chance.choice(Side.values)
    return row


def _turned_down(
    world: World,
    openings: list[tuple[Opening, Deed]],
    people: list[Participant],
    chance: random.Random,
) -> list[Placement]:
    """Those proposed beside the ones who began: an answer from each side, some after a meeting."""
    return [
        past.turned_down(
            world, opening, person, deed.day - timedelta(days=past.BEFORE_START), chance
        )
        for person, (opening, deed) in zip(people, openings, strict=False)
    ]


def make_afterwards(world: World) -> None:
    """What people say three, six and twelve months after practice; the latest are still to be asked."""
    chance = world.chance("afterwards")
    rows = (
        Placement.objects.filter(state=P.ENDED, opening__kind__in=WEEKS)
        .select_related("participant")
        .order_by("pk")
    )
    Afterwards.objects.bulk_create(
        Afterwards(
            pact=world.pact, placement=row, months=months, standing=_standing(row, months, chance),
            recorded_by=row.proposed_by, recorded_at=world.moment(due + timedelta(days=3), 11),
        )
        for row in rows
        for months, due in _due(row)
        if due < world.today - timedelta(days=60) or (due < world.today and chance.random() < 0.4)
    )  # fmt: skip


def _due(row: Placement) -> Iterable[tuple[int, date]]:
    ended = row.ended_on
    return [(months, add_months(ended, months)) for months in AFTER_MONTHS] if ended else []


def _standing(row: Placement, months: int, chance: random.Random) -> str:
    work, studies, neither, silent = LATER[months]
    if row.participant.gender == Gender.MAN:
        work, neither = work + MORE_FOR_MEN, neither - MORE_FOR_MEN
    if row.end_outcome in (EndOutcome.JOB, EndOutcome.STUDIES):
        work, neither = work + 20, max(neither - 20, 4)
    return chance.choices(list(Standing), (work, studies, neither, silent))[0]


def _one_of(chance: random.Random, weights: Iterable[tuple[EndOutcome, int]]) -> EndOutcome:
    pairs = list(weights)
    return chance.choices([each for each, _n in pairs], [n for _each, n in pairs])[0]
