"""What happens at the same moment to a survey, on real transactions: nothing twice, nothing lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from pakten.base.notices.models import Message
from pakten.oversight.surveys.actions import answering, asking, surveys
from pakten.oversight.surveys.actions.answering import Given
from pakten.oversight.surveys.models import Ask, AskedOnce, Sheet, Survey, Tally
from tests.agreements.signing.test_together import at_once
from tests.factories.surveys import World
from tests.factories.world import NOW, inside

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_close_survey_while_people_answer_counts_every_sheet_there_is() -> None:
    world = World()
    with inside(world.pact, world.by):
        survey = world.running()
        asks = [world.asked(survey) for _each in range(7)]

    def work(n: int) -> bool:
        try:
            with inside(world.pact, world.by), transaction.atomic():
                if n == 7:
                    surveys.close_survey(survey, by=world.by, at=NOW)
                else:
                    given = {world.one: Given(codes=("good",))}
                    answering.answer_survey(asks[n], given, agrees=False, at=NOW)
        except ValidationError:
            return False
        return True

    taken = sum(map(bool, at_once(8, work))) - 1
    with inside(world.pact, world.by):
        counted = Tally.objects.get(survey=survey, question=world.one).answered
        assert (Sheet.objects.count(), counted) == (taken, taken)


def test_answer_survey_twice_at_the_same_moment_counts_once() -> None:
    world = World()
    with inside(world.pact, world.by):
        ask = world.asked(world.running())

    def work(_n: int) -> bool:
        try:
            with inside(world.pact, world.by), transaction.atomic():
                given = {world.one: Given(codes=("good",))}
                answering.answer_survey(ask, given, agrees=False, at=NOW)
        except ValidationError:
            return False
        return True

    assert sorted(map(bool, at_once(3, work))) == [False, False, True]
    with inside(world.pact, world.by):
        assert (Sheet.objects.count(), Ask.objects.count()) == (1, 0)


def test_ask_all_twice_at_the_same_moment_asks_once() -> None:
    world = World()
    with inside(world.pact, world.by):
        survey = world.running()
        for _each in range(5):
            world.person()
    assert sum(map(int, at_once(2, lambda _n: asking.ask_all(at=NOW)))) == 5  # type: ignore[call-overload]
    with inside(world.pact, world.by):
        counts = [model.objects.count() for model in (AskedOnce, Ask, Message)]
        assert (counts, Survey.objects.get(pk=survey.pk).state) == ([5, 5, 5], "open")
