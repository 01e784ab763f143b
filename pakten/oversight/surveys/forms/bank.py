"""Forms of the question bank."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.actions.bank import Option, Wording
from pakten.oversight.surveys.models import Question
from pakten.oversight.surveys.starting import yes_and_no
from pakten.oversight.surveys.states import AnswerKind, Asked

_TEXT = forms.Textarea({"rows": 2})


class QuestionForm(forms.Form):
    """A question in Swedish, English and Arabic; the other languages are written one by one."""

    asked = forms.ChoiceField(label=_("Who is it for?"), choices=Asked.choices)
    topic = forms.CharField(
        label=_("Topic"), max_length=60, help_text=_("One word: it groups the bank.")
    )
    kind = forms.ChoiceField(
        label=_("How is it answered?"), choices=AnswerKind.choices, widget=forms.RadioSelect
    )
    text_sv = forms.CharField(label=_("The question in Swedish"), max_length=300, widget=_TEXT)
    text_en = forms.CharField(
        label=_("The question in English"), max_length=300, widget=_TEXT, required=False
    )
    text_ar = forms.CharField(
        label=_("The question in Arabic"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    options = forms.CharField(
        label=_("Choices in Swedish"), required=False, max_length=900,
        help_text=_(
            "One on each line. Of a scale: the words at 1 and at 5. Not needed for yes or no, own"
            " words and numbers."
        ),
        widget=forms.Textarea({"rows": 5}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, question: Question | None = None) -> None:
        self.question = question
        super().__init__(data, initial=_initial(question) if question else {"kind": "one"})

    def wording(self) -> Wording:
        """What was typed, for the action."""
        values = self.cleaned_data
        text = {lang: values[f"text_{lang}"].strip() for lang in ("sv", "en", "ar")}
        old = self.question.text if self.question else LocalText()
        if text["sv"] == old.get("sv"):  # the same question: what else it is written in still holds
            text = {**old, **text}
        return Wording(
            asked=values["asked"], topic=values["topic"].strip(), kind=values["kind"],
            text=LocalText({lang: words for lang, words in text.items() if words}),
            options=self._options(values["kind"], values["options"].splitlines()),
        )  # fmt: skip

    def _options(self, kind: str, lines: list[str]) -> list[Option]:
        said = [" ".join(line.split()) for line in lines if line.strip()]
        if kind == AnswerKind.YES_NO:
            return yes_and_no()
        if kind in (AnswerKind.WORDS, AnswerKind.NUMBER):
            return []
        known = {each["text"].get("sv"): each for each in (self.question or Question()).options}
        codes = ["1", "5"] if kind == AnswerKind.SCALE else _codes(said)
        return [
            known[words] if words in known and kind != AnswerKind.SCALE
            else {"code": code, "text": known.get(words, {}).get("text", {"sv": words})}
            for code, words in zip(codes, said, strict=False)
        ]  # fmt: skip


def _codes(said: list[str]) -> list[str]:
    return [f"{slugify(words)[:30] or 'choice'}-{n}" for n, words in enumerate(said, 1)]


def _initial(question: Question) -> dict[str, Any]:
    lines = [each["text"].get("sv", "") for each in question.options]
    plain = question.kind != AnswerKind.YES_NO
    return {
        "asked": question.asked, "topic": question.topic, "kind": question.kind,
        **{f"text_{lang}": question.text.get(lang, "") for lang in ("sv", "en", "ar")},
        "options": "\n".join(lines) if plain else "",
    }  # fmt: skip


class TranslateForm(forms.Form):
    """The words of one language, beside the Swedish."""

    def __init__(self, question: Question, lang: str, data: Any = None) -> None:
        super().__init__(data)
        pairs = [("", question.text), *((o["code"], o["text"]) for o in question.options)]
        self.codes = [code for code, _text in pairs]
        for code, text in pairs:
            self.fields[f"words_{code}"] = forms.CharField(
                label=text.get("sv", ""), required=False, max_length=300,
                initial=text.get(lang, ""), widget=forms.TextInput({"lang": lang, "dir": "auto"}),
            )  # fmt: skip

    def words(self) -> dict[str, str]:
        """Code -> what was typed."""
        return {code: self.cleaned_data[f"words_{code}"].strip() for code in self.codes}
