"""The pages: what each party reads and can do, refused forms, exports, and what they ask the database."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Letter
from pakten.agreements.followup.actions import resting
from pakten.agreements.followup.models import Campaign, CheckIn, Rest, Way
from pakten.agreements.followup.states import SheetState
from pakten.base.access import Actor
from tests.factories.browser import browser
from tests.factories.followup import World
from tests.factories.world import NOW, days

DATES = {
    "year": "2026", "period_from": "2026-01-01", "period_to": "2026-12-31",
    "opens_on": "2026-11-01", "due_on": "2026-12-04", "review_on": "2027-01-20",
}  # fmt: skip


def get(world: World, path: str, by: Actor | None = None, **query: str) -> Any:
    return browser(world.pact, by or world.by).get(path, query)


def post(world: World, path: str, by: Actor | None = None, **data: str) -> Any:
    return browser(world.pact, by or world.by).post(path, data)


def queries(world: World, path: str) -> int:
    client = browser(world.pact, world.by)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def fields(world: World, sheet: CheckIn, **changes: str) -> dict[str, str]:
    """A filled-in form as the browser sends it."""
    sheet.refresh_from_db()
    jobs = world.line(sheet, world.jobs).pk
    values = {f"l{jobs}-cause": "no_time", f"l{jobs}-side": "member", "decision": "go_on"}
    support = world.line(sheet, world.support).pk
    values |= {f"l{support}-cause": "city_late", f"l{support}-side": "city"}
    return {**values, "seen": sheet.changed_at.isoformat(), **changes}


def test_plan_campaign_page_keeps_what_was_typed(world: World) -> None:
    answer = post(world, "/check-ins/new/", **{**DATES, "due_on": "2026-10-01"})
    assert answer.status_code == 422
    assert 'value="2026-10-01"' in answer.content.decode()
    assert post(world, "/check-ins/new/", **DATES).status_code == 302
    again = post(world, "/check-ins/new/", **DATES)
    assert (again.status_code, Campaign.objects.count()) == (422, 1)
    assert "already a check-in for this year" in again.content.decode()


def test_campaign_pages_follow_its_life(world: World) -> None:
    campaign = world.planned()
    page = f"/check-ins/{campaign.pk}/"
    assert "is planned" in get(world, page).content.decode()
    for step in ("open/", "fill/", "remind/", "close/"):
        assert post(world, f"{page}{step}").status_code == 302
    campaign.refresh_from_db()
    assert campaign.state == "open"  # the review day has not come
    assert get(world, "/check-ins/").status_code == 200


def test_see_campaign_finds_the_late_ones(world: World) -> None:
    sheet = world.sent()
    Campaign.objects.update(due_on=days(-3))
    body = get(world, f"/check-ins/{sheet.campaign_id}/", state="late").content.decode()
    assert "1 sheet is past its day" in body
    assert "3 days late" in body
    assert "Remind 1 member" in body


def test_see_campaign_is_exported(world: World) -> None:
    sheet = world.filled()
    answer = get(world, f"/check-ins/{sheet.campaign_id}/", format="csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Member"], row["Promises"], row["Less than planned"], row["Decision"]) for row in rows] == [
        ("Klarasjö Hotell AB", "3", "2", "Carry on")
    ]  # fmt: skip
    assert get(world, f"/check-ins/{sheet.campaign_id}/", format="xlsx").status_code == 200


def test_see_campaign_asks_as_much_for_thirty_sheets_as_for_three(world: World) -> None:
    for number in range(2):
        world.member(f"Member {number} AB")
    path = f"/check-ins/{world.opened().pk}/"
    few = queries(world, path)
    for number in range(27):
        world.member(f"More {number} AB")
    post(world, f"{path}fill/")
    assert CheckIn.objects.count() == 30
    assert queries(world, path) == few
    assert few <= 18  # with the menu, the numbers at the top and the causes below


def test_the_office_fills_in_and_sends_in_one_go(world: World) -> None:
    sheet = world.sheet()
    answer = post(world, f"/sheets/{sheet.pk}/fill/", **fields(world, sheet, then="send"))
    assert answer.status_code == 302
    sheet.refresh_from_db()
    assert (sheet.state, sheet.decision) == (SheetState.SENT, "go_on")


def test_the_member_says_yes_in_one_go(world: World) -> None:
    sheet = world.sent()
    answer = post(
        world, f"/sheets/{sheet.pk}/fill/", world.as_member, **fields(world, sheet, then="agree")
    )
    assert answer.status_code == 302
    assert [yes.party for yes in sheet.approvals.all()] == ["member"]
    body = get(world, f"/sheets/{sheet.pk}/", world.as_member).content.decode()
    assert "Say yes to the sheet" not in body


def test_a_refused_sheet_keeps_what_was_typed_and_says_where(world: World) -> None:
    sheet = world.sent()
    jobs = world.line(sheet, world.jobs).pk
    wrong = {f"l{jobs}-next": "change", f"l{jobs}-quantity": "5", f"l{jobs}-due_on": "2020-01-01"}
    typed = fields(world, sheet, decision="revise", **wrong)
    answer = post(world, f"/sheets/{sheet.pk}/fill/", world.as_member, **typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "This day has passed" in body
    assert 'value="2020-01-01"' in body


def test_agree_refused_in_words_undoes_the_saving_too(world: World) -> None:
    sheet = world.sent()
    seen = sheet.changed_at.isoformat()
    path = f"/sheets/{sheet.pk}/fill/"
    answer = post(world, path, seen=seen, then="agree", decision="go_on")
    assert answer.status_code == 422
    assert "have no reason yet" in answer.content.decode()
    assert CheckIn.objects.get().decision == ""


def test_a_draft_sheet_is_not_found_by_the_member(world: World) -> None:
    sheet = world.sheet()
    assert get(world, f"/sheets/{sheet.pk}/", world.as_member).status_code == 404
    assert get(world, "/check-ins/", world.as_member).status_code == 403


def test_the_members_list_says_what_waits(world: World) -> None:
    assert "No check-in yet" in get(world, "/sheets/", world.as_member).content.decode()
    world.sent()
    assert "Waits for you" in get(world, "/sheets/", world.as_member).content.decode()


def test_phone_check_in_page_marks_the_sheet(world: World) -> None:
    sheet = world.sheet()
    path = f"/sheets/{sheet.pk}/phone/"
    assert "You fill in for the member" in get(world, path).content.decode()
    typed = fields(world, sheet, told_by="Mona Rahimi", agrees="on")
    assert post(world, path, **typed).status_code == 302
    body = get(world, f"/sheets/{sheet.pk}/", world.as_member).content.decode()
    assert "Agreed by phone" in body
    assert "This is not what we said" in body
    objected = post(world, f"/sheets/{sheet.pk}/object/", world.as_member, why="Not so.")
    assert objected.status_code == 302
    assert "Not so." in get(world, f"/sheets/{sheet.pk}/").content.decode()


def test_close_check_in_page_leads_to_the_new_version(world: World) -> None:
    sheet = world.sent()
    jobs = world.line(sheet, world.jobs).pk
    change = {f"l{jobs}-next": "drop", "decision": "revise", "then": "agree"}
    for who in (world.as_member, world.by):
        post(world, f"/sheets/{sheet.pk}/fill/", who, **fields(world, sheet, **change))
    path = f"/sheets/{sheet.pk}/close/"
    assert "A draft of the next version begins" in get(world, path).content.decode()
    answer = post(world, path)
    draft = Letter.objects.get(state="draft")
    assert answer.headers["Location"] == f"/letters/{draft.pk}/"
    assert "The new version" in get(world, f"/sheets/{sheet.pk}/").content.decode()


@pytest.mark.parametrize("step", ["refresh", "send", "agree", "reopen", "close", "fill"])
def test_a_step_by_get_changes_nothing(world: World, step: str) -> None:
    sheet = world.sheet()
    before = CheckIn.objects.values().get()
    get(world, f"/sheets/{sheet.pk}/{step}/")
    assert CheckIn.objects.values().get() == before


def test_the_sheet_asks_as_much_for_many_lines_as_for_few(world: World) -> None:
    assert queries(world, f"/sheets/{world.sheet().pk}/") <= 16


def test_see_keeping_shows_who_and_what_next(world: World) -> None:
    body = get(world, "/keeping/", state="silent").content.decode()
    assert "Klarasjö Hotell AB" in body
    assert "Call Mona Rahimi" in body
    assert "0 of 1 members keep what they promised" in body
    assert get(world, "/keeping/", group="associations", page="9").status_code == 200
    assert get(world, "/keeping/", world.as_member).status_code == 403


def test_see_keeping_asks_as_much_for_many_members_as_for_few(world: World) -> None:
    few = queries(world, "/keeping/?state=silent")
    for number in range(20):
        world.member(f"Member {number} AB")
    assert queries(world, "/keeping/?state=silent") == few
    assert few <= 25


def test_see_keeping_is_exported_month_by_month(world: World) -> None:
    answer = get(world, "/keeping/", format="csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Day", "On track", "Running late", "Gone quiet", "Dormant", "All", "Share active"]  # fmt: skip
    assert rows[-1][-2:] == ["1", "0,0"]
    assert 7 <= len(rows) <= 9
    assert get(world, "/keeping/", format="xlsx").status_code == 200


def test_rest_and_wake_pages(world: World) -> None:
    path = f"/organisations/{world.house.pk}/rest/"
    assert (
        post(world, path, until="2020-01-01", reason="no_time", agreed_with="M").status_code == 422
    )
    data = {"until": days(60).isoformat(), "reason": "no_time", "agreed_with": "Mona"}
    assert post(world, path, **data).status_code == 302
    assert "rests until" in get(world, path).content.decode()
    post(world, f"/organisations/{world.house.pk}/wake/")
    assert Rest.objects.get().ended_on is not None


def test_part_ways_page_shows_what_goes_with_the_thanks(world: World) -> None:
    world.deed(world.jobs, quantity=3)
    path = f"/organisations/{world.house.pk}/part/"
    assert "People employed: 3" in get(world, path).content.decode()
    assert post(world, path, end_reason="").status_code == 422
    assert post(world, path, end_reason="member_left").status_code == 302
    assert "no letter in force" in get(world, path).content.decode()


def test_choose_way_page_is_answered_once(world: World) -> None:
    resting.ask_dormant(world.pact, [(world.house, days(-400))], by=world.by, at=NOW)
    path = f"/ways/{Way.objects.get().pk}/"
    assert "No answer is wrong" in get(world, path, world.as_member).content.decode()
    assert post(world, path, world.as_member, answer="rest").status_code == 422
    assert post(world, path, world.as_member, answer="go_on").status_code == 302
    assert "Thank you for the answer" in get(world, path, world.as_member).content.decode()


def test_ask_dormant_button_asks_those_who_are(world: World) -> None:
    Letter.objects.update(active_from=days(-600))
    assert "Send the question to 1" in get(world, "/keeping/").content.decode()
    post(world, "/keeping/ask/")
    assert Way.objects.get().organisation == world.house
    assert "All of them have been asked" in get(world, "/keeping/").content.decode()


def test_renew_letter_page_makes_the_draft(world: World) -> None:
    path = f"/letters/{world.letter.pk}/renew/"
    body = get(world, path, world.as_member).content.decode()
    assert "Comes along as it was" in body
    data = {"valid_from": days(301).isoformat(), "valid_to": days(900).isoformat()}
    answer = post(world, path, **data)
    draft = Letter.objects.get(state="draft")
    assert answer.headers["Location"] == f"/letters/{draft.pk}/"
    assert "already being drawn up" in get(world, path).content.decode()
