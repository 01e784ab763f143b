"""The office's log: what was said stays said, and the next step is seen until it is taken."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Denied
from pakten.base.accounts.models import Account
from pakten.parties.organisations import actions
from pakten.parties.organisations.actions import TalkDetails
from pakten.parties.organisations.models import Talk
from pakten.parties.organisations.queries import steps_due
from tests.factories.browser import browser
from tests.factories.register import make_talk
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

pytestmark = pytest.mark.django_db


class World:
    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.house = make_organisation(self.pact, contacted_on=days(-40))
            self.owner = Account.objects.get(pk=self.by.account_id)

    def details(self, **changes: Any) -> TalkDetails:
        return TalkDetails(**{"happened_on": TODAY, "said": "They begin in spring.", **changes})

    def step(self, day: int = 3, **changes: Any) -> TalkDetails:
        values = {"next_step": "Call again", "next_on": days(day), "next_owner": self.owner}
        return self.details(**{"happened_on": days(-10), **values, **changes})

    def write(self, details: TalkDetails) -> Talk:
        return actions.write_talk(self.house, details, by=self.by, at=NOW)

    @property
    def contacted_on(self) -> Any:
        self.house.refresh_from_db()
        return self.house.contacted_on


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def test_write_talk_moves_the_latest_contact_forward_only(world: World) -> None:
    world.write(world.details(happened_on=days(-5)))
    assert world.contacted_on == days(-5)
    world.write(world.details(happened_on=days(-30)))
    assert world.contacted_on == days(-5)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_on": days(1)}, "happened_on"),
        ({"next_on": None}, "next_on"),
        ({"next_on": days(-11)}, "next_on"),
        ({"next_owner": None}, "next_owner"),
        ({"next_step": ""}, "next_step"),
    ],
)
def test_write_talk_says_what_is_wrong(world: World, changes: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        world.write(world.step(**changes))
    assert field in refused.value.message_dict


def test_write_talk_refuses_another_houses_contact(world: World) -> None:
    stranger = make_organisation(world.pact).contacts.get()
    with pytest.raises(ValidationError) as refused:
        world.write(world.details(contact=stranger))
    assert list(refused.value.message_dict) == ["contact"]


def test_correct_talk_keeps_the_wrong_entry_and_mends_the_day(world: World) -> None:
    wrong = world.write(world.details())
    made = actions.correct_talk(
        wrong, world.details(happened_on=days(-3), said="In autumn."), by=world.by, at=NOW
    )
    assert (made.corrects_id, Talk.objects.get(pk=wrong.pk).said) == (wrong.pk, wrong.said)
    assert [each.pk for each in Talk.objects.standing()] == [made.pk]
    assert world.contacted_on == days(-3)
    with pytest.raises(ValidationError, match="already corrected"):
        actions.correct_talk(wrong, world.details(), by=world.by, at=NOW)


def test_database_does_not_let_the_application_rewrite_what_was_said(world: World) -> None:
    talk = world.write(world.details())
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Talk.objects.filter(pk=talk.pk).update(said="Something else")


def test_finish_step_once(world: World) -> None:
    talk = world.write(world.step())
    assert actions.finish_step(talk, by=world.by, at=NOW).done_on == TODAY
    with pytest.raises(ValidationError, match="already done"):
        actions.finish_step(talk, by=world.by, at=NOW)


def test_steps_due_are_near_or_past_and_not_done_or_corrected(world: World) -> None:
    late, near = world.write(world.step(-2)), world.write(world.step(7))
    world.write(world.step(8))
    done = world.write(world.step())
    actions.finish_step(done, by=world.by, at=NOW)
    wrong = world.write(world.step())
    actions.correct_talk(wrong, world.details(), by=world.by, at=NOW)
    assert list(steps_due(world.pact.pk, TODAY)) == [late, near]
    other = make_staff(world.pact).account_id
    assert list(steps_due(world.pact.pk, TODAY, owner=other)) == []


def test_dialogue_is_the_offices_alone(world: World) -> None:
    talk, mona = world.write(world.step()), make_representative(world.house)
    assert (Talk.objects.visible_to(mona).count(), Talk.objects.visible_to(world.by).count()) == (
        0,
        1,
    )
    client, page = browser(world.pact, mona), f"/organisations/{world.house.pk}/dialogue/"
    assert client.get(page).status_code == 403
    assert talk.said not in client.get(f"/organisations/{world.house.pk}/").content.decode()
    with pytest.raises(Denied):
        actions.write_talk(world.house, world.details(), by=mona, at=NOW)


def test_dialogue_pages_write_correct_and_finish(world: World) -> None:
    client, page = browser(world.pact, world.by), f"/organisations/{world.house.pk}/dialogue/"
    assert "Nothing is written yet" in client.get(page).content.decode()
    typed = {"happened_on": TODAY.isoformat(), "kind": "visit", "said": "A good visit"}
    assert client.post(f"{page}new/", {**typed, "next_step": "Call"}).status_code == 422
    typed |= {"next_step": "Call", "next_on": days(2).isoformat(), "next_owner": world.owner.pk}
    assert client.post(f"{page}new/", typed)["Location"] == page
    talk = Talk.objects.get()
    html = client.get(page).content.decode()
    assert ("A good visit" in html, "Call" in html) == (True, True)
    assert client.get(f"/talks/{talk.pk}/correct/").status_code == 200
    sent = {**typed, "said": "A very good visit"}
    assert client.post(f"/talks/{talk.pk}/correct/", sent)["Location"] == page
    new = Talk.objects.standing().get()
    assert client.post(f"/talks/{new.pk}/done/")["Location"] == page
    html = client.get(page).content.decode()
    assert ("Corrected later" in html, "A very good visit" in html) == (True, True)


def test_see_dialogue_costs_the_same_for_few_and_many(world: World) -> None:
    client, counts = browser(world.pact, world.by), []
    for number in (3, 27):
        for _n in range(number):
            make_talk(world.house, world.by.account_id)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/organisations/{world.house.pk}/dialogue/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
