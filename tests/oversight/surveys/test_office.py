"""The office's pages: a survey's life, who may do what, and that lists stay quick."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pakten.base.access import Denied
from pakten.oversight.surveys.actions import bank, surveys
from pakten.oversight.surveys.models import Question, Reading, Survey
from pakten.oversight.surveys.states import AnswerKind
from pakten.oversight.surveys.words import LANGUAGES, words_in
from tests.factories.browser import browser
from tests.factories.surveys import World, plan
from tests.factories.world import NOW, days, make_staff


def test_plan_survey_is_for_the_office_and_the_analyst(world: World) -> None:
    board, analyst = make_staff(world.pact, "board"), make_staff(world.pact, "analyst")
    with pytest.raises(Denied):
        surveys.plan_survey(world.pact, plan(), by=board, at=NOW)
    assert surveys.plan_survey(world.pact, plan(), by=analyst, at=NOW).state == "draft"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"remind_after": 1}, "remind_after"),
        ({"closes_on": days(0)}, "closes_on"),
        ({"audience": "open_link", "privacy": "linked"}, "privacy"),
    ],
)
def test_plan_survey_refuses_what_does_not_hold(
    world: World, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        surveys.plan_survey(world.pact, plan(**changes), by=world.by, at=NOW)
    assert set(refused.value.message_dict) == {field}


def test_open_survey_needs_questions(world: World) -> None:
    empty = surveys.plan_survey(world.pact, plan(), by=world.by, at=NOW)
    with pytest.raises(ValidationError, match="at least one question"):
        surveys.open_survey(empty, by=world.by, at=NOW)


def test_surveys_move_only_along_the_table(world: World) -> None:
    survey = world.running()
    for act in (surveys.open_survey, surveys.discard_survey, surveys.repeat_survey):
        with pytest.raises(ValidationError):
            act(survey, by=world.by, at=NOW)
    closed = surveys.close_survey(survey, by=world.by, at=NOW)
    with pytest.raises(ValidationError):
        surveys.close_survey(closed, by=world.by, at=NOW)


def test_edit_survey_moves_only_the_last_day_once_open(world: World) -> None:
    survey = world.running()
    changed = plan(audience="contacts", privacy="linked", closes_on=days(9))
    kept = surveys.edit_survey(survey, changed, by=world.by, at=NOW)
    assert (kept.audience, kept.privacy, kept.closes_on) == ("after_start", "anonymous", days(9))


def test_choose_questions_stands_once_open(world: World) -> None:
    with pytest.raises(ValidationError, match="stand once"):
        surveys.choose_questions(world.running(), [world.one], by=world.by, at=NOW)


def test_choose_questions_page_refuses_two_questions_in_one_place(world: World) -> None:
    here = reverse("choose_questions", args=[world.draft().pk])
    places = {f"place_{each.pk}": "1" for each in (world.one, world.yes)}
    sent = browser(world.pact, world.by).post(here, places)
    assert sent.status_code == 422
    assert "Another question has place 1" in sent.content.decode()


def test_begin_bank_fills_an_empty_bank_once(world: World) -> None:
    with pytest.raises(ValidationError):
        bank.begin_bank(world.pact, by=world.by, at=NOW)
    Question.objects.all().delete()
    questions = bank.begin_bank(world.pact, by=world.by, at=NOW)
    assert {each.kind for each in questions} == set(AnswerKind)
    newcomers = [each for each in questions if each.asked == "participant"]
    assert {tuple(each.languages) for each in newcomers} == {LANGUAGES}
    assert {tuple(each.machine) for each in newcomers} == {LANGUAGES[3:]}


def test_words_around_the_questions_are_whole_in_every_language() -> None:
    assert [lang for lang in LANGUAGES if set(words_in(lang)) != set(words_in("sv"))] == []


def test_translate_question_is_looked_through_by_a_person(world: World) -> None:
    world.yes.machine = ["so"]
    world.yes.save()
    words = {"": "Fiican?", "yes": "Haa", "no": "Maya"}
    kept = bank.translate_question(world.yes, "so", words, by=world.by, at=NOW)
    assert (kept.machine, "so" in kept.languages, kept.version) == ([], True, 1)
    with pytest.raises(ValidationError):
        bank.translate_question(world.yes, "so", {**words, "no": ""}, by=world.by, at=NOW)


@pytest.mark.parametrize("number", [3, 30])
def test_see_surveys_takes_few_queries(
    world: World, number: int, django_assert_max_num_queries: object
) -> None:
    for _each in range(number):
        Survey.objects.create(
            pact=world.pact, title={"sv": "x"}, audience="contacts", privacy="anonymous",
            closes_on=days(9), link_code=f"c{_each}", made_by_id=world.by.account_id, made_at=NOW,
        )  # fmt: skip
    here = browser(world.pact, world.by)
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        assert here.get(reverse("see_surveys")).status_code == 200


@pytest.mark.parametrize(
    "name", ["see_surveys", "see_questions", "see_interviews", "see_quotes", "see_codebook",
             "plan_survey", "add_question", "note_interview", "add_theme"],
)  # fmt: skip
def test_pages_open(world: World, name: str) -> None:
    assert browser(world.pact, world.by).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("state", ["draft", "open", "closed"])
def test_survey_pages_open_in_every_state(world: World, state: str) -> None:
    survey = world.draft()
    if state != "draft":
        survey = surveys.open_survey(survey, by=world.by, at=NOW)
    if state == "closed":
        survey = surveys.close_survey(survey, by=world.by, at=NOW)
    here = browser(world.pact, world.by)
    for name in ("see_survey", "see_answers", "preview_survey", "edit_survey", "read_words"):
        assert here.get(reverse(name, args=[survey.pk])).status_code == 200, name


def test_read_words_keeps_who_has_read(world: World) -> None:
    survey = surveys.close_survey(world.running(), by=world.by, at=NOW)
    here, address = browser(world.pact, world.by), reverse("read_words", args=[survey.pk])
    here.get(address)
    assert Reading.objects.count() == 0
    here.post(address)
    assert Reading.objects.get().survey == survey


def test_see_answers_exports_through_the_same_door(world: World) -> None:
    survey = surveys.close_survey(world.running(), by=world.by, at=NOW)
    file = browser(world.pact, world.by).get(
        reverse("see_answers", args=[survey.pk]) + "?format=csv"
    )
    assert file["Content-Type"].startswith("text/csv")
    assert "Question one;1;good;0;" in file.content.decode("utf-8-sig")
