"""Those whose moment has come are asked once, reminded once, and never after they have answered."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection

from pakten.base.access import Actor
from pakten.base.notices.models import Message, Notice, Preference
from pakten.oversight.surveys.actions import answering, asking, surveys
from pakten.oversight.surveys.actions.answering import Given
from pakten.oversight.surveys.models import Ask, AskedOnce, Survey
from pakten.oversight.surveys.queries.moments import asked_otherwise
from pakten.parties.people.states import ContactWay, Purpose
from tests.factories.people import make_consent, sign_in_as
from tests.factories.surveys import World, secret
from tests.factories.world import NOW, days

LATER = NOW + timedelta(days=8)


def run(world: World, at: object = NOW) -> int:
    return asking.ask_all(at=at)  # type: ignore[arg-type]


def test_ask_some_asks_those_whose_moment_has_come_and_nobody_else(world: World) -> None:
    world.running()
    now, _new, _old = world.person(-20), world.person(-5), world.person(-60)
    assert run(world) == 1
    assert Ask.objects.get().participant == now
    assert list(Message.objects.values_list("to", flat=True)) == [now.email]


def test_ask_some_asks_once_however_often_it_runs(world: World) -> None:
    world.running()
    world.person()
    assert [run(world), run(world), Ask.objects.count(), AskedOnce.objects.count()] == [1, 0, 1, 1]


def test_ask_some_goes_on_where_it_was_killed(world: World) -> None:
    world.running()
    people = [world.person() for _each in range(5)]
    calls: Iterator[int] = iter(range(99))
    real = asking.notices.tell_asked

    def dies(*args: object, **more: object) -> None:
        if next(calls) == 3:
            raise OSError
        real(*args, **more)  # type: ignore[arg-type]

    with patch.object(asking, "AT_A_TIME", 2):
        with patch.object(asking.notices, "tell_asked", dies), pytest.raises(OSError, match=r"^$"):
            run(world)
        assert Ask.objects.count() == 2
        run(world)
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(p.email for p in people)


@pytest.mark.parametrize("way", [ContactWay.PHONE, ContactWay.SMS, ContactWay.COUNSELLOR])
def test_ask_some_respects_the_contact_way(world: World, way: ContactWay) -> None:
    survey = world.running()
    world.person(contact_way=way, phone="070")
    assert (run(world), asked_otherwise(survey, days(0))) == (0, 1)


def test_ask_some_needs_a_yes_to_contact(world: World) -> None:
    survey = world.running()
    person = world.person(consents=[])
    assert (run(world), asked_otherwise(survey, days(0))) == (0, 0)
    make_consent(person, Purpose.CONTACT)
    assert run(world) == 1


def test_ask_some_leaves_those_alone_who_want_no_reminders(world: World) -> None:
    world.running()
    person = world.person()
    actor: Actor = sign_in_as(person, email=person.email)
    Preference.objects.create(
        pact=world.pact, account_id=actor.account_id, topic="reminders", pace="off"
    )
    assert run(world) == 0


def test_ask_some_asks_in_the_persons_language_with_a_plain_link(world: World) -> None:
    survey = world.running()
    world.person(language="so")
    run(world)
    body, token = Message.objects.get().body, secret(Ask.objects.get())
    assert "Jawaabuhu waa magac la'aan" in body
    assert f"/survey/{token}/?in=so" in body
    assert token not in str(list(Ask.objects.values()) + list(Survey.objects.values()))
    assert Notice.objects.get().path == ""
    assert survey.is_anonymous


def test_remind_some_reminds_once_with_the_same_link(world: World) -> None:
    world.running()
    world.person()
    run(world)
    token = secret(Ask.objects.get())
    assert [run(world, LATER), run(world, LATER + timedelta(days=9))] == [1, 0]
    last = Message.objects.order_by("pk").last()
    assert last is not None
    assert token in last.body


def test_remind_some_never_writes_to_those_who_have_answered(world: World) -> None:
    world.running()
    world.person()
    run(world)
    answering.answer_survey(
        Ask.objects.get(), {world.yes: Given(codes=("yes",))}, agrees=False, at=NOW
    )
    assert run(world, LATER) == 0


def test_remind_some_leaves_nobody_named_in_an_anonymous_survey(world: World) -> None:
    world.running()
    world.person()
    run(world)
    run(world, LATER)
    assert list(Ask.objects.values_list("participant", "contact")) == [(None, None)]


def test_forget_mails_takes_away_who_was_reminded(world: World) -> None:
    world.running()
    world.person()
    run(world)
    Message.objects.update(state=Message.State.KEPT)
    run(world, NOW + timedelta(days=2))
    assert (Message.objects.count(), Notice.objects.count()) == (0, 0)


def test_close_ended_closes_the_day_after_the_last(world: World) -> None:
    survey = world.running(closes_on=days(5))
    run(world, NOW + timedelta(days=5))
    survey.refresh_from_db()
    assert survey.state == "open"
    run(world, NOW + timedelta(days=6))
    survey.refresh_from_db()
    assert (survey.state, survey.tallies.count()) == ("closed", 3)


def test_ask_some_asks_the_first_contact_of_each_active_member(world: World) -> None:
    world.running(audience="contacts")
    assert run(world) == 1
    assert Ask.objects.get().contact == world.house.contacts.first()


def test_ask_some_takes_few_queries_however_many(
    world: World, django_assert_max_num_queries: object
) -> None:
    survey = world.running()
    [world.person() for _each in range(6)]
    held = surveys.lock_survey(survey)
    with django_assert_max_num_queries(12 + 6 * 9):  # type: ignore[operator]
        assert asking.ask_some(held, NOW) == 6


def test_ask_all_mixes_the_sheets_of_what_is_open(world: World) -> None:
    survey = world.running()
    for _each in range(4):
        answering.answer_survey(
            world.asked(survey), {world.one: Given(codes=("good",))}, agrees=False, at=NOW
        )
    run(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM surveys_sheet ORDER BY ctid")
        lie = [row[0] for row in cursor.fetchall()]
    assert (len(lie), lie) == (4, sorted(lie))
