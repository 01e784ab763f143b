"""Forms of what is done to many members at once."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.inputs import DateInput
from pakten.parties.imports.actions import Letterhead
from pakten.parties.imports.states import Field
from pakten.parties.organisations.queries import coordinators
from pakten.parties.organisations.states import ContactRole, Level
from pakten.parties.pacts.models import District, Pact

LABELS = {
    Field.RESPONSIBLE: _("Responsible at the city"),
    Field.LEVEL: _("Level of engagement"),
    Field.DISTRICT: _("District"),
    Field.CONTACTED: _("The day you last spoke or met"),
}


class ChangeForm(forms.Form):
    """The value that many are to have."""

    def __init__(self, field: Field, pact: Pact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = self._value(field, pact)

    @staticmethod
    def _value(field: Field, pact: Pact) -> forms.Field:
        label = LABELS[field]
        if field == Field.CONTACTED:
            return forms.DateField(label=label, widget=DateInput(), initial=timezone.localdate())
        options: list[tuple[str, Any]]
        if field == Field.LEVEL:
            options = [("", _("Not chosen")), *Level.choices]
        elif field == Field.RESPONSIBLE:
            options = [("", _("Nobody yet"))]
            options += [(str(each.pk), each.name) for each in coordinators(pact.pk)]
        else:
            rows = District.objects.filter(pact=pact, successor__isnull=True)
            options = [("", _("Not known")), *((str(each.pk), str(each)) for each in rows)]
        return forms.ChoiceField(label=label, choices=options, required=False)

    def value(self) -> str:
        """As text: a code, an id or a day."""
        return str(self.cleaned_data.get("value") or "")


class MessageForm(forms.Form):
    """A message to contacts."""

    role = forms.ChoiceField(
        label=_("To"), required=False,
        choices=[("", _("All contacts")), *ContactRole.choices],
        help_text=_("Where nobody has the role, the first contact gets the message."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Greeting, the pact's name and how to hear less are put around it."),
    )  # fmt: skip

    def letter(self) -> Letterhead:
        """What was written, for the action."""
        told = self.cleaned_data
        return Letterhead(told["subject"], told["text"], told["role"])
