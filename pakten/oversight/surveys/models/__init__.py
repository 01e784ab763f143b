"""The tables of surveys and interviews."""

from pakten.oversight.surveys.models.answers import Answer, Ask, AskedOnce, Sheet, Tally, Tie
from pakten.oversight.surveys.models.bank import Question
from pakten.oversight.surveys.models.interviews import (
    Interview,
    Passage,
    PassageTheme,
    Quote,
    Reading,
    Theme,
)
from pakten.oversight.surveys.models.surveys import Survey, SurveyQuestion

__all__ = [
    "Answer", "Ask", "AskedOnce", "Interview", "Passage", "PassageTheme", "Question", "Quote",
    "Reading", "Sheet", "Survey", "SurveyQuestion", "Tally", "Theme", "Tie",
]  # fmt: skip
