"""Surveys: one closed with sixty answers, one running; six interviews with their themes and quotes."""

import random
import uuid
from datetime import timedelta
from typing import Any

from pakten.config.example.world import World, read, text
from pakten.oversight.surveys.actions.counting import tally
from pakten.oversight.surveys.models import (
    Answer,
    Ask,
    AskedOnce,
    Interview,
    Passage,
    PassageTheme,
    Question,
    Quote,
    Sheet,
    Survey,
    SurveyQuestion,
    Theme,
)
from pakten.oversight.surveys.rules import blind_key, link_secret
from pakten.oversight.surveys.starting import starter_questions
from pakten.oversight.surveys.states import AnswerKind, QuoteState, SurveyState
from pakten.parties.pacts.links import hash_of_token
from pakten.parties.people.models import Participant

ASKED = ("treated-well", "useful", "swedish-use", "network", "safe", "recommend", "what-else")
# how likely each choice is, in order; people are mostly well treated, and few know whom to talk to
CHANCES = {
    "treated-well": (0, 1, 3, 9, 12), "useful": (1, 2, 5, 8, 6), "swedish-use": (6, 5, 3),
    "network": (3, 5, 6), "safe": (7, 4), "recommend": (9, 2),
}  # fmt: skip
ANSWERED, WERE_ASKED = 60, 92
RUNNING_ANSWERED, RUNNING_ASKED = 11, 23


def make_surveys(world: World) -> None:
    """The bank, two surveys, and the interviews."""
    content = read("surveys")
    bank = {each.code: each for each in starter_questions(world.pact)}
    questions = [bank[code] for code in ASKED]
    titles = {"sv": "Så har det gått, våren", "en": "How it went, spring", "ar": "كيف سارت الأمور"}
    closed = _survey(world, titles, (190, 40), questions)
    _fill(world, closed, questions, (ANSWERED, WERE_ASKED))
    tally(closed)
    now = {
        "sv": "Så går det efter två veckor",
        "en": "How it goes after two weeks",
        "ar": "كيف تسير الأمور بعد أسبوعين",
    }
    running = _survey(world, now, (35, -80), questions)
    _fill(world, running, questions, (RUNNING_ANSWERED, RUNNING_ASKED))
    _ask_one(world, running)
    _make_interviews(world, content)


def _survey(
    world: World, title: dict[str, str], days: tuple[int, int], questions: list[Question]
) -> Survey:
    """Opened and closed so many days ago; a negative day is to come, and then it is open."""
    opened, closed = days
    state = SurveyState.CLOSED if closed > 0 else SurveyState.OPEN
    opened_at = world.moment(world.ago(opened), 9)
    last = world.today - timedelta(days=closed)
    survey = Survey.objects.create(
        pact=world.pact, title=text(title), audience="after_start", privacy="anonymous",
        state=state, closes_on=last, remind_after=7, link_code=f"{world.pact.pk:x}.{opened:012x}",
        made_by=world.accounts["analyst"], made_at=opened_at, opened_at=opened_at,
        closed_at=world.moment(last, 7) if state == SurveyState.CLOSED else None,
    )  # fmt: skip
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(pact=world.pact, survey=survey, question=each, position=number)
        for number, each in enumerate(questions)
    )
    return survey


def _fill(
    world: World, survey: Survey, questions: list[Question], numbers: tuple[int, int]
) -> None:
    (answered, asked), words = numbers, read("surveys")["words"]
    chance = world.chance(f"survey {answered}")
    AskedOnce.objects.bulk_create(
        AskedOnce(pact=world.pact, survey=survey, key=blind_key(survey.pk, "x", n))
        for n in range(asked)
    )
    sheets = [Sheet(id=_uuid(chance), pact=world.pact, survey=survey) for _each in range(answered)]
    Sheet.objects.bulk_create(sheets)
    Answer.objects.bulk_create(
        answer
        for sheet in sheets
        for question in questions
        if (answer := _answer(sheet, question, chance, words))
    )


def _answer(
    sheet: Sheet, question: Question, chance: random.Random, words: list[str]
) -> Answer | None:
    skipped = chance.random() < (0.75 if question.kind == AnswerKind.WORDS else 0.04)
    if skipped:
        return None
    said = {"words": chance.choice(words)}
    if question.kind != AnswerKind.WORDS:
        codes = [code for code, _label in question.choices]
        said = {"codes": chance.choices(codes, CHANCES[question.code])}  # type: ignore[dict-item]
    return Answer(id=_uuid(chance), pact_id=sheet.pact_id, sheet=sheet, question=question, **said)


def _ask_one(world: World, survey: Survey) -> None:
    """The participant whose account is among the example's has a link that is not answered yet."""
    person = Participant.objects.filter(account__isnull=False).order_by("pk").first()
    if person is None:
        return
    ask = Ask(
        id=uuid.UUID(int=77),
        pact=world.pact,
        survey=survey,
        participant=person,
        asked_on=world.today,
    )
    ask.token_hash = hash_of_token(link_secret(world.pact.pk, ask.pk))
    ask.save()
    AskedOnce.objects.create(
        pact=world.pact, survey=survey, key=blind_key(survey.pk, "p", person.pk)
    )


def _uuid(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _make_interviews(world: World, content: dict[str, Any]) -> None:
    themes = {
        row["key"]: Theme.objects.create(
            pact=world.pact, name=text(row["name"]), definition=text(row["definition"]),
            kins=row["kins"], position=number,
        )
        for number, row in enumerate(content["themes"])
    }  # fmt: skip
    for row in content["interviews"]:
        _interview(world, row, themes)


def _interview(world: World, row: dict[str, Any], themes: dict[str, Theme]) -> None:
    day = world.ago(row["days"])
    talk = Interview.objects.create(
        pact=world.pact, held_on=day, interviewed=row["who"], language=row["language"],
        agreed=["notes", "themes", "quotes"], notes=row["notes"],
        held_by=world.accounts["analyst"], noted_at=world.moment(day, 15),
    )  # fmt: skip
    for words, about in row["pieces"]:
        piece = Passage.objects.create(pact=world.pact, interview=talk, words=words)
        PassageTheme.objects.bulk_create(
            PassageTheme(pact=world.pact, passage=piece, theme=themes[key]) for key in about
        )
    for key, words, state in row["quotes"]:
        Quote.objects.create(
            pact=world.pact, interview=talk, theme=themes[key], said_by=row["who"],
            words=text(words), said_in=row["language"], **_yes(world, row["days"], QuoteState(state)),
        )  # fmt: skip


def _yes(world: World, days: int, state: QuoteState) -> dict[str, Any]:
    """How and when the interviewed said yes, and when it was published."""
    if state == QuoteState.PROPOSED:
        return {"state": state}
    day = world.ago(days - 5)
    by = world.accounts["analyst"]
    said = {"state": state, "how": "read_aloud", "approved_on": day, "approved_by": by}
    return said | ({"published_at": world.moment(day, 16)} if state == QuoteState.PUBLIC else {})
