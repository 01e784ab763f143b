"""A form whose texts can be written in every language of the pact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.inputs import DateInput
from pakten.base.ui.text import RIGHT_TO_LEFT, LocalText
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.texts import LANGUAGES, SOURCE

LONG = 120


def day_field(label: Any, *, hint: Any = "", required: bool = True) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, help_text=hint, required=required, widget=DateInput())


def next_year(today: date) -> date:
    """The day a change begins unless told otherwise."""
    return date(today.year + 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the form: its label, how long it may be, whether the Swedish must be written."""

    label: Any
    longest: int
    required: bool = True
    hint: Any = ""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The fields of one language besides Swedish."""

    lang: str
    name: str
    fields: list[BoundField]


class TextsForm(forms.Form):
    """`texts` become a Swedish field each, and one for each other language of the pact."""

    texts: ClassVar[dict[str, Text]] = {}

    def __init__(self, pact: Pact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = [lang for lang in pact.languages if lang != SOURCE]
        own = self.fields
        self.fields = {name: _field(text, SOURCE) for name, text in self.texts.items()} | own
        for lang in self.languages:
            for name, text in self.texts.items():
                self.fields[f"{name}_{lang}"] = _field(text, lang)

    @classmethod
    def initial_texts(cls, row: models.Model | None, languages: list[str]) -> dict[str, str]:
        """The texts a row has, for the fields."""
        if row is None:
            return {}
        found = {name: LocalText(getattr(row, name)) for name in cls.texts}
        others = [lang for lang in languages if lang != SOURCE]
        return {name: text.get(SOURCE, "") for name, text in found.items()} | {
            f"{name}_{lang}": text.get(lang, "") for name, text in found.items() for lang in others
        }

    def main_fields(self) -> list[BoundField]:
        """Swedish, and what is not a text."""
        others = {f"{name}_{lang}" for name in self.texts for lang in self.languages}
        shown = {each.name for each in self.visible_fields()}
        return [self[name] for name in self.fields if name in shown - others]

    def other_languages(self) -> list[InLanguage]:
        """The rest, language by language."""
        return [
            InLanguage(lang, str(LANGUAGES[lang]), [self[f"{name}_{lang}"] for name in self.texts])
            for lang in self.languages
            if self.texts
        ]

    def typed_in_others(self) -> bool:
        """Whether a refused form has something to mend in the folded languages."""
        return any(field.errors for each in self.other_languages() for field in each.fields)

    def written(self, kept: models.Model | None = None) -> dict[str, LocalText]:
        """The texts as typed; languages that the form does not show stay as the row has them."""
        return {name: LocalText({**_kept(kept, name), **self._typed(name)}) for name in self.texts}

    def _typed(self, name: str) -> Mapping[str, str]:
        typed = {lang: self.cleaned_data.get(f"{name}_{lang}", "") for lang in self.languages}
        return {SOURCE: self.cleaned_data.get(name, ""), **typed}


def _kept(row: models.Model | None, name: str) -> LocalText:
    return LocalText(getattr(row, name)) if row is not None else LocalText()


def _field(text: Text, lang: str) -> forms.CharField:
    label: Any = text.label
    if lang != SOURCE:
        label = format_lazy("{label} ({language})", label=label, language=LANGUAGES[lang])
    attrs: dict[str, Any] = {"lang": lang, "dir": "rtl" if lang in RIGHT_TO_LEFT else "ltr"}
    long = text.longest > LONG
    widget = forms.Textarea({**attrs, "rows": 3}) if long else forms.TextInput(attrs)
    return forms.CharField(
        label=label,
        max_length=text.longest,
        required=text.required and lang == SOURCE,
        help_text=text.hint if lang == SOURCE else "",
        widget=widget,
        error_messages={"required": _("Write this in Swedish.")},
    )


class LastDayForm(forms.Form):
    """The last day of something."""

    last_day = day_field(_("Last day"), hint=_("It can be chosen up to and including this day."))
