"""Forms of a survey."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.inputs import DateInput
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.actions.surveys import Plan
from pakten.oversight.surveys.models import Question, Survey
from pakten.oversight.surveys.states import Audience, Privacy

_LANGS = ("sv", "en", "ar")


class SurveyForm(forms.Form):
    """What a survey is called, whom it asks and how private it is."""

    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    title_ar = forms.CharField(
        label=_("Title in Arabic"), max_length=120, required=False,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who is asked, and when?"), choices=Audience.choices, widget=forms.RadioSelect
    )
    privacy = forms.ChoiceField(
        label=_("How private?"), choices=Privacy.choices, widget=forms.RadioSelect
    )
    closes_on = forms.DateField(label=_("Last day to answer"), widget=DateInput())
    remind_after = forms.IntegerField(
        label=_("Days to the reminder"), help_text=_("One reminder, never to those who have answered."),
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, survey: Survey | None = None, **more: Any) -> None:
        self.survey = survey
        super().__init__(data, initial=_initial(survey) if survey else more.get("initial"))
        if survey and survey.opened_at:
            for name in set(self.fields) - {"closes_on"}:
                self.fields[name].disabled = True

    def plan(self) -> Plan:
        """What was typed, for the action."""
        values = self.cleaned_data
        title = {lang: values[f"title_{lang}"].strip() for lang in _LANGS}
        return Plan(
            title=LocalText({lang: words for lang, words in title.items() if words}),
            lead=self.survey.lead if self.survey else LocalText(),
            audience=values["audience"],
            privacy=values["privacy"],
            closes_on=values["closes_on"],
            remind_after=values["remind_after"],
        )


def _initial(survey: Survey) -> dict[str, Any]:
    return {
        **{f"title_{lang}": survey.title.get(lang, "") for lang in _LANGS},
        "audience": survey.audience, "privacy": survey.privacy, "closes_on": survey.closes_on,
        "remind_after": survey.remind_after,
    }  # fmt: skip


class ChooseForm(forms.Form):
    """A place in the order for each question that is asked; an empty box for those that are not."""

    def __init__(
        self, questions: Sequence[Question], chosen: Sequence[int], data: Any = None
    ) -> None:
        super().__init__(data)
        self.questions = list(questions)
        places = {pk: place for place, pk in enumerate(chosen, 1)}
        for each in self.questions:
            self.fields[f"place_{each.pk}"] = forms.IntegerField(
                label=str(each.text), required=False, min_value=1, max_value=99,
                initial=places.get(each.pk), widget=forms.NumberInput({"inputmode": "numeric"}),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Question, forms.BoundField]]:
        """Each question with its box."""
        return [(each, self[f"place_{each.pk}"]) for each in self.questions]

    def chosen(self) -> list[Question]:
        """Those with a place, in order."""
        places = {each: self.cleaned_data[f"place_{each.pk}"] for each in self.questions}
        return sorted((q for q, place in places.items() if place), key=lambda q: places[q])

    def clean(self) -> dict[str, Any]:
        """Two questions cannot have one place."""
        taken: dict[int, str] = {}
        for name, place in [*self.cleaned_data.items()]:  # a refused field is taken out of it
            if place and place in taken:
                said = gettext("Another question has place %(n)d. Choose another.") % {"n": place}
                self.add_error(name, ValidationError(said))
            elif place:
                taken[place] = name
        return self.cleaned_data
