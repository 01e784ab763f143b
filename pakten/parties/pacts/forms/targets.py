"""The table of what is aimed for: a number for each aim there is, and a line for one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.statistics.states import Gender
from pakten.parties.pacts.actions.targets import LARGEST, Aim, Seen
from pakten.parties.pacts.models import District, Measure, Target, TargetGroup

_QUARTERS = [
    ("", gettext_lazy("The whole year")),
    ("1", gettext_lazy("January to March")),
    ("2", gettext_lazy("April to June")),
    ("3", gettext_lazy("July to September")),
    ("4", gettext_lazy("October to December")),
]
_GENDERS = [
    ("", gettext_lazy("Women and men")),
    (Gender.WOMAN.value, gettext_lazy("Women")),
    (Gender.MAN.value, gettext_lazy("Men")),
]


def for_whom(target: Target) -> str:
    """Whom an aim is for, in words."""
    named = [str(part) for part in (target.target_group, target.district) if part]
    gender = str(dict(_GENDERS)[target.gender]) if target.gender else ""
    return ", ".join(filter(None, [gender, *named])) or _("All")


def when(target: Target) -> str:
    """The part of the year an aim is for, in words."""
    return str(dict(_QUARTERS)[str(target.quarter or "")])


@dataclass(frozen=True, slots=True)
class Row:
    """An aim with its number to change."""

    target: Target
    field: BoundField
    seen: BoundField

    @property
    def for_whom(self) -> str:
        return for_whom(self.target)

    @property
    def when(self) -> str:
        return when(self.target)


@dataclass(frozen=True, slots=True)
class Change:
    """An aim as typed, what stood there, and the field to answer at."""

    aim: Aim
    quantity: int
    seen: Seen
    field: str


class TargetsForm(forms.Form):
    """Every aim of a measure, and one more."""

    year = forms.IntegerField(label=gettext_lazy("Year"), required=False)
    quarter = forms.TypedChoiceField(
        label=gettext_lazy("Part of the year"), choices=_QUARTERS, required=False, coerce=int,
        empty_value=None,
    )  # fmt: skip
    gender = forms.ChoiceField(label=gettext_lazy("Women or men"), choices=_GENDERS, required=False)
    target_group = forms.ModelChoiceField(
        TargetGroup.objects.none(), label=gettext_lazy("Target group"), required=False,
        empty_label=gettext_lazy("All"),
    )  # fmt: skip
    district = forms.ModelChoiceField(
        District.objects.none(), label=gettext_lazy("District"), required=False,
        empty_label=gettext_lazy("All"),
    )  # fmt: skip
    quantity = forms.IntegerField(
        label=gettext_lazy("Aim"), required=False, min_value=1, max_value=LARGEST
    )

    def __init__(self, measure: Measure, targets: Sequence[Target], *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.measure, self.targets = measure, targets
        if measure.per_person or measure.is_share:
            group: Any = self.fields["target_group"]
            group.queryset = TargetGroup.objects.filter(pact=measure.pact_id, valid_to=None)
            district: Any = self.fields["district"]
            district.queryset = District.objects.filter(pact=measure.pact_id, valid_to=None)
        else:
            for name in ("gender", "target_group", "district"):
                del self.fields[name]
        for target in targets:
            label = f"{target.year}, {when(target)}, {for_whom(target)}"
            self.fields[f"aim_{target.pk}"] = forms.IntegerField(
                label=label, initial=target.quantity, min_value=1, max_value=LARGEST
            )
            self.fields[f"seen_{target.pk}"] = forms.IntegerField(
                initial=target.quantity, widget=forms.HiddenInput, required=False
            )

    def rows(self) -> list[Row]:
        """The aims there are, the latest year first."""
        found = [Row(t, self[f"aim_{t.pk}"], self[f"seen_{t.pk}"]) for t in self.targets]
        return sorted(found, key=lambda row: -row.target.year)

    def new_fields(self) -> list[BoundField]:
        """The line for one more."""
        names = ("year", "quarter", "gender", "target_group", "district", "quantity")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("quantity") and not data.get("year") and "year" not in self.errors:
            self.add_error("year", _("Write a year from 2000 to 2100."))
        if data.get("year") and not data.get("quantity") and "quantity" not in self.errors:
            self.add_error("quantity", _("Write how many to aim for."))
        gone = {k for k in self.data if k.startswith("aim_")} - self.fields.keys()
        if any(self.data[k] != self.data.get(k.replace("aim_", "seen_")) for k in gone):
            self.add_error(
                None,
                _("Somebody else removed an aim that you changed. Add it again if it is to stand."),
            )
        return data

    def changes(self) -> list[Change]:
        """What differs from what stood there, and the new one."""
        data, found = self.cleaned_data, []
        for target in self.targets:
            name, before = f"aim_{target.pk}", data.get(f"seen_{target.pk}")
            if data[name] != before:
                found.append(Change(aim_of(target), data[name], Seen(before), name))
        if data.get("quantity"):
            names = ("quarter", "gender", "target_group", "district")
            parts = {name: data[name] for name in names if name in data}
            aim = Aim(self.measure.kin, data["year"], **parts)
            found.append(Change(aim, data["quantity"], Seen(None), "quantity"))
        return found

    def refusal(self, change: Change, error: ValidationError) -> ValidationError:
        """What an aim was refused for, at the field it was typed in, with what now stands there."""
        name = change.field.replace("aim_", "seen_")
        if name != change.field:
            kept = Target.objects.filter(pk=name.removeprefix("seen_")).first()
            self.data = {**self.data.dict(), name: kept.quantity if kept else ""}  # type: ignore[attr-defined]
            return ValidationError({change.field: error.messages})
        fields = getattr(error, "error_dict", None)
        return error if fields else ValidationError({"quantity": error.messages})


def aim_of(target: Target) -> Aim:
    """What a kept aim is for."""
    return Aim(target.kin, target.year, target.quarter, target.gender, target.target_group,
               target.district)  # fmt: skip
