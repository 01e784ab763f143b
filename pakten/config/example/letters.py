"""Letters of intent with their pledges and signatures, in every state."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pakten.agreements.commitments.content import hash_of, lines_of
from pakten.agreements.commitments.models import Letter, LetterLine, Pledge, Signatory, Signature
from pakten.agreements.commitments.states import EndReason, LetterState, Method, Party
from pakten.base.days import add_months
from pakten.config.example.world import World, read, working_day
from pakten.parties.organisations.models import Organisation

LENGTH = 24  # months
BEFORE = 12  # months, of a letter that the present one replaced
HOUSE = {"light": "small", "medium": "medium", "high": "large"}
MOST_FORMS = {"small": 3, "medium": 4, "large": 6}
MANY_EMPLOYEES, FEW_EMPLOYEES = 1000, 10


@dataclass(frozen=True, slots=True)
class Term:
    """A letter to be made: when it applies, how it stands, who has signed."""

    starts: date
    ends: date
    state: LetterState
    version: int = 1
    signed_by: tuple[Party, ...] = ()
    ended_on: date | None = None
    end_reason: str = ""


BOTH = (Party.MEMBER, Party.CITY)


def make_letters(world: World, organisations: dict[str, Organisation]) -> list[tuple[Pledge, date]]:
    """Every letter; returns the pledges of those in force or ended, and the last day of each."""
    pledges: list[tuple[Pledge, date]] = []
    for row in read("organisations")["organisations"]:
        chance = world.chance(f"letters {row['name']}")
        for term in _terms(row["letter"], world.today, chance):
            made = _make(world, organisations[row["name"]], row, term, chance)
            if term.state in (LetterState.ACTIVE, LetterState.ENDED):
                pledges += [
                    (pledge, min(pledge.due_on, term.ended_on or pledge.due_on)) for pledge in made
                ]
    return pledges


def _terms(stage: str, today: date, chance: random.Random) -> Iterator[Term]:
    """The letters of a member, the oldest first."""
    if stage in ("active", "revised"):
        yield from _in_force(add_months(today.replace(day=1), -chance.randint(1, 18)), chance)
    elif stage == "expiring":
        ends = today + timedelta(days=chance.randint(9, 85))
        yield Term(add_months(ends, -LENGTH) + timedelta(days=1), ends, LetterState.ACTIVE, 1, BOTH)
    elif stage == "ended":
        ends = today - timedelta(days=chance.randint(40, 200))
        reason = chance.choice((EndReason.RAN_OUT, EndReason.MEMBER_LEFT))
        starts = add_months(ends, -LENGTH if reason == EndReason.RAN_OUT else -14)
        last = ends if reason == EndReason.RAN_OUT else add_months(starts, LENGTH)
        yield Term(starts, last, LetterState.ENDED, 1, BOTH, ends, reason)
    yield from _in_preparation(stage, today)


def _in_force(starts: date, chance: random.Random) -> Iterator[Term]:
    """A letter with months left, perhaps after one that it replaced."""
    version = 1
    if chance.random() < 0.5:
        before = add_months(starts, -BEFORE)
        last = starts - timedelta(days=1)
        yield Term(before, last, LetterState.ENDED, 1, BOTH, last, EndReason.REPLACED)
        version = 2
    ends = add_months(starts, LENGTH) - timedelta(days=1)
    yield Term(starts, ends, LetterState.ACTIVE, version, BOTH)


def _in_preparation(stage: str, today: date) -> Iterator[Term]:
    starts = add_months(today.replace(day=1), 1)
    ends = add_months(starts, LENGTH) - timedelta(days=1)
    signed = {"signed_member": (Party.MEMBER,), "signed_city": (Party.CITY,)}.get(stage, ())
    if stage == "draft":
        yield Term(starts, ends, LetterState.DRAFT)
    elif stage == "revised":
        yield Term(starts, ends, LetterState.DRAFT, 2)
    elif stage == "ready" or signed:
        yield Term(starts, ends, LetterState.READY, 1, signed)


def _make(
    world: World, organisation: Organisation, row: dict[str, Any], term: Term, chance: random.Random
) -> list[Pledge]:
    drafted = _drafted_on(world, term)
    letter = Letter.objects.create(
        pact=world.pact,
        organisation=organisation,
        state=LetterState.DRAFT,
        version=term.version,
        valid_from=term.starts,
        valid_to=term.ends,
        background=chance.choice(read("letters")["backgrounds"]),
        drafted_by=world.accounts["coordinator"],
        drafted_at=world.moment(drafted, 9),
        changed_at=world.moment(drafted + timedelta(days=1), 15),
    )
    _name_signatories(world, letter, row)
    pledges = _make_pledges(world, letter, row, chance)
    if term.state != LetterState.DRAFT:
        _settle(world, letter, term, row)
    if term.state in (LetterState.ACTIVE, LetterState.ENDED):
        organisation.member_since = organisation.member_since or _joined(world, row, term.starts)
    organisation.save()
    return pledges


def _name_signatories(world: World, letter: Letter, row: dict[str, Any]) -> None:
    signer, pact = row["contacts"][-1], world.pact
    Signatory.objects.bulk_create(
        [
            Signatory(
                pact=pact, letter=letter, party=Party.MEMBER, name=signer["name"],
                title=signer["title"], email=signer["email"], language="sv",
            ),
            Signatory(
                pact=pact, letter=letter, party=Party.CITY, name=pact.signatory_name,
                title=pact.signatory_title["sv"], language="sv",
            ),
        ]
    )  # fmt: skip


def _joined(world: World, row: dict[str, Any], starts: date) -> date:
    """Many were members for years before the letters that are kept here."""
    years = (0, 0, 0, 2) if starts.year == world.today.year else (0, 1, 2, 3, 4)
    return add_months(starts, -12 * world.chance(f"joined {row['name']}").choice(years))


def _drafted_on(world: World, term: Term) -> date:
    return working_day(min(term.starts, world.today) - timedelta(days=24))


def _settle(world: World, letter: Letter, term: Term, row: dict[str, Any]) -> None:
    """Make a draft what its term says: ready, signed, in force, ended."""
    letter.content_hash = hash_of(letter, lines_of(letter))
    letter.state = term.state
    signed_on = working_day(min(term.starts, world.today) - timedelta(days=6))
    if term.state != LetterState.READY:
        letter.active_from = term.starts
        letter.ended_on, letter.end_reason = term.ended_on, term.end_reason
    letter.save()
    signers = {each.party: each for each in letter.signatories.all()}
    Signature.objects.bulk_create(
        Signature(
            pact=world.pact,
            letter=letter,
            party=party,
            signatory=signers[party],
            name=signers[party].name,
            title=signers[party].title,
            signed_on=signed_on,
            method=Method.OCCASION if len(term.signed_by) == len(BOTH) else Method.PAPER,
            content_hash=letter.content_hash,
            recorded_by=world.accounts["coordinator"],
            recorded_at=world.moment(signed_on, 16),
        )
        for party in term.signed_by
    )


def _make_pledges(
    world: World, letter: Letter, row: dict[str, Any], chance: random.Random
) -> list[Pledge]:
    made = [
        Pledge(
            pact=world.pact,
            organisation=letter.organisation,
            promised_by=party,
            measure=world.measure_on(promise["measure"], letter.valid_from),
            quantity=_quantity(promise[HOUSE[row["engagement"]]], row["employees"], chance),
            starts_on=letter.valid_from,
            due_on=_due(letter, chance),
            note=promise["note"],
            responsible=_responsible(world, party, row, chance),
        )
        for party, promise in _promises(row, chance)
    ]
    Pledge.objects.bulk_create(made)
    LetterLine.objects.bulk_create(
        LetterLine(pact=world.pact, letter=letter, pledge=pledge, position=position)
        for position, pledge in enumerate(made, 1)
    )
    return made


def _promises(row: dict[str, Any], chance: random.Random) -> Iterator[tuple[Party, dict[str, Any]]]:
    """What both parties promise in each chosen activity; of the many forms of work, some."""
    size = HOUSE[row["engagement"]]
    catalogue = read("letters")["pledges"]
    for code in row["activities"]:
        own = [p for p in catalogue[code]["member"] if p[size]]
        kept = set(chance.sample(range(len(own)), min(MOST_FORMS[size], len(own))))
        yield from ((Party.MEMBER, p) for i, p in enumerate(own) if i in kept or i == 0)
        yield from ((Party.CITY, p) for p in catalogue[code]["city"])


def _quantity(usual: int, employees: int, chance: random.Random) -> int:
    if employees < FEW_EMPLOYEES:
        return min(usual, 2)
    many = 1.5 if employees >= MANY_EMPLOYEES else 1.0
    return max(1, round(usual * many * chance.uniform(0.8, 1.25)))


def _due(letter: Letter, chance: random.Random) -> date:
    """Most promises run as long as the letter, some shorter."""
    months = chance.choice((0, 0, 0, 12, 18))
    last = add_months(letter.valid_from, months) - timedelta(days=1) if months else letter.valid_to
    return min(last, letter.valid_to)


def _responsible(world: World, party: Party, row: dict[str, Any], chance: random.Random) -> str:
    if party == Party.MEMBER:
        return str(chance.choice(row["contacts"])["name"])
    return world.accounts[chance.choice(("coordinator", "counsellor", "mikael.strand"))].name
