"""The questions as a form, in any of the languages they are written in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.actions.answering import Given
from pakten.oversight.surveys.models import Question
from pakten.oversight.surveys.rules import LARGEST_NUMBER, LONGEST_WORDS
from pakten.oversight.surveys.states import AnswerKind
from pakten.oversight.surveys.words import words_in


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, and whether it is chosen."""

    code: str
    label: LocalText
    checked: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as the page shows it, with what was typed kept."""

    question: Question
    name: str
    number_of: str
    choices: list[Choice]
    typed: str
    errors: list[str]

    @property
    def has_choice(self) -> bool:
        return any(each.checked for each in self.choices)


class AnswerForm(forms.Form):
    """One field for each question. None is required: any of them may be skipped."""

    agrees = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)

    def __init__(self, questions: Iterable[Question], lang: str, data: QueryDict | None) -> None:
        super().__init__(data)
        self.questions, self.said = list(questions), words_in(lang)
        for each in self.questions:
            self.fields[_name(each)] = _field(each, self.said)

    def given(self) -> Mapping[Question, Given]:
        """What was answered, by question."""
        return {each: _given(each, self.cleaned_data[_name(each)]) for each in self.questions}

    @property
    def has_agreed(self) -> bool:
        return bool(self.cleaned_data["agrees"] == "yes")

    @property
    def asked(self) -> list[AskedQuestion]:
        """The questions for the page."""
        total = len(self.questions)
        return [self._asked(each, n, total) for n, each in enumerate(self.questions, 1)]

    def _asked(self, question: Question, number: int, total: int) -> AskedQuestion:
        name = _name(question)
        sent: Any = self.data if isinstance(self.data, QueryDict) else QueryDict()
        typed = sent.getlist(name)
        return AskedQuestion(
            question,
            name,
            self.said["number_of"].format(n=number, m=total),
            [Choice(code, label, code in typed) for code, label in question.choices],
            typed[0] if typed else "",
            [str(error) for error in self.errors.get(name, [])] if self.is_bound else [],
        )


def _name(question: Question) -> str:
    return f"q{question.pk}"


def _field(question: Question, said: dict[str, str]) -> forms.Field:
    choices = [(code, "") for code, _label in question.choices]
    if question.kind == AnswerKind.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, required=False)
    if question.kind == AnswerKind.WORDS:
        errors = {"max_length": said["too_long"]}
        return forms.CharField(required=False, max_length=LONGEST_WORDS, error_messages=errors)
    if question.kind == AnswerKind.NUMBER:
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), said["whole_number"])
        return forms.IntegerField(
            required=False, min_value=0, max_value=LARGEST_NUMBER, error_messages=errors
        )
    return forms.ChoiceField(choices=[("", ""), *choices], required=False)


def _given(question: Question, value: Any) -> Given:
    if question.kind == AnswerKind.WORDS:
        return Given(words=value.strip())
    if question.kind == AnswerKind.NUMBER:
        return Given(number=value)
    if question.kind == AnswerKind.SEVERAL:
        return Given(codes=tuple(value))
    return Given(codes=(value,) if value else ())
