"""Forms of measures: what is counted and how, and who minds it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.statistics.states import Breakdown
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions.measures import MeasureDetails, Minding
from pakten.parties.pacts.forms.base import Text, TextsForm, day_field
from pakten.parties.pacts.models import Activity, Measure, Pact, Staff
from pakten.parties.pacts.queries.measures import of_persons
from pakten.parties.pacts.rules import suiting
from pakten.parties.pacts.states import Deed

MOST = 1_000_000


class DefinitionForm(TextsForm):
    """What is counted and how it is promised, from a day."""

    texts: ClassVar[dict[str, Text]] = {
        "name": Text(_("Name"), 80),
        "unit": Text(_("What is counted"), 60, hint=_("In the plural, as “places” or “meetings”.")),
        "definition": Text(_("When it counts"), 1000, hint=_("So that everybody counts the same.")),
        "pledge_sentence": Text(
            _("The promise as a sentence"), 300, required=False,
            hint=_("With {quantity} where the number stands, as “Take {quantity} interns”."),
        ),
    }  # fmt: skip
    deed = forms.ChoiceField(
        label=_("Counts each"), choices=[("", _("Nothing: it is worked out")), *Deed.choices],
        required=False, help_text=_("Each is written in the ledger once, with its day."),
    )  # fmt: skip
    formula = forms.CharField(
        label=_("Or worked out by a formula"), max_length=300, required=False,
        help_text=_("With the codes of other measures, as hires + extra_jobs."),
    )  # fmt: skip
    is_share = forms.BooleanField(label=_("The formula gives a share in percent"), required=False)
    by_city = forms.TypedChoiceField(
        label=_("Promised by"), coerce=lambda value: value == "city", widget=forms.RadioSelect,
        choices=[("member", _("The member")), ("city", _("The city"))], initial="member",
    )  # fmt: skip
    per_person = forms.BooleanField(
        label=_("One deed concerns one person"), required=False,
        help_text=_("Then small numbers are never shown, and the person's part in it is protected."),
    )  # fmt: skip
    inside = forms.ChoiceField(
        label=_("The same persons are also counted in"), required=False,
        help_text=_("As people referred on are among the people met. Then the rest is protected too."),
    )  # fmt: skip
    is_headline = forms.BooleanField(
        label=_("One of the figures the pact is judged by"), required=False
    )
    begins = day_field(
        _("From"), hint=_("Promises made before keep the definition they were made on.")
    )

    def __init__(self, pact: Pact, *args: Any, kin: str = "", **kwargs: Any) -> None:
        super().__init__(pact, *args, **kwargs)
        inside: Any = self.fields["inside"]
        persons = of_persons(pact)
        persons.pop(kin, None)
        inside.choices = [("", _("No other measure")), *persons.items()]

    def details(self, kept: Measure | None = None) -> MeasureDetails:
        """What was typed."""
        data = self.cleaned_data
        return MeasureDetails(
            texts=self.written(kept),
            deed=Deed(data["deed"]) if data["deed"] else None,
            formula=data["formula"].strip(),
            is_share=data["is_share"],
            by_city=data["by_city"],
            per_person=data["per_person"],
            inside=data["inside"],
            is_headline=data["is_headline"],
        )

    @classmethod
    def initial_of(cls, measure: Measure, languages: list[str], begins: date) -> dict[str, Any]:
        """A measure as it stands."""
        names = ("deed", "formula", "is_share", "per_person", "inside", "is_headline")
        values = {name: getattr(measure, name) for name in names}
        side = "city" if measure.by_city else "member"
        texts = cls.initial_texts(measure, languages)
        return {**texts, **values, "by_city": side, "begins": begins}


class MeasureForm(DefinitionForm):
    """A new measure, within an activity."""

    activity = forms.ModelChoiceField(Activity.objects.none(), label=_("Activity"))

    def __init__(self, pact: Pact, *args: Any, **kwargs: Any) -> None:
        super().__init__(pact, *args, **kwargs)
        field: Any = self.fields["activity"]
        field.queryset = Activity.objects.filter(pact=pact, valid_to=None)
        self.order_fields(["activity"])


class MindingForm(TextsForm):
    """Who minds a measure, what there was before the pact, what it is told by."""

    texts: ClassVar[dict[str, Text]] = {
        "baseline_note": Text(
            _("Where that number comes from"), 300, required=False,
            hint=_("The year and the source, so that it can be checked."),
        ),
    }  # fmt: skip
    owner = forms.TypedChoiceField(
        label=_("Minded by"), coerce=int, required=False, empty_value=None
    )
    baseline = forms.IntegerField(
        label=_("Before the pact"), required=False, min_value=0, max_value=MOST,
        help_text=_("What there was in a year, in the measure's own unit."),
    )  # fmt: skip
    breakdowns = forms.MultipleChoiceField(
        label=_("Is told by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_headline = forms.BooleanField(
        label=_("One of the figures the pact is judged by"), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:
        super().__init__(measure.pact, *args, **kwargs)
        holders = Staff.objects.filter(pact=measure.pact_id, ended_on=None)
        people = holders.order_by("account__name").values_list("account", "account__name")
        owner: Any = self.fields["owner"]
        owner.choices = [("", _("Nobody yet")), *dict(people).items()]
        breakdowns: Any = self.fields["breakdowns"]
        fitting = suiting(per_person=measure.per_person)
        breakdowns.choices = [(b.value, b.label) for b in Breakdown if b.value in fitting]
        self.order_fields(["owner", "baseline", "baseline_note"])

    def minding(self, kept: Measure) -> Minding:
        """What was typed."""
        data = self.cleaned_data
        return Minding(
            owner_id=data["owner"],
            baseline=data["baseline"],
            baseline_note=LocalText(
                {k: v for k, v in self.written(kept)["baseline_note"].items() if v}
            ),
            breakdowns=tuple(data["breakdowns"]),
            is_headline=data["is_headline"],
            seen=data["seen"],
        )

    @classmethod
    def initial_of(cls, measure: Measure) -> dict[str, Any]:
        """A measure as it stands."""
        names = ("baseline", "breakdowns", "is_headline")
        values = {name: getattr(measure, name) for name in names}
        texts = cls.initial_texts(measure, measure.pact.languages)
        return {**texts, **values, "owner": measure.owner_id, "seen": Minding.of(measure).mark}
