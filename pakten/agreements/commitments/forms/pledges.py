"""Forms about one promise and about one person who signs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.forms.inputs import MeasureField, quantity_field
from pakten.agreements.commitments.forms.remembering import RememberingForm
from pakten.agreements.commitments.models import Pledge
from pakten.agreements.commitments.rules import PledgeTerms, SignatoryTerms
from pakten.agreements.commitments.states import Party
from pakten.base.ui.inputs import DateInput
from pakten.parties.pacts.models import Activity, Measure


class PledgeForm(RememberingForm):
    """One pledge with all there is to say about it."""

    measure = MeasureField(
        Measure.objects.none(), label=_("What"), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": _("Choose what is promised.")},
    )  # fmt: skip
    quantity = quantity_field(_("How many"))
    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    due_on = forms.DateField(label=_("No later than"), widget=DateInput())
    note = forms.CharField(
        label=_("In more detail"), required=False, max_length=200,
        help_text=_("For example: at least eight weeks each. Write nothing about a single person."),
    )  # fmt: skip
    responsible = forms.CharField(
        label=_("Responsible"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"list": "people"}),
    )  # fmt: skip

    def __init__(
        self, pact_id: int, party: str, on: date, data: Any = None, *,
        activity: Activity | None = None, pledge: Pledge | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        if pledge:
            del self.fields["measure"]
            return
        rows = Measure.objects.promised(on).filter(pact=pact_id, by_city=party == Party.CITY)
        if activity:
            rows = rows.filter(activity=activity)
        self.fields["measure"].queryset = rows.select_related("activity")  # type: ignore[attr-defined]

    def terms(self) -> PledgeTerms:
        """The pledge as typed."""
        return PledgeTerms(**{name: self.cleaned_data[name] for name in PledgeTerms.__slots__})

    def seen_before(self) -> PledgeTerms:
        """The pledge as the writer's page showed it."""
        return PledgeTerms(**{name: self.seen(name) for name in PledgeTerms.__slots__})


class SignatoryForm(forms.Form):
    """Somebody who is to sign for a party."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"list": "people"})
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Needed only to sign by a personal link.")
    )
    language = forms.ChoiceField(
        label=_("Language of the message"), choices=[("sv", "Svenska"), ("en", "English")],
        required=False,
    )  # fmt: skip

    def terms(self) -> SignatoryTerms:
        """Who, as typed."""
        return SignatoryTerms(**self.cleaned_data)
