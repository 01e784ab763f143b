"""Check-ins: last year's closed, this year's under way with sheets in every state; and the quiet."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import EndReason, LetterState, Party
from pakten.agreements.followup.actions.figures import lines_for
from pakten.agreements.followup.models import (
    Approval,
    Campaign,
    CheckIn,
    CheckInLine,
    Rest,
    Way,
)
from pakten.agreements.followup.rules import OBJECT_DAYS
from pakten.agreements.followup.states import (
    CampaignState,
    Decision,
    How,
    Next,
    RestReason,
    SheetState,
    Told,
)
from pakten.base.days import add_months
from pakten.config.example.deeds import Deed
from pakten.config.example.world import World, read
from pakten.parties.organisations.models import Organisation

S = SheetState
# how this year's sheets stand, and last year's
NOW = (S.CLOSED, S.CLOSED, S.CLOSED, S.AGREED, S.SENT, S.SENT, S.SENT, S.DRAFT)
BEFORE = (S.CLOSED,) * 11 + (S.SENT,)
OPENED, DUE, REVIEW = 38, 4, -30  # days ago


def still(world: World, deeds: list[Deed]) -> list[Deed]:
    """The deeds without those of members that have fallen silent, after their last sign."""
    quiet = read("followup")["quiet"]
    last = {name: add_months(world.today, -months) for name, months in quiet.items()}
    return [d for d in deeds if d.day <= last.get(d.organisation.name, d.day)]


def lively(members: list[Organisation]) -> list[Organisation]:
    """Members that have not fallen silent."""
    quiet = read("followup")["quiet"]
    return [each for each in members if each.name not in quiet]


@dataclass
class Sheets:
    """What is made for one campaign, saved in bulk."""

    world: World
    campaign: Campaign
    on: date
    chance: random.Random
    sheets: dict[int, CheckIn] = field(default_factory=dict)
    approvals: list[Approval] = field(default_factory=list)


def make_check_ins(world: World) -> None:
    """Two campaigns, a rest and a question."""
    year = world.ago(OPENED).year - (world.ago(OPENED).month <= 2)
    before = _campaign(world, year - 1, 365, CampaignState.CLOSED)
    _fill(world, before, _letters_on(before.due_on), BEFORE)
    now = _campaign(world, year, 0, CampaignState.OPEN)
    in_force = Letter.objects.filter(state=LetterState.ACTIVE, active_from__lte=now.opens_on)
    _fill(world, now, list(in_force.select_related("organisation").order_by("pk")), NOW)
    _rest_and_ask(world)


def _campaign(world: World, year: int, earlier: int, state: CampaignState) -> Campaign:
    opens, due, review = (world.ago(days + earlier) for days in (OPENED, DUE, REVIEW))
    return Campaign.objects.create(
        pact=world.pact,
        year=year,
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        opens_on=opens,
        due_on=due,
        review_on=review,
        state=state,
        planned_by=world.accounts["coordinator"],
        opened_at=world.moment(opens, 9),
        closed_at=world.moment(review, 15) if state == CampaignState.CLOSED else None,
    )


def _letters_on(day: date) -> list[Letter]:
    """One letter per member that was in force on a day."""
    rows = Letter.objects.in_force(day).select_related("organisation").order_by("pk")
    return list({letter.organisation_id: letter for letter in rows}.values())


def _fill(
    world: World, campaign: Campaign, letters: list[Letter], states: tuple[SheetState, ...]
) -> None:
    chance = world.chance(f"check-ins {campaign.state}")
    on = min(world.today, campaign.period_to)
    made = Sheets(world, campaign, on, chance)
    for letter in letters:
        state = _state(letter, campaign, chance.choice(states))
        made.sheets[letter.pk] = _sheet(made, letter, state)
    lines = lines_for(made.sheets, campaign.period_to, on)
    for line in lines:
        if line.check_in.state != S.DRAFT:
            _answer(line, chance)
    _decide(made, lines, chance)
    for sheet in made.sheets.values():
        _approve(made, sheet)
    CheckIn.objects.bulk_create(made.sheets.values(), batch_size=1000)
    CheckInLine.objects.bulk_create(lines, batch_size=2000)
    Approval.objects.bulk_create(made.approvals, batch_size=1000)


def _state(letter: Letter, campaign: Campaign, drawn: SheetState) -> SheetState:
    content, name = read("followup"), letter.organisation.name
    if name == content["waits_for_member"] and campaign.state == CampaignState.OPEN:
        return S.SENT
    if name in content["by_phone"] and campaign.state == CampaignState.OPEN:
        return S.AGREED
    if name in content["quiet"]:
        return S.SENT
    return drawn


def _sheet(made: Sheets, letter: Letter, state: SheetState) -> CheckIn:
    campaign, chance, world = made.campaign, made.chance, made.world
    opened = world.moment(campaign.opens_on, 9)
    sent = world.moment(campaign.opens_on + timedelta(days=chance.randint(1, 6)), 10)
    changed = world.moment(campaign.due_on - timedelta(days=chance.randint(1, 20)), 14)
    closed = world.moment(campaign.due_on - timedelta(days=1), 15)
    return CheckIn(
        pact=world.pact,
        campaign=campaign,
        letter=letter,
        organisation=letter.organisation,
        state=state,
        figures_on=made.on,
        learned=chance.choice(read("followup")["learned"]) if state != S.DRAFT else "",
        prepared_at=opened,
        changed_at=changed if state != S.DRAFT else opened,
        sent_at=sent if state != S.DRAFT else None,
        closed_at=closed if state == S.CLOSED else None,
    )


def _answer(line: CheckInLine, chance: random.Random) -> None:
    """Why it became less, and what next; now and then something is told but not recorded."""
    content = read("followup")
    if not line.is_short(line.check_in):
        return
    causes: list[list[str]] = content["causes"][line.pledge.promised_by]
    line.cause, line.side = chance.choice(causes)
    line.note = chance.choice(content["notes"])
    if line.cause == "not_recorded":
        line.told, line.more = Told.MORE, chance.randint(1, 2)
    if chance.random() < 0.3:
        line.next = Next.CHANGE
        line.new_quantity = max(line.recorded, round(line.promised * 0.7), 1)
        line.new_due_on = add_months(max(line.due_on, line.check_in.figures_on), 6)


def _decide(made: Sheets, lines: list[CheckInLine], chance: random.Random) -> None:
    """Change where a promise changes, else go on; one member in thirty ends."""
    changing = {line.check_in.letter_id for line in lines if line.next == Next.CHANGE}
    for pk, sheet in made.sheets.items():
        if sheet.state == S.DRAFT or (sheet.state == S.SENT and chance.random() < 0.6):
            continue
        sheet.decision = Decision.REVISE if pk in changing else Decision.GO_ON
        if sheet.letter.state == LetterState.ENDED and sheet.letter.end_reason == "member_left":
            sheet.decision, sheet.end_reason = Decision.END, EndReason.MEMBER_LEFT


def _approve(made: Sheets, sheet: CheckIn) -> None:
    """Both on agreed sheets; on some that are sent the one party."""
    content, house = read("followup"), sheet.organisation
    waits = house.name == content["waits_for_member"] or house.name in content["quiet"]
    parties: tuple[Party, ...] = ()
    if sheet.state in (S.AGREED, S.CLOSED):
        parties = (Party.MEMBER, Party.CITY)
    elif sheet.state == S.SENT and sheet.decision and not waits:
        parties = (made.chance.choice((Party.MEMBER, Party.MEMBER, Party.CITY)),)
    by_phone = sheet.campaign.state == CampaignState.OPEN and house.name in content["by_phone"]
    if by_phone:
        sheet.object_by = made.world.today + timedelta(days=OBJECT_DAYS - 3)
    for party in parties:
        made.approvals.append(_yes(made.world, sheet, party, by_phone=by_phone))


def _yes(world: World, sheet: CheckIn, party: Party, *, by_phone: bool) -> Approval:
    phoned = by_phone and party == Party.MEMBER
    names: dict[str, Any] = {
        Party.MEMBER: sheet.organisation.contacts.all()[0].name,
        Party.CITY: world.accounts["coordinator"].name,
    }
    return Approval(
        pact=world.pact,
        check_in=sheet,
        party=party,
        how=How.PHONE if phoned else How.SIGNED_IN,
        name=names[party],
        recorded_by=world.accounts["coordinator"],
        recorded_at=world.moment(world.ago(3), 11) if phoned else sheet.changed_at,
    )


def _rest_and_ask(world: World) -> None:
    content = read("followup")
    names = (content["rests"], content["asked"])
    houses = {h.name: h for h in Organisation.objects.filter(name__in=names)}
    resting = houses[content["rests"]]
    Rest.objects.create(
        pact=world.pact,
        organisation=resting,
        from_on=world.ago(40),
        until=world.today + timedelta(days=140),
        reason=RestReason.BUSINESS_DOWN,
        agreed_with=resting.contacts.all()[0].name,
        recorded_by=world.accounts["coordinator"],
        recorded_at=world.moment(world.ago(40), 11),
    )
    Way.objects.create(
        pact=world.pact,
        organisation=houses[content["asked"]],
        asked_by=world.accounts["coordinator"],
        asked_at=world.moment(world.ago(9), 13),
    )
