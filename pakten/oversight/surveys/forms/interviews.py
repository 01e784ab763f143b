"""Forms of interviews, quotes and the codebook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.inputs import DateInput
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.actions.codebook import Entry
from pakten.oversight.surveys.actions.interviews import Talk
from pakten.oversight.surveys.models import Interview, Quote, Theme
from pakten.oversight.surveys.states import Agreed, ApprovedHow, Interviewed
from pakten.oversight.surveys.words import LANGUAGES, name_of

_LANGUAGES = [(code, name_of(code)) for code in LANGUAGES]


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "dir": "auto"})


class InterviewForm(forms.Form):
    """A talk, and what was agreed to. No name: the kind of person is all that is kept."""

    held_on = forms.DateField(label=_("Day"), widget=DateInput())
    interviewed = forms.ChoiceField(
        label=_("Who was interviewed?"), choices=Interviewed.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language"), choices=_LANGUAGES)
    agreed = forms.MultipleChoiceField(
        label=_("What has the interviewed said yes to?"), choices=Agreed.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Notes need a yes from the one interviewed.")},
    )  # fmt: skip
    notes = forms.CharField(
        label=_("Notes"), max_length=20000, widget=_box(14),
        help_text=_("Write no names, no employers and nothing about health."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, interview: Interview | None = None) -> None:
        names = ("held_on", "interviewed", "language", "agreed", "notes")
        start = {name: getattr(interview, name) for name in names} if interview else {}
        super().__init__(data, initial=start)

    def talk(self) -> Talk:
        """What was typed, for the action."""
        return Talk(**self.cleaned_data)


class TagForm(forms.Form):
    """A piece of the notes and its themes."""

    words = forms.CharField(label=_("The words, as in the notes"), max_length=2000, widget=_box(3))
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Themes"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one theme.")},
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["themes"].queryset = Theme.objects.current()  # type: ignore[attr-defined]


class QuoteForm(forms.Form):
    """A sentence to ask the interviewed about."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"), empty_label=_("Choose"))
    words_sv = forms.CharField(label=_("The quote in Swedish"), max_length=400, widget=_box(3))
    words_en = forms.CharField(
        label=_("The quote in English"), max_length=400, widget=_box(3), required=False
    )
    words_ar = forms.CharField(
        label=_("The quote in Arabic"), max_length=400, widget=_box(3), required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["theme"].queryset = Theme.objects.current()  # type: ignore[attr-defined]

    def words(self) -> LocalText:
        """The quote in the languages it was written in."""
        typed = {lang: self.cleaned_data[f"words_{lang}"].strip() for lang in ("sv", "en", "ar")}
        return LocalText({lang: words for lang, words in typed.items() if words})


class ApproveForm(forms.Form):
    """How the interviewed said yes to the words as they stand."""

    how = forms.ChoiceField(
        label=_("How did the interviewed say yes?"), choices=ApprovedHow.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    on = forms.DateField(label=_("Day of the yes"), widget=DateInput())

    def __init__(self, quote: Quote, data: Any = None, **more: Any) -> None:
        self.quote = quote
        super().__init__(data, **more)


class ThemeForm(forms.Form):
    """A theme, what it means, and the measures it stands beside."""

    name = forms.CharField(label=_("Name in Swedish"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    definition = forms.CharField(
        label=_("What counts as this, and what does not"), max_length=400, widget=_box(3),
        required=False,
    )  # fmt: skip
    kins = forms.MultipleChoiceField(
        label=_("Stands beside"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The measures whose figures the theme helps to understand."),
    )  # fmt: skip

    def __init__(
        self, kins: list[tuple[str, str]], data: Any = None, *, theme: Theme | None = None
    ) -> None:
        start = {}
        if theme:
            start = {
                "name": theme.name.get("sv", ""), "name_en": theme.name.get("en", ""),
                "definition": theme.definition.get("sv", ""), "kins": theme.kins,
            }  # fmt: skip
        super().__init__(data, initial=start)
        self.fields["kins"].choices = kins  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        """What was typed, for the action."""
        values = self.cleaned_data
        name = {"sv": values["name"].strip(), "en": values["name_en"].strip()}
        return Entry(
            name=LocalText({lang: words for lang, words in name.items() if words}),
            definition=LocalText({"sv": values["definition"].strip()}),
            kins=values["kins"],
        )


class MergeForm(forms.Form):
    """Which theme another goes up in."""

    into = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Goes up in"), empty_label=_("Choose")
    )

    def __init__(self, theme: Theme, data: Any = None) -> None:
        super().__init__(data)
        others = Theme.objects.current().exclude(pk=theme.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
