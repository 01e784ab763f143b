"""Forms of templates: the template with its proposals in one, and one proposal to add."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.actions.templates import Proposal, TemplateTerms
from pakten.agreements.commitments.forms.inputs import MeasureField, quantity_field
from pakten.agreements.commitments.models import LetterTemplate, TemplateLine
from pakten.agreements.commitments.states import Party
from pakten.base.ui.inputs import DateInput
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Measure

_MONTHS = _("Write a number of months.")


def _months(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=120, error_messages={"invalid": _MONTHS},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more,
    )  # fmt: skip


def _employees(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=False)


class TemplateForm(forms.Form):
    """For whom a template is and what it proposes; one set of fields per proposal."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    about = forms.CharField(label=_("When to use it"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind of member"), choices=Kind.choices)
    smallest = _employees(_("Employees from"))
    largest = _employees(_("Employees to"))
    months = _months(_("Months the letter lasts"), initial=24)
    background = forms.CharField(
        label=_("Background"), required=False, max_length=2000,
        help_text=_("The first paragraph of the letter."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Used from"), required=False, widget=DateInput())
    valid_to = forms.DateField(label=_("Used to"), required=False, widget=DateInput())

    def __init__(
        self, data: Any = None, *, template: LetterTemplate | None = None,
        lines: Sequence[TemplateLine] = (),
    ) -> None:  # fmt: skip
        self.template, self.lines = template, lines
        super().__init__(data, initial=self._initial())
        for line in lines:
            what = f"{line.measure.name}"
            made = {
                "quantity": quantity_field(_("How many: %(what)s") % {"what": what}),
                "months": _months(_("Months: %(what)s") % {"what": what}, required=False),
                "note": forms.CharField(
                    label=_("In more detail: %(what)s") % {"what": what},
                    required=False, max_length=200,
                ),
            }  # fmt: skip
            self.fields |= {f"l{line.pk}-{name}": field for name, field in made.items()}

    def _initial(self) -> dict[str, Any]:
        if self.template is None:
            return {}
        names = (
            "version", "about", "kind", "smallest", "largest", "months", "background",
            "valid_from", "valid_to",
        )  # fmt: skip
        values = {name: getattr(self.template, name) for name in names}
        words = self.template.name
        values |= {"name": words.get("sv") or str(words), "name_en": words.get("en", "")}
        for line in self.lines:
            for name in ("quantity", "months", "note"):
                values[f"l{line.pk}-{name}"] = getattr(line, name)
        return values

    def rows(self) -> list[tuple[TemplateLine | forms.BoundField, ...]]:
        """Each proposal with its fields: how many, months, in more detail."""
        names = ("quantity", "months", "note")
        return [(line, *(self[f"l{line.pk}-{name}"] for name in names)) for line in self.lines]

    def terms(self) -> TemplateTerms:
        """The template as typed. Other languages of the name stay."""
        typed = dict(self.cleaned_data)
        words = dict(self.template.name) if self.template else {}
        words |= {"sv": typed["name"], "en": typed["name_en"]}
        name = LocalText({lang: said for lang, said in words.items() if said})
        names = TemplateTerms.__slots__
        return TemplateTerms(**{n: typed[n] for n in names if n not in ("name",)}, name=name)

    def proposals(self) -> dict[int, Proposal]:
        """Each proposal as typed."""
        typed = self.cleaned_data
        return {
            line.pk: Proposal(
                typed[f"l{line.pk}-quantity"],
                typed[f"l{line.pk}-months"],
                typed[f"l{line.pk}-note"],
            )
            for line in self.lines
        }


class ProposalForm(forms.Form):
    """One more thing a template proposes."""

    measure = MeasureField(
        Measure.objects.none(), label=_("What"), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Choose what is promised.")},
    )  # fmt: skip
    quantity = quantity_field(_("How many"))
    months = _months(
        _("Months to do it in"), required=False, help_text=_("Empty: as long as the letter.")
    )
    note = forms.CharField(label=_("In more detail"), required=False, max_length=200)

    def __init__(self, pact_id: int, party: str, on: date, data: Any = None) -> None:
        super().__init__(data)
        rows = Measure.objects.promised(on).filter(pact=pact_id, by_city=party == Party.CITY)
        self.fields["measure"].queryset = rows.select_related("activity")  # type: ignore[attr-defined]

    def proposal(self) -> Proposal:
        """The proposal as typed."""
        return Proposal(**{name: self.cleaned_data[name] for name in Proposal.__slots__})
