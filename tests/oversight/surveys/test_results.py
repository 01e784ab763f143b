"""What a closed survey shows: nothing under the smallest group, nor what would give it away."""

import pytest
from django.core.exceptions import ValidationError

from pakten.oversight.surveys.actions import answering, bank, surveys
from pakten.oversight.surveys.actions.answering import Given
from pakten.oversight.surveys.actions.bank import Wording
from pakten.oversight.surveys.models import Survey, Tally
from pakten.oversight.surveys.queries.results import (
    published,
    responses_of,
    results_of,
    split_of,
    words_of,
)
from tests.factories.surveys import World, plan
from tests.factories.world import NOW, text


def filled(world: World, survey: Survey, good: int, bad: int, other: int = 0) -> Survey:
    """Closed with so many answers of each kind."""
    codes = ["good"] * good + ["bad"] * bad + ["other"] * other
    for code in codes:
        answering.answer_openly(survey, {world.one: Given(codes=(code,))})
    return surveys.close_survey(survey, by=world.by, at=NOW)


def counts(survey: Survey) -> list[int | None]:
    return [bar.count for bar in results_of(survey)[0].bars]


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ((12, 7, 6), [12, 7, 6]),
        ((12, 7, 3), [12, None, None]),
        ((12, 3, 4), [12, None, None]),
        ((3, 1, 0), [None, None, None]),
        ((9, 0, 0), [9, 0, 0]),
    ],
)
def test_see_answers_hides_what_is_small_and_what_gives_it_away(
    world: World, answers: tuple[int, int, int], shown: list[int | None]
) -> None:
    assert counts(filled(world, world.running(audience="open_link"), *answers)) == shown


def test_see_answers_shows_nothing_before_it_closes(world: World) -> None:
    survey = world.running(audience="open_link")
    answering.answer_openly(survey, {world.one: Given(codes=("good",))})
    assert results_of(survey) == []
    assert responses_of([survey])[survey.pk].answered == 1


def test_see_answers_says_no_share_below_thirty(world: World) -> None:
    few = results_of(filled(world, world.running(audience="open_link"), 20, 9))[0]
    enough = results_of(filled(world, world.running(audience="open_link"), 20, 10))[0]
    assert (few.has_shares, enough.has_shares) == (False, True)


def several(world: World, *answers: tuple[int, tuple[str, ...]]) -> Survey:
    """A closed survey of one question with several choices: how many gave which."""
    question = world.question("several", world.one.options)
    survey = surveys.plan_survey(world.pact, _open(), by=world.by, at=NOW)
    surveys.choose_questions(survey, [question], by=world.by, at=NOW)
    survey = surveys.open_survey(survey, by=world.by, at=NOW)
    for number, codes in answers:
        for _each in range(number):
            answering.answer_openly(survey, {question: Given(codes=codes)})
    return surveys.close_survey(survey, by=world.by, at=NOW)


def test_several_choices_hide_by_those_who_did_not_choose(world: World) -> None:
    assert counts(several(world, (6, ("good", "bad")), (6, ("good",)))) == [12, 6, 0]


def test_several_choices_hide_how_few_chose_more_than_one(world: World) -> None:
    """12 and 10 of 20 would tell that 2 chose both."""
    found = several(world, (10, ("good",)), (8, ("bad",)), (2, ("good", "bad")))
    assert counts(found) == [12, None, 0]


def _open() -> surveys.Plan:
    return plan(audience="open_link")


def linked(world: World, *, men: int, women: int) -> Survey:
    survey = world.running(privacy="linked")
    for gender, number in (("woman", women), ("man", men)):
        for _each in range(number):
            ask = world.asked(survey, world.person(gender=gender))
            given = {world.one: Given(codes=("good",))}
            answering.answer_survey(ask, given, agrees=True, at=NOW)
    return surveys.close_survey(survey, by=world.by, at=NOW)


def test_split_by_gender_needs_thirty_of_each(world: World) -> None:
    small, large = linked(world, men=30, women=29), linked(world, men=30, women=30)
    splits = [split_of(s.tallies.get(question=world.one), 5) for s in (small, large)]
    assert splits[0] is None
    assert splits[1] is not None
    assert (splits[1][0]["good"], splits[1][1]["good"]) == (30, 30)


def test_split_by_gender_is_all_or_nothing(world: World) -> None:
    tally = Tally(
        question=world.one, answered=71, cells={"good": 41, "bad": 30, "other": 0},
        women={"good": 20, "bad": 15, "other": 0}, men={"good": 18, "bad": 15, "other": 0},
    )  # fmt: skip
    assert split_of(tally, 5) is None  # 41 - 20 - 18 = 3 who are neither


def test_split_by_gender_does_not_move_when_a_yes_is_taken_back(world: World) -> None:
    survey = linked(world, men=30, women=30)
    before = list(survey.tallies.values())
    answering.untie_answers(survey.asks.filter(tie__isnull=False)[0], at=NOW)
    assert list(survey.tallies.values()) == before


def test_repeat_survey_marks_where_the_wording_changed(world: World) -> None:
    first = filled(world, world.running(audience="open_link"), 20, 15)
    wording = Wording("participant", "Use", "one", text("Asked anew"), world.one.options)
    world.one = bank.edit_question(world.one, wording, by=world.by, at=NOW)
    again = surveys.repeat_survey(first, by=world.by, at=NOW)
    second = filled(world, surveys.open_survey(again, by=world.by, at=NOW), 10, 25)
    rounds = results_of(second)[0].rounds
    assert [(each.survey.pk, each.version, each.breaks) for each in rounds] == [
        (first.pk, 1, False),
        (second.pk, 2, True),
    ]
    assert second.round == 2


def test_edit_question_keeps_the_old_wording_with_the_old_answers(world: World) -> None:
    survey = filled(world, world.running(audience="open_link"), 9, 8)
    wording = Wording("participant", "Use", "one", text("Asked anew"), world.one.options)
    bank.edit_question(world.one, wording, by=world.by, at=NOW)
    assert str(results_of(survey)[0].question.text) == "Question one"
    with pytest.raises(ValidationError, match="newer version"):
        bank.edit_question(world.one, wording, by=world.by, at=NOW)


def test_words_of_shows_nothing_where_few_wrote(world: World) -> None:
    survey = world.running(audience="open_link")
    for n in range(5):
        assert words_of(survey, 5) == []
        answering.answer_openly(survey, {world.words: Given(words=f"{9 - n} hours")})
    assert words_of(survey, 5)[0][1] == ["5 hours", "6 hours", "7 hours", "8 hours", "9 hours"]


def test_published_can_not_be_subtracted(world: World) -> None:
    for good, bad, other in ((12, 7, 3), (30, 4, 4), (6, 5, 1), (50, 1, 1), (8, 8, 2)):
        filled(world, world.running(audience="open_link"), good, bad, other)
    for each in published(5):
        hidden = [each.truth[code] for code, n in each.parts.items() if n is None]
        if each.total is not None and hidden:
            assert len(hidden) > 1
            assert sum(hidden) >= 5
        assert all(n == 0 or n >= 5 for n in each.parts.values() if n is not None)


def test_results_of_takes_the_same_queries_whatever_the_number(
    world: World, django_assert_num_queries: object
) -> None:
    survey = filled(world, world.running(audience="open_link"), 6, 6, 6)
    with django_assert_num_queries(2):  # type: ignore[operator]
        results_of(survey)
