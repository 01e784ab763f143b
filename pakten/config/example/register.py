"""What the register knows besides the organisations: groups, local offers, talks, vetting."""

from datetime import timedelta
from typing import Any

from pakten.config.example.world import World, read, text, working_day
from pakten.parties.organisations.models import (
    ActiveDistrict,
    ContactReview,
    Organisation,
    Talk,
)
from pakten.parties.organisations.rules import half_of
from pakten.parties.organisations.states import Stage
from pakten.parties.vetting.models import CheckAnswer, ChecklistItem, Vetting
from pakten.parties.vetting.states import Decision, Finding, LookKind

Houses = dict[str, Organisation]
SILENT_EVERY = 7  # one active member in so many has not confirmed its contacts
UNDER_WAY = "Kvarnholms Bageri"


def fill_register(world: World, houses: Houses) -> None:
    """Everything of this part, after the organisations and before the letters."""
    content = read("register")
    _group(content["groups"], houses)
    _offer(world, content["offers"], houses)
    _talk(world, content["talks"], houses)
    _vet(world, content, houses)
    _ask(world, houses)


def _group(groups: dict[str, list[str]], houses: Houses) -> None:
    for top, names in groups.items():
        for name in names:
            houses[name].parent = houses[top]
        Organisation.objects.bulk_update([houses[name] for name in names], ["parent"])


def _offer(world: World, offers: dict[str, Any], houses: Houses) -> None:
    for name, row in offers.items():
        house = houses[name]
        house.offers_locally, house.reaches = text(row["offers"]), text(row["reaches"])
        house.languages = row["languages"]
        house.save()
        ActiveDistrict.objects.bulk_create(
            ActiveDistrict(pact=world.pact, organisation=house, district=world.districts[code])
            for code in row["districts"]
        )


def _talk(world: World, rows: list[dict[str, str]], houses: Houses) -> None:
    """A few words with most of them; some next steps wait."""
    made = []
    for index, house in enumerate(houses.values()):
        if house.stage == Stage.ENDED or not house.contacted_on:
            continue
        row = rows[index % len(rows)]
        day = working_day(house.contacted_on)
        step = row["next"] if index % 3 == 0 else ""
        made.append(
            Talk(
                pact=world.pact, organisation=house, happened_on=day, kind=row["kind"],
                said=row["said"], written_by=house.responsible or world.accounts["coordinator"],
                written_at=world.moment(day, 15), next_step=step,
                next_on=world.today + timedelta(days=index % 11 - 3) if step else None,
                next_owner=house.responsible if step else None,
            )
        )  # fmt: skip
    Talk.objects.bulk_create(made)


def _vet(world: World, content: dict[str, Any], houses: Houses) -> None:
    items = ChecklistItem.objects.bulk_create(
        ChecklistItem(
            pact=world.pact, code=row["code"], text=text(row["text"]), help=text(row["help"]),
            required=row["required"], position=position, valid_from=world.ago(1300),
        )
        for position, row in enumerate(content["checklist"])
    )  # fmt: skip
    sources = {row["code"]: row["source"] for row in content["checklist"]}
    looks = Vetting.objects.bulk_create(
        _decided(world, house, content["remarks"].get(house.name))
        for house in houses.values()
        if house.vetted_until
    )
    answers = [
        _found(world, look, item, content["remarks"].get(look.organisation.name), sources)
        for look in looks
        for item in items
    ]
    CheckAnswer.objects.bulk_create(answers)
    _begin_again(world, houses[UNDER_WAY], items[:3], sources)


def _decided(world: World, house: Organisation, remark: dict[str, str] | None) -> Vetting:
    day = world.today - timedelta(days=365) + ((house.vetted_until or world.today) - world.today)
    by = world.accounts["coordinator"]
    return Vetting(
        pact=world.pact, organisation=house, kind=LookKind.FIRST, begun_by=by, decided_by=by,
        begun_at=world.moment(day - timedelta(days=6), 9), decided_at=world.moment(day, 14),
        decision=Decision.APPROVE, next_look=house.vetted_until,
        words=remark["words"] if remark else "",
    )  # fmt: skip


def _found(
    world: World,
    look: Vetting,
    item: ChecklistItem,
    remark: dict[str, str] | None,
    sources: dict[str, str],
) -> CheckAnswer:
    has_remark = remark is not None and remark["code"] == item.code
    return CheckAnswer(
        pact=world.pact, vetting=look, item=item, checked_on=look.begun_at.date(),
        finding=Finding.REMARK if has_remark else Finding.OK,
        source=remark["source"] if remark and has_remark else sources[item.code],
    )  # fmt: skip


def _begin_again(
    world: World, house: Organisation, items: list[ChecklistItem], sources: dict[str, str]
) -> None:
    """A renewed look that is half done."""
    look = Vetting.objects.create(
        pact=world.pact, organisation=house, kind=LookKind.RENEWED,
        begun_at=world.moment(world.ago(2), 9), begun_by=world.accounts["coordinator"],
    )  # fmt: skip
    CheckAnswer.objects.bulk_create(_found(world, look, item, None, sources) for item in items)


def _ask(world: World, houses: Houses) -> None:
    """The half-year's question about contacts: most have answered."""
    asked = world.ago(40)
    members = [house for house in houses.values() if house.stage == Stage.ACTIVE]
    ContactReview.objects.bulk_create(
        ContactReview(
            pact=world.pact, organisation=house, half=half_of(world.today),
            asked_at=world.moment(asked, 7),
            **({} if index % SILENT_EVERY == 3 else {
                "confirmed_at": world.moment(world.ago(33), 10),
                "confirmed_by": world.accounts["coordinator"], "by_phone": True,
            }),
        )
        for index, house in enumerate(members)
    )  # fmt: skip
