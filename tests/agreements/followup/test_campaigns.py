"""A year's check-in is planned, opened and closed in order, and makes a sheet for every member."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.followup.actions import campaigns
from pakten.agreements.followup.forms.campaigns import usual_dates
from pakten.agreements.followup.models import Campaign, CheckIn
from pakten.agreements.followup.rules import CampaignTerms, campaign_faults
from pakten.agreements.followup.states import CampaignState
from pakten.base.access import Denied
from tests.factories.followup import World, terms
from tests.factories.world import NOW, TODAY, days


def test_plan_campaign_is_for_the_office(world: World) -> None:
    with pytest.raises(Denied):
        campaigns.plan_campaign(world.pact, terms(), by=world.as_member, at=NOW)
    assert world.planned().state == CampaignState.PLANNED


@pytest.mark.parametrize(
    ("today", "month", "year", "opens"),
    [
        (date(2026, 8, 1), 10, 2026, date(2026, 10, 1)),
        (date(2026, 11, 20), 10, 2026, date(2026, 11, 20)),
        (date(2026, 6, 1), 10, 2025, date(2026, 6, 1)),
        (date(2026, 11, 20), 2, 2026, date(2027, 2, 1)),
        (date(2026, 3, 5), 2, 2025, date(2026, 3, 5)),
    ],
)
def test_plan_campaign_proposes_the_pacts_month(
    today: date, month: int, year: int, opens: date
) -> None:
    proposed = usual_dates(today, month)
    assert (proposed["year"], proposed["opens_on"]) == (year, opens)
    assert campaign_faults(CampaignTerms(**proposed)) == {}


def test_plan_campaign_refuses_dates_out_of_order(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        world.planned(due_on=days(40))
    assert set(refused.value.message_dict) == {"review_on"}


def test_plan_campaign_refuses_a_year_twice(world: World) -> None:
    world.planned()
    with pytest.raises(IntegrityError, match="campaign_year_once"), transaction.atomic():
        world.planned()


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": days(-20)},
        {"review_on": days(5)},
        {"opens_on": days(-301)},
        {"period_to": days(-301)},
        {"state": CampaignState.OPEN},
    ],
)
def test_the_database_keeps_the_order_of_the_dates(world: World, wrong: dict[str, Any]) -> None:
    campaign = world.planned()
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(**wrong)


def test_open_campaign_waits_for_its_day(world: World) -> None:
    campaign = world.planned(opens_on=days(1))
    with pytest.raises(ValidationError, match="opens"):
        campaigns.open_campaign(campaign, by=world.by, at=NOW)
    campaigns.open_campaign(campaign, by=world.by, at=NOW + timedelta(days=1))
    assert CheckIn.objects.count() == 1


def test_open_campaign_makes_a_sheet_with_figures_for_every_member_in_force(world: World) -> None:
    ended, letter = world.member("Ended AB")
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.ENDED, end_reason="member_left", ended_on=days(-1)
    )
    world.deed(world.jobs, quantity=2)
    world.opened()
    sheet = CheckIn.objects.get()
    assert (sheet.organisation, sheet.letter, sheet.figures_on) == (
        world.house,
        world.letter,
        TODAY,
    )
    assert ended.pk not in CheckIn.objects.values_list("organisation", flat=True)
    found = [(line.pledge.measure, line.promised, line.recorded) for line in sheet.lines.all()]
    assert found == [(world.visits, 2, 0), (world.jobs, 6, 2), (world.support, 4, 0)]


def test_open_campaign_counts_up_to_the_periods_last_day(world: World) -> None:
    world.deed(world.jobs, on=-1)
    world.deed(world.jobs, on=-30)
    sheet = world.sheet(period_to=days(-20))
    assert sheet.figures_on == days(-20)
    assert world.line(sheet, world.jobs).recorded == 1


def test_fill_campaign_adds_new_members_once(world: World) -> None:
    campaign = world.opened()
    world.member("New AB")
    made = [campaigns.fill_campaign(campaign, by=world.by, at=NOW) for _time in range(2)]
    assert made == [1, 0]
    assert CheckIn.objects.count() == 2


def test_prepare_sheets_asks_as_much_for_many_members_as_for_one(
    world: World, django_assert_num_queries: Any
) -> None:
    campaign = world.opened()
    for number in range(5):
        world.member(f"Member {number} AB")
    with django_assert_num_queries(5):
        assert campaigns.prepare_sheets(campaign, at=NOW) == 5


def test_close_campaign_waits_for_the_review(world: World) -> None:
    campaign = world.opened()
    with pytest.raises(ValidationError, match="review"):
        campaigns.close_campaign(campaign, by=world.by, at=NOW)
    closed = campaigns.close_campaign(campaign, by=world.by, at=NOW + timedelta(days=30))
    assert closed.state == CampaignState.CLOSED


def test_close_campaign_comes_after_opening(world: World) -> None:
    with pytest.raises(ValidationError, match="cannot become"):
        campaigns.close_campaign(world.planned(), by=world.by, at=NOW + timedelta(days=30))


def test_edit_campaign_moves_only_days_to_come_once_open(world: World) -> None:
    campaign = world.opened()
    later = terms(due_on=days(12))
    assert campaigns.edit_campaign(campaign, later, by=world.by, at=NOW).due_on == days(12)
    with pytest.raises(ValidationError) as refused:
        campaigns.edit_campaign(campaign, terms(opens_on=days(-9)), by=world.by, at=NOW)
    assert set(refused.value.message_dict) == {"opens_on"}
