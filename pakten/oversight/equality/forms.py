"""Forms of the groups and of the steps."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.oversight.equality.actions import Group, Step
from pakten.oversight.equality.models import Eligible, EqualityStep
from pakten.oversight.equality.states import StepState
from pakten.parties.pacts.forms.base import Text, TextsForm, day_field
from pakten.parties.pacts.models import District, Pact, TargetGroup


class GroupForm(forms.Form):
    """How many women and men could be reached in a year."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    target_group = forms.ModelChoiceField(
        TargetGroup.objects.none(), label=_("Target group"), required=False,
        empty_label=_("The whole target group of the pact"),
    )  # fmt: skip
    district = forms.ModelChoiceField(
        District.objects.none(),
        label=_("District"),
        required=False,
        empty_label=_("The whole city"),
    )
    women = forms.IntegerField(label=_("Women"), min_value=0, max_value=10_000_000)
    men = forms.IntegerField(label=_("Men"), min_value=0, max_value=10_000_000)
    source = forms.CharField(
        label=_("Source"), max_length=200,
        help_text=_("The register and what was counted, so that somebody else can count it again."),
    )  # fmt: skip
    counted_on = day_field(_("Counted on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target_group"].queryset = TargetGroup.objects.all()  # type: ignore[attr-defined]
        self.fields["district"].queryset = District.objects.filter(successor=None)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(row: Eligible) -> dict[str, Any]:
        """The form's values for a group."""
        return {name: getattr(row, name) for name in Group.__slots__}

    def group(self) -> Group:
        """What was typed, for the action."""
        return Group(**self.cleaned_data)


class StepForm(TextsForm):
    """What is done about a gap, and how it goes."""

    texts: ClassVar[dict[str, Text]] = {
        "what": Text(_("What we do"), 200),
        "result": Text(_("What came of it"), 300, required=False),
    }
    owner = forms.CharField(
        label=_("Who sees to it"), max_length=120,
        help_text=_("A unit or a member, shown on the public page. Not a person."),
    )  # fmt: skip
    due_on = day_field(_("Ready no later than"))
    state = forms.ChoiceField(label=_("How it goes"), choices=StepState.choices)
    reason = forms.CharField(
        label=_("Why it was dropped"), max_length=200, required=False,
        help_text=_("Only if it was dropped. Shown on the public page."),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, row: EqualityStep | None, pact: Pact) -> dict[str, Any]:
        """The form's values for a step."""
        if row is None:
            return {"state": StepState.ON_TRACK}
        own = {name: getattr(row, name) for name in ("owner", "due_on", "state", "reason")}
        return own | cls.initial_texts(row, pact.languages)

    def step(self, kept: EqualityStep | None = None) -> Step:
        """What was typed, for the action."""
        texts, typed = self.written(kept), self.cleaned_data
        return Step(
            what=texts["what"],
            result=texts["result"],
            owner=typed["owner"],
            due_on=typed["due_on"],
            state=StepState(typed["state"]),
            reason=typed["reason"],
        )
