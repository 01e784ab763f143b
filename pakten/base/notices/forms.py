"""One's own settings."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.notices.states import RULES, Pace, Topic
from pakten.base.ui.languages import EVERY


class AccountForm(forms.Form):
    """How one is called, reached and written to."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language"), help_text=_("For the pages and for e-mail."))

    def __init__(self, written_in: Collection[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.code, each.name) for each in EVERY if each.code in written_in]
        self.fields["language"].choices = offered  # type: ignore[attr-defined]


class PaceForm(forms.Form):
    """One choice for each topic."""

    def __init__(
        self, topics: list[Topic], paces: dict[Topic, Pace], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for topic in topics:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label,
                help_text=str(RULES[topic].about),
                choices=_choices(topic),
                initial=paces[topic].value,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose how often."),
                    "invalid_choice": _(
                        "What you have to sign cannot be turned off. Choose how often instead."
                    ),
                },
            )

    def wanted(self) -> dict[Topic, Pace]:
        """What was chosen."""
        return {Topic(name): Pace(value) for name, value in self.cleaned_data.items()}


def _choices(topic: Topic) -> list[tuple[str, str | Promise]]:
    rows: list[tuple[str, str | Promise]] = [(pace.value, pace.label) for pace in Pace]
    return rows if RULES[topic].can_be_off else rows[:-1]
