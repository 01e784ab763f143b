"""The counsellors' work: next steps, sessions together, comings and goings, and one pair of doubles."""

import random
from datetime import timedelta
from typing import Any

from pakten.config.example.world import World, read
from pakten.parties.guidance.models import (
    Handover,
    Leave,
    NextStep,
    Session,
    SessionAnswer,
    SessionPiece,
)
from pakten.parties.guidance.states import HELP, Interpreting, MeetingWay
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose

TWIN_PHONE = "070-174 06 99"


def make_guidance(world: World, people: list[Participant]) -> None:
    """A plan for most, sessions for some, one handed over, one pair to look at."""
    chance = world.chance("guidance")
    here = [person for person in people if person.left_on is None and person.counsellor_id]
    NextStep.objects.bulk_create(
        step
        for person in here[1:]
        if chance.random() < 0.72
        for step in _steps(world, person, chance)
    )
    NextStep.objects.bulk_create(_own_plan(world, people[0]))
    _sessions(world, [people[0], *here[1:60:4]], chance)
    _leaves(world, people, chance)
    _hand_over(world, here)
    _twins(world, here)


def _content() -> dict[str, Any]:
    return read("guidance")


def _steps(world: World, person: Participant, chance: random.Random) -> list[NextStep]:
    """One or two to come, perhaps one done."""
    rows = chance.sample(_content()["steps"], chance.choice((1, 1, 2)))
    days = [chance.choice((-4, -1, 0, 1, 3, 4, 6, 6, 9, 14, 14, 21, 21, 28, 35)) for _row in rows]
    made = [_step(world, person, row, due) for row, due in zip(rows, days, strict=True)]
    if chance.random() < 0.85:
        done = _step(world, person, chance.choice(_content()["steps"]), -chance.randint(3, 45))
        done.done_at, done.done_by = world.moment(done.due_on, 14), person.counsellor
        made.append(done)
    return made


def _step(world: World, person: Participant, row: dict[str, str], due: int) -> NextStep:
    day = world.today + timedelta(days=due)
    return NextStep(
        pact=world.pact, participant=person, what=row["what"], doer=row["doer"], due_on=day,
        note=row.get("note", ""), made_by=person.counsellor,
        made_at=world.moment(min(day, world.today) - timedelta(days=12), 10),
    )  # fmt: skip


def _own_plan(world: World, person: Participant) -> list[NextStep]:
    """The plan of the one who can sign in."""
    made = [_step(world, person, row, row["due"]) for row in _content()["own_plan"]]
    made[-1].done_at, made[-1].done_by = world.moment(made[-1].due_on, 15), person.account
    return made


def _sessions(world: World, people: list[Participant], chance: random.Random) -> None:
    agencies = _content()["agencies"]
    sessions = [_session(world, person, agencies, chance) for person in people]
    Session.objects.bulk_create(sessions)
    agreed = set(
        Consent.objects.filter(participant__in=people).values_list("participant", "purpose")
    )
    SessionAnswer.objects.bulk_create(
        SessionAnswer(
            pact=world.pact, session=session, line=line, text_version="2026-1", noted_by=session.led_by,
            yes=line == HELP or (session.participant_id, line) in agreed, language=session.language,
            answered_at=session.started_at + timedelta(minutes=6),
        )
        for session in sessions
        for line in (HELP, *(purpose.value for purpose in Purpose))
    )  # fmt: skip
    SessionPiece.objects.bulk_create(
        SessionPiece(pact=world.pact, session=s, part=part, number=number, by=s.led_by)
        for s in sessions
        for part, number in (("people_skill", chance.randint(2, 6)), ("people_wish", 1))
    )


def _session(
    world: World, person: Participant, agencies: list[str], chance: random.Random
) -> Session:
    began = max(person.registered_at, world.moment(world.ago(chance.randint(3, 90)), 10))
    interpreted = person.language not in ("sv", "en") and chance.random() < 0.6
    how = chance.choice((Interpreting.ROOM, Interpreting.PHONE, Interpreting.PHONE))
    return Session(
        pact=world.pact, participant=person, led_by=person.counsellor, language=person.language,
        way=chance.choice((MeetingWay.MEETING, MeetingWay.MEETING, MeetingWay.PHONE)),
        interpreting=how if interpreted else Interpreting.NONE,
        agency=chance.choice(agencies) if interpreted else "",
        interpreter_number=str(chance.randint(1000, 9999)) if interpreted else "",
        started_at=began, ended_at=began + timedelta(minutes=chance.randint(25, 55)),
    )  # fmt: skip


def _leaves(world: World, people: list[Participant], chance: random.Random) -> None:
    """Why those who left did, and one who came back."""
    reasons = ("working", "working", "studying", "moved", "rests", "elsewhere")
    rows = [
        Leave(pact=world.pact, participant=person, reason=chance.choice(reasons),
              left_on=person.left_on, noted_by=person.counsellor)
        for person in people if person.left_on
    ]  # fmt: skip
    Leave.objects.bulk_create(rows)


def _hand_over(world: World, here: list[Participant]) -> None:
    taker = world.accounts["counsellor"]
    chosen = [person for person in here[1:] if person.counsellor == taker][:2]
    Handover.objects.bulk_create(
        Handover(
            pact=world.pact, participant=person, giver=world.accounts["mikael.strand"], taker=taker,
            note=_content()["handover"], made_by=world.accounts["mikael.strand"],
            made_at=world.moment(world.ago(9), 13),
        )
        for person in chosen
    )  # fmt: skip


def _twins(world: World, here: list[Participant]) -> None:
    """The same person met at two offices: the name spelt in another way, the same number."""
    pair = _content()["twins"]
    like = next(person for person in here[1:] if person.target_group == world.groups["newcomer"])
    rows = [
        Participant(
            pact=world.pact, given_name=each["given"], family_name=each["family"], birth_year=1991,
            gender="woman", target_group=like.target_group, district=like.district, language="so",
            phone=TWIN_PHONE, swedish="sfi_b", contact_way="phone",
            counsellor=world.accounts[each["counsellor"]],
            registered_at=world.moment(world.ago(each["days_ago"]), 11),
        )
        for each in pair
    ]  # fmt: skip
    Participant.objects.bulk_create(rows)
    Consent.objects.bulk_create(
        Consent(
            pact=world.pact, participant=row, purpose=purpose, text_version="2026-1", language="so",
            given_at=row.registered_at, recorded_by=row.counsellor, with_interpreter=True,
        )
        for row, purposes in zip(rows, (("matching", "contact"), ("matching",)), strict=True)
        for purpose in purposes
    )  # fmt: skip
