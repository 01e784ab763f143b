"""A survey with questions, and people whose moment has come, for tests of surveys."""

import uuid
from datetime import timedelta
from typing import Any

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.actions import codebook, interviews, surveys
from pakten.oversight.surveys.actions.bank import Wording, add_question
from pakten.oversight.surveys.actions.interviews import Talk
from pakten.oversight.surveys.actions.surveys import Plan
from pakten.oversight.surveys.models import Ask, Interview, Question, Quote, Survey, Theme
from pakten.oversight.surveys.rules import link_secret
from pakten.parties.pacts.links import hash_of_token
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import Participant
from pakten.parties.people.states import ContactWay
from tests.factories.people import make_participant
from tests.factories.world import NOW, days, inside, make_organisation, make_pact, make_staff, text

NOTES = "They rang me. It was the first time.\n\nThe language was hard."


def options(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "text": dict(text(code))} for code in codes]


def plan(**changes: Any) -> Plan:
    values = {
        "title": text("How is it going"), "lead": LocalText(), "audience": "after_start",
        "privacy": "anonymous", "closes_on": days(60), "remind_after": 7,
    }  # fmt: skip
    return Plan(**{**values, **changes})


class World:
    """A pact with its office, three questions and people to ask."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact):
            self.house = make_organisation(self.pact, stage="active")
            self.one = self.question("one", options("good", "bad", "other"))
            self.yes = self.question("yes_no", options("yes", "no"))
            self.words = self.question("words", [])
            self.opening = Opening.objects.create(
                pact=self.pact, organisation=self.house, kind="job", title="Cook", seats=99,
                posted_by_id=self.by.account_id, posted_at=NOW,
            )  # fmt: skip

    def question(self, kind: str, choices: list[dict[str, Any]], **more: Any) -> Question:
        wording = Wording("participant", "Use", kind, text(f"Question {kind}"), choices)
        return add_question(self.pact, wording, by=self.by, at=NOW)

    def draft(self, **changes: Any) -> Survey:
        made = surveys.plan_survey(self.pact, plan(**changes), by=self.by, at=NOW)
        return surveys.choose_questions(made, [self.one, self.yes, self.words], by=self.by, at=NOW)

    def running(self, **changes: Any) -> Survey:
        return surveys.open_survey(self.draft(**changes), by=self.by, at=NOW)

    def person(self, started: int = -20, **fields: Any) -> Participant:
        """Somebody who began so many days ago and reads mail."""
        n = Participant.objects.count()
        values = {"email": f"p{n}@x.example", "contact_way": ContactWay.EMAIL, **fields}
        made = make_participant(self.pact, self.by, **values)
        Placement.objects.create(
            pact=self.pact, opening=self.opening, participant=made, state=PlacementState.STARTED,
            proposed_at=NOW, started_on=days(started), proposed_by_id=self.by.account_id,
        )  # fmt: skip
        return made

    def asked(self, survey: Survey, person: Participant | None = None, ago: int = 0) -> Ask:
        """Somebody with a link, asked so many days ago."""
        ask = Ask(
            id=uuid.uuid4(), pact=self.pact, survey=survey, participant=person or self.person(),
            asked_on=NOW.date() - timedelta(days=ago),
        )  # fmt: skip
        ask.token_hash = hash_of_token(secret(ask))
        ask.save()
        return ask

    def theme(self, name: str = "Language", *kins: str) -> Theme:
        entry = codebook.Entry(text(name), LocalText(), kins)
        return codebook.add_theme(self.pact, entry, by=self.by, at=NOW)

    def interview(self, *agreed: str, who: str = "participant") -> Interview:
        talk = Talk(days(-3), who, "sv", agreed or ("notes", "themes", "quotes"), NOTES)
        return interviews.note_interview(self.pact, talk, by=self.by, at=NOW)

    def public(self, theme: Theme, words: str = "They rang me") -> Quote:
        """A quote that anybody may read."""
        made = interviews.propose_quote(self.interview(), theme, text(words), by=self.by, at=NOW)
        how = interviews.ApprovedHow.READ_ALOUD
        interviews.approve_quote(made, how, days(-1), by=self.by, at=NOW)
        return interviews.publish_quote(made, by=self.by, at=NOW)


def secret(ask: Ask) -> str:
    return link_secret(ask.pact_id, ask.pk)


def make_survey_ids(pact: Pact, by: Actor) -> dict[str, Any]:
    """A survey, a question, an interview, a piece, a quote and a theme, by kind."""
    wording = Wording("participant", "Use", "one", text("How"), options("good", "bad"))
    question = add_question(pact, wording, by=by, at=NOW)
    survey = surveys.plan_survey(pact, plan(), by=by, at=NOW)
    surveys.choose_questions(survey, [question], by=by, at=NOW)
    survey = surveys.open_survey(survey, by=by, at=NOW)
    shared = surveys.plan_survey(pact, plan(audience="open_link"), by=by, at=NOW)
    surveys.choose_questions(shared, [question], by=by, at=NOW)
    surveys.open_survey(shared, by=by, at=NOW)
    ask = Ask(id=uuid.uuid4(), pact=pact, survey=survey, asked_on=NOW.date())
    ask.token_hash = hash_of_token(secret(ask))
    ask.save()
    name = text(f"Theme {Theme.objects.count()}")
    theme = codebook.add_theme(pact, codebook.Entry(name, LocalText()), by=by, at=NOW)
    talk = Talk(days(-3), "member", "sv", ("notes", "themes", "quotes"), NOTES)
    interview = interviews.note_interview(pact, talk, by=by, at=NOW)
    piece = interviews.tag_passage(interview, "They rang me.", [theme], by=by, at=NOW)
    quote = interviews.propose_quote(interview, theme, text("They rang me"), by=by, at=NOW)
    return {
        "survey": survey.pk, "question": question.pk, "interview": interview.pk,
        "passage": piece.pk, "quote": quote.pk, "theme": theme.pk, "survey_code": shared.link_code,
        "survey_token": secret(ask),
    }  # fmt: skip
