"""Writing a model in the browser."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.fields import LocalTextFormField
from pakten.oversight.value.models import UnitValue
from pakten.oversight.value.rules import range_faults
from pakten.oversight.value.states import Effect, Whose

_AREA = forms.Textarea(attrs={"rows": 4})
MOST = 100_000_000  # SEK for one unit and year
LONGEST = 600  # months


class ModelForm(forms.Form):
    """The words around the numbers."""

    about = LocalTextFormField(
        label=_("What the model is"), widget=_AREA, max_length=2000, required=False,
        help_text=_("Who decided it, on what ground, and how it should be read."),
    )  # fmt: skip
    not_counted = LocalTextFormField(
        label=_("What is not counted"), widget=_AREA, max_length=2000, required=False,
        help_text=_("For example health, children’s schooling, costs of the pact itself."),
    )  # fmt: skip


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most)


class UnitForm(forms.Form):
    """A measure, what one unit of it stands for, and every assumption."""

    kin = forms.ChoiceField(label=_("Measure"))
    effect = forms.ChoiceField(label=_("What it stands for"), choices=Effect.choices)
    whose = forms.ChoiceField(label=_("Who gains"), choices=Whose.choices)
    low = _number(_("Lowest value of a unit, SEK for twelve months"), MOST)
    high = _number(_("Highest value of a unit, SEK for twelve months"), MOST)
    months_low = _number(_("The effect lasts at least, months"), LONGEST)
    months_high = _number(_("The effect lasts at most, months"), LONGEST)
    additional_low = _number(_("Would not have happened anyway, at least %"), 100)
    additional_high = _number(_("Would not have happened anyway, at most %"), 100)
    price_year = forms.IntegerField(label=_("Prices of the year"), min_value=2000, max_value=2100)
    source = forms.CharField(label=_("Source"), max_length=300)
    source_url = forms.URLField(
        label=_("Link to the source"), required=False, assume_scheme="https"
    )
    assumption = LocalTextFormField(
        label=_("Assumption in words"), widget=_AREA, max_length=600, required=False
    )

    def __init__(self, kins: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kin"] = forms.ChoiceField(
            label=_("Measure"), choices=[("", _("Choose")), *kins]
        )

    def clean(self) -> dict[str, Any]:
        """Ranges the right way round, said next to the field."""
        cleaned = super().clean() or {}
        for name, message in range_faults(cleaned).items():
            self.add_error(name, message)
        return cleaned


def initial_of(unit: UnitValue | None, today: date) -> dict[str, Any]:
    """What the form begins with."""
    if unit is None:
        return {"price_year": today.year}
    return {name: getattr(unit, name) for name in UnitForm.base_fields}
