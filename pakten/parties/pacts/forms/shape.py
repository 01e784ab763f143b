"""Forms of the pact itself: purpose, goals, groups, districts, sectors, signatories, rules."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.retention import Retention
from pakten.parties.pacts.actions.catalogue import Added
from pakten.parties.pacts.actions.rules import PactRules, SignatoryDetails
from pakten.parties.pacts.actions.shape import PactDetails
from pakten.parties.pacts.forms.base import Text, TextsForm, day_field
from pakten.parties.pacts.models import CitySignatory, District, Pact
from pakten.parties.pacts.sectors import sectors
from pakten.parties.pacts.states import LetterKind
from pakten.parties.pacts.texts import LANGUAGES, SOURCE

_ALWAYS = _("Empty means always.")


class PactForm(TextsForm):
    """How the city presents its pact."""

    texts: ClassVar[dict[str, Text]] = {
        "name": Text(_("Name of the pact"), 120),
        "purpose": Text(_("Purpose"), 2000, hint=_("What the pact is for, in a few sentences.")),
        "membership_text": Text(_("What membership means"), 2000, required=False),
        "office": Text(_("Name of the pact office"), 120, required=False),
    }
    city = forms.CharField(label=_("City"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    chosen = forms.MultipleChoiceField(
        label=_("Languages of the pact's texts"), required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, name) for code, name in LANGUAGES.items() if code != SOURCE],
        help_text=_("Swedish always; the others follow it."),
    )  # fmt: skip

    def details(self, pact: Pact) -> PactDetails:
        """What was typed."""
        names = ("city", "email", "phone", "address")
        values = {name: self.cleaned_data[name] for name in names}
        langs = tuple(self.cleaned_data["chosen"])
        return PactDetails(texts=self.written(pact), languages=langs, **values)

    @classmethod
    def initial_of(cls, pact: Pact) -> dict[str, Any]:
        """The pact as it stands."""
        names = ("city", "email", "phone", "address")
        values = {name: getattr(pact, name) for name in names}
        return {**cls.initial_texts(pact, pact.languages), **values, "chosen": pact.languages}


class GoalForm(TextsForm):
    """A goal."""

    texts: ClassVar[dict[str, Text]] = {"text": Text(_("Goal"), 400)}


class ValueForm(TextsForm):
    """Something that members gain."""

    texts: ClassVar[dict[str, Text]] = {
        "title": Text(_("In a few words"), 80),
        "text": Text(_("In a sentence"), 400, hint=_("What a member gains by taking part.")),
    }


class GroupForm(TextsForm):
    """A target group, or another definition of one."""

    texts: ClassVar[dict[str, Text]] = {
        "name": Text(_("Name"), 80),
        "definition": Text(
            _("Who belongs to it"), 1000,
            hint=_("By situation, never by ethnicity or religion."),
        ),
    }  # fmt: skip
    begins = day_field(_("From"), hint=_("Those counted before were counted by the old words."))

    def added(self) -> Added:
        """What was typed."""
        return Added(self.written(), self.cleaned_data["begins"])


class DistrictForm(forms.Form):
    """A new district."""

    name = forms.CharField(label=_("Name"), max_length=80)
    begins = day_field(_("From"), hint=_ALWAYS, required=False)


class MergeForm(forms.Form):
    """Which district takes over, and from when."""

    into = forms.ModelChoiceField(
        District.objects.none(), label=_("Becomes part of"), empty_label=_("Choose")
    )
    begins = day_field(_("From"), hint=_("The day before is the old district's last."))

    def __init__(self, district: District, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = District.objects.filter(pact=district.pact_id, valid_to__isnull=True)
        self.fields["into"].queryset = rows.exclude(pk=district.pk)  # type: ignore[attr-defined]


def _sector_choices() -> list[tuple[str, Any]]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for sector in sectors().values():
        grouped.setdefault(sector.section, []).append((sector.code, f"{sector.code} {sector.name}"))
    return [("", _("Choose")), *((str(rows[0][1]), rows) for rows in grouped.values())]


class SectorForm(TextsForm):
    """A trade that cannot take part, and why."""

    texts: ClassVar[dict[str, Text]] = {
        "reason": Text(_("Why"), 400, hint=_("Shown to those who ask to become members."))
    }
    sector = forms.ChoiceField(label=_("Trade (SNI 2007)"), choices=[])
    begins = day_field(_("From"), hint=_ALWAYS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = _sector_choices()  # type: ignore[attr-defined]


class SignatoryForm(TextsForm):
    """Who signs for the city."""

    texts: ClassVar[dict[str, Text]] = {"title": Text(_("Title"), 120, required=False)}
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Links for signing are sent here.")
    )
    signs = forms.ChoiceField(label=_("Signs"), choices=LetterKind.choices)
    position = forms.IntegerField(
        label=_("Order"), min_value=1, max_value=99, initial=1, help_text=_("1 stands first.")
    )
    valid_from = day_field(_("First day"), hint=_ALWAYS, required=False)
    valid_to = day_field(_("Last day"), hint=_("Empty means until further notice."), required=False)
    field_order = ("name", "title", "email", "signs", "position", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def details(self, kept: CitySignatory | None = None) -> SignatoryDetails:
        """What was typed."""
        names = ("name", "email", "position", "valid_from", "valid_to")
        values = {name: self.cleaned_data[name] for name in names}
        title = self.written(kept)["title"]
        return SignatoryDetails(title=title, signs=LetterKind(self.cleaned_data["signs"]), **values)

    @classmethod
    def initial_of(cls, row: CitySignatory, languages: list[str]) -> dict[str, Any]:
        """A signatory as it stands."""
        names = ("name", "email", "signs", "position", "valid_from", "valid_to")
        return {**cls.initial_texts(row, languages), **{n: getattr(row, n) for n in names}}


class RulesForm(forms.Form):
    """When the pact reminds and looks again."""

    reminder_days = forms.CharField(
        label=_("Days before a letter ends"), max_length=40,
        help_text=_("With commas between, as 90, 30, 7. The first is also when it is “running out”."),
    )  # fmt: skip
    reply_days = forms.IntegerField(
        label=_("We answer within (working days)"), min_value=1, max_value=30,
        help_text=_("Promised on the public pages to those who ask to join."),
    )  # fmt: skip
    check_in_month = forms.TypedChoiceField(
        label=_("Month of the yearly check-in"), coerce=int, choices=list(MONTHS.items())
    )
    contact_check_months = forms.IntegerField(
        label=_("Months between “are these still your people?”"), min_value=6, max_value=24
    )
    look_again_months = forms.IntegerField(
        label=_("Months until a vetted member is looked at again"), min_value=1, max_value=60
    )
    smallest_group = forms.IntegerField(
        label=_("Smallest group that is shown"), min_value=3, max_value=50,
        help_text=_("Figures about fewer people are never shown. 5 is usual."),
    )  # fmt: skip

    def clean_reminder_days(self) -> tuple[int, ...]:
        """The numbers, whatever stands between them."""
        parts = self.cleaned_data["reminder_days"].replace(",", " ").split()
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValidationError(_("Write one to six numbers from 1 to 365, as 90, 30, 7."))
        return tuple(int(part) for part in parts)

    def rules(self) -> PactRules:
        """What was typed."""
        return PactRules(**{name: self.cleaned_data[name] for name in PactRules.__slots__})

    @classmethod
    def initial_of(cls, pact: Pact, days: Iterable[int]) -> dict[str, Any]:
        """The rules as they stand."""
        values = {name: getattr(pact, name) for name in PactRules.__slots__}
        return {**values, "reminder_days": ", ".join(map(str, days))}


class RetentionForm(forms.Form):
    """How long each table keeps persons."""

    def __init__(self, declared: dict[str, Retention], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for label, each in declared.items():
            self.fields[label] = forms.IntegerField(
                label=_("Years"), min_value=0, max_value=each.years,
                error_messages={
                    "max_value": _("At most %(limit_value)s years: the city may shorten, not lengthen.")
                },
            )  # fmt: skip

    def years(self) -> dict[str, int]:
        """What was typed, by table."""
        return dict(self.cleaned_data)


def begins_initial(
    row: Any, form: type[TextsForm], languages: list[str], day: date
) -> dict[str, Any]:
    """The texts of a row as they stand, and the day a change begins unless told otherwise."""
    return {**form.initial_texts(row, languages), "begins": day}
