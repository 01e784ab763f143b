"""Organisations, their contacts, and the interest forms that wait for an answer."""

from datetime import timedelta
from typing import Any

from pakten.activities.opportunities.workdays import add_working_days
from pakten.config.example.world import World, read, text
from pakten.parties.organisations.models import Contact, Interest, InterestActivity, Organisation
from pakten.parties.organisations.states import (
    ContactRole,
    DeclineReason,
    InterestState,
    Kind,
    Level,
    Stage,
    VettingState,
)

STAGES = {
    "interest": Stage.DIALOGUE,
    "draft": Stage.DRAFT,
    "ready": Stage.READY,
    "signed_member": Stage.READY,
    "signed_city": Stage.READY,
    "active": Stage.ACTIVE,
    "expiring": Stage.ACTIVE,
    "revised": Stage.ACTIVE,
    "ended": Stage.ENDED,
}
LEVELS = {"light": Level.SMALL, "medium": Level.MEDIUM, "high": Level.LARGE}
REPLY_DAYS = 2
ACCEPTED_AGO = 14


def make_organisations(world: World) -> dict[str, Organisation]:
    """Every organisation with its contacts, by name."""
    chance = world.chance("organisations")
    made = {}
    for index, row in enumerate(read("organisations")["organisations"]):
        stage = STAGES[row["letter"]]
        known_for = chance.randint(30, 100) if stage != Stage.ACTIVE else chance.randint(1000, 1200)
        responsible = "yasmin.oberg" if index % 5 == 4 else "coordinator"
        made[row["name"]] = Organisation.objects.create(
            pact=world.pact,
            number=row["number"].replace("-", ""),
            name=row["name"],
            kind=Kind.CITY_ADMINISTRATION if row["kind"] == "administration" else row["kind"],
            sector=row["sni"],
            employees=row["employees"],
            district=world.districts[row["district"]],
            stage=stage,
            level=LEVELS[row["engagement"]],
            about=text(row["about"]),
            website=row["website"],
            responsible=world.accounts[responsible],
            is_public=stage == Stage.ACTIVE,
            **_vetting(world, index, stage),
            contacted_on=world.ago(chance.choice((1, 3, 6, 9, 14, 20, 31, 45, 74, 88))),
            registered_at=world.moment(
                world.ago(ACCEPTED_AGO if stage == Stage.DIALOGUE else known_for), 9
            ),
        )
        _add_contacts(world, made[row["name"]], row["contacts"])
    return made


def _vetting(world: World, index: int, stage: Stage) -> dict[str, Any]:
    """Active members are approved, with a next look spread over the coming year."""
    if stage != Stage.ACTIVE:
        return {}
    until = world.today + timedelta(days=20 + index * 37 % 340)
    return {"vetting": VettingState.APPROVED, "vetted_until": until}


def _add_contacts(world: World, organisation: Organisation, rows: list[dict[str, Any]]) -> None:
    Contact.objects.bulk_create(
        Contact(
            pact=world.pact,
            organisation=organisation,
            position=position,
            roles=_roles(position, len(rows)),
            confirmed_on=world.ago(40),
            **row,
        )
        for position, row in enumerate(rows)
    )


def _roles(position: int, among: int) -> list[ContactRole]:
    """The first signs; the second, where there is one, handles the rest."""
    if among == 1:
        return list(ContactRole)
    if position == 0:
        return [ContactRole.SIGNS, ContactRole.COMMUNICATES]
    return [ContactRole.DAILY, ContactRole.RECRUITS]


def make_interest(world: World, organisations: dict[str, Organisation]) -> None:
    """New forms that wait, one that was declined, and those that led to a dialogue."""
    content = read("organisations")
    for row in content["interest"]:
        received = _receive(world, row, row["days_ago"])
        if reason := row.get("declined"):
            received.decline_reason = DeclineReason(reason)
            _answer(world, received, InterestState.DECLINED, row["days_ago"] - 2)
    for row in content["organisations"]:
        if row["letter"] != "interest":
            continue
        first = row["contacts"][0]
        form = row | {
            "organisation": row["name"], "person": first["name"], "email": first["email"],
            "phone": first["phone"], "message": row["about"]["sv"],
        }  # fmt: skip
        accepted = _receive(world, form, ACCEPTED_AGO + 2)
        accepted.organisation = organisations[row["name"]]
        _answer(world, accepted, InterestState.ACCEPTED, ACCEPTED_AGO)


def _receive(world: World, row: dict[str, Any], days_ago: int) -> Interest:
    day = world.today - timedelta(days=days_ago)
    interest = Interest.objects.create(
        pact=world.pact,
        organisation_name=row["organisation"],
        number=row["number"].replace("-", ""),
        kind=row["kind"],
        employees=row["employees"],
        contact_name=row["person"],
        email=row["email"],
        phone=row["phone"],
        message=row["message"],
        received_at=world.moment(day, 8, 40),
        answer_by=add_working_days(day, REPLY_DAYS),
    )
    InterestActivity.objects.bulk_create(
        InterestActivity(pact=world.pact, interest=interest, activity=world.activities[code])
        for code in row["activities"]
    )
    return interest


def _answer(world: World, interest: Interest, state: InterestState, days_ago: int) -> None:
    interest.state = state
    interest.answered_at = world.moment(world.ago(days_ago), 11)
    interest.answered_by = world.accounts["coordinator"]
    interest.save()
