"""Forms of the look and of texts side by side."""

from typing import Any

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.text import RIGHT_TO_LEFT, LocalText
from pakten.parties.pacts.actions.look import LookDetails
from pakten.parties.pacts.actions.texts import Wording
from pakten.parties.pacts.pictures import LARGEST
from pakten.parties.pacts.texts import LANGUAGES, SOURCE, Kind


class LookForm(forms.Form):
    """A colour and a logo to try."""

    colour = forms.CharField(
        label=_("Colour"), max_length=7, required=False,
        help_text=_("With # and six signs, as #0b5c56. Empty is the product's own green."),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Logo"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/webp"}),
        help_text=_("PNG or WebP, at most 200 kB. Shown 40 pixels high, on white."),
        error_messages={"empty": _("The file is empty. Choose another.")},
    )  # fmt: skip
    without_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    alt = forms.CharField(
        label=_("What the picture says"), max_length=120, required=False,
        help_text=_("Read aloud instead of the picture, for example the city's name."),
    )  # fmt: skip

    def details(self) -> LookDetails:
        """What was typed. No more of the file is read than is needed to see that it is too big."""
        file: Any = self.cleaned_data["logo"]
        return LookDetails(
            colour=self.cleaned_data["colour"],
            file=file.read(LARGEST + 1) if file else None,
            alt=self.cleaned_data["alt"],
            without_logo=self.cleaned_data["without_logo"],
        )


class WordsForm(forms.Form):
    """One text in all its languages, the Swedish first."""

    def __init__(self, kind: Kind, languages: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.kind = languages, kind
        for lang in languages:
            attrs = {"lang": lang, "dir": "rtl" if lang in RIGHT_TO_LEFT else "ltr", "rows": 4}
            self.fields[lang] = forms.CharField(
                label=str(LANGUAGES[lang]), required=lang == SOURCE, max_length=kind.longest,
                widget=forms.Textarea(attrs),
            )  # fmt: skip
            if lang != SOURCE:
                self.fields[f"machine_{lang}"] = forms.BooleanField(
                    label=_("Made by a machine"), required=False
                )
        self.fields["corrects"] = forms.BooleanField(
            label=_("In Swedish only the spelling changes"), required=False,
            help_text=_("Then the other languages still match."),
        )  # fmt: skip

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """Each other language with its mark of a machine."""
        others = [lang for lang in self.languages if lang != SOURCE]
        return [(self[lang], self[f"machine_{lang}"]) for lang in others]

    def wording(self) -> Wording:
        """What was typed."""
        data = self.cleaned_data
        return Wording(
            text=LocalText({lang: data[lang] for lang in self.languages}),
            by_machine=frozenset(lang for lang in self.languages if data.get(f"machine_{lang}")),
            corrects=data["corrects"],
        )

    @staticmethod
    def initial_of(row: models.Model, field: str, languages: list[str]) -> dict[str, str]:
        """The text as it stands."""
        text = LocalText(getattr(row, field))
        return {lang: text.get(lang, "") for lang in languages}
