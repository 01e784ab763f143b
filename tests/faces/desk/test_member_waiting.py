"""A member's home counts everything that waits for it: each matter is a row with a way to do it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Comment, Letter
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.states import EventKind
from pakten.agreements.followup.models import Way
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import enter
from pakten.parties.organisations.models import ContactReview
from pakten.parties.organisations.rules import half_of
from tests.factories.browser import browser
from tests.factories.followup import World
from tests.factories.letters import make_letter
from tests.factories.world import NOW, TODAY, days


@pytest.fixture
def world(db: None) -> World:
    made = World()
    enter(made.pact.pk, made.by.account_id)
    return made


def home(world: World) -> Any:
    return browser(world.pact, world.as_member).get("/home/")


def rows(world: World) -> list[tuple[str, str]]:
    return [(each.what, each.href) for each in home(world).context["matters"]]


def draft(world: World, **fields: Any) -> Letter:
    return make_letter(world.house, by=world.by, version=2, **{"turn": Party.MEMBER, **fields})


def comment(world: World, letter: Letter) -> Comment:
    return Comment.objects.create(
        pact=world.pact, letter=letter, author_id=world.by.account_id, party=Party.CITY,
        text="Is ten enough?", written_at=NOW,
    )  # fmt: skip


def test_member_home_is_calm_when_nothing_waits(world: World) -> None:
    assert rows(world) == []
    assert "Nothing waits for an answer from you" in home(world).content.decode()


def test_member_home_has_the_draft_that_is_the_members_turn(world: World) -> None:
    letter = draft(world)
    assert rows(world) == [("The draft of the letter waits for you", f"/letters/{letter.pk}/")]
    letter.turn = Party.CITY
    letter.save()
    assert rows(world) == []


def test_member_home_has_new_comments_once_with_the_draft(world: World) -> None:
    letter = draft(world)
    comment(world, letter)
    (matter,) = home(world).context["matters"]
    assert matter.why == "1 new comment"
    letter.turn = Party.CITY
    letter.save()
    assert rows(world) == [("1 new comment", f"/letters/{letter.pk}/#comments")]


def test_member_home_has_the_own_signature(world: World) -> None:
    letter = draft(world, state=LetterState.READY)
    email = Account.objects.get(pk=world.as_member.account_id).email
    for name, address in (("Mona", email.upper()), ("Omar", "omar@x.example")):
        letter.signatories.create(pact=world.pact, party=Party.MEMBER, name=name, email=address)
    said = "The letter of intent waits for your signature"
    assert rows(world) == [(said, f"/letters/{letter.pk}/sign/")]


def test_member_home_has_the_check_in(world: World) -> None:
    sheet = world.sent()
    assert rows(world) == [("The check-in waits for your yes", f"/sheets/{sheet.pk}/")]


def test_member_home_has_the_question_and_the_contacts(world: World) -> None:
    way = Way.objects.create(
        pact=world.pact, organisation=world.house, asked_by_id=world.by.account_id, asked_at=NOW
    )
    ContactReview.objects.create(
        pact=world.pact, organisation=world.house, half=half_of(TODAY), asked_at=NOW
    )
    assert rows(world) == [
        ("How do you want to go on?", f"/ways/{way.pk}/"),
        ("Are these still your people?", f"/organisations/{world.house.pk}/contacts/confirm/"),
    ]
    assert "2 things wait for you" in home(world).content.decode()


def test_member_home_shows_the_next_event_and_no_other_houses(world: World) -> None:
    other, _letter = world.member("Almhaga Omsorg AB")
    for house, on, sent in ((world.house, 9, NOW), (other, 2, NOW), (world.house, 3, None)):
        event = Event.objects.create(
            pact=world.pact, kind=EventKind.SIGNING, title={"en": f"Day {on}"}, place="Rådhuset",
            starts_at=NOW + timedelta(days=on), ends_at=NOW + timedelta(days=on, hours=2),
            planned_by_id=world.by.account_id, changed_at=NOW,
        )  # fmt: skip
        Invitation.objects.create(
            pact=world.pact, event=event, organisation=house, name="Mona", sent_at=sent
        )
    meeting = home(world).context["meeting"]
    assert (meeting.title, meeting.day, meeting.note) == ("Day 9", days(9), "Rådhuset")


def test_member_home_shows_the_check_ins_meeting(world: World) -> None:
    sheet = world.sent()
    sheet.meets_on = days(7)
    sheet.save()
    meeting = home(world).context["meeting"]
    assert (meeting.day, meeting.href) == (days(7), f"/sheets/{sheet.pk}/")


def test_member_home_costs_little_however_much_waits(world: World) -> None:
    comment(world, draft(world))
    client = browser(world.pact, world.as_member)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/home/").status_code == 200
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 25
