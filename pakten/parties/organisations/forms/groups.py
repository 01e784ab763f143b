"""Forms of the group, the level of engagement, and what an association offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.fields import LocalTextFormField
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.actions import LocalOffer
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import possible_parents
from pakten.parties.organisations.states import SPOKEN_LANGUAGES, Level
from pakten.parties.pacts.models import District


class GroupForm(forms.Form):
    """Which organisation this one belongs to."""

    parent = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Belongs to"), empty_label=_("Choose"),
        help_text=_("A corporation, or the city. Each keeps its own letter and its own contacts."),
    )  # fmt: skip

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = possible_parents(  # type: ignore[attr-defined]
            organisation
        )


class LevelForm(forms.Form):
    """How much the organisation wants to do."""

    level = forms.ChoiceField(
        label=_("Level of engagement"), choices=Level.choices, widget=forms.RadioSelect,
        help_text=_("You can change it whenever you want. What you promise stands in the letter."),
    )  # fmt: skip


def _text(label: Any, lang: str = "sv", **kwargs: Any) -> LocalTextFormField:
    return LocalTextFormField(
        lang=lang, label=label, required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}), **kwargs,
    )  # fmt: skip


class LocalOfferForm(forms.Form):
    """What an association does, for whom, where and in which languages."""

    offers_locally = _text(
        _("What you offer, in Swedish"),
        help_text=_("Say what somebody can come to: day, place, what it costs, what one does."),
    )
    offers_locally_en = _text(_("What you offer, in English"), "en")
    reaches = _text(
        _("Whom you reach, in Swedish"), help_text=_("For example parents with small children.")
    )
    reaches_en = _text(_("Whom you reach, in English"), "en")
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), choices=SPOKEN_LANGUAGES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    districts = forms.ModelMultipleChoiceField(
        District.objects.none(), label=_("Districts where you are active"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = District.objects.filter(  # type: ignore[attr-defined]
            pact=organisation.pact_id, successor__isnull=True
        )

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        """The form's values for an association."""
        return {
            "offers_locally": organisation.offers_locally,
            "offers_locally_en": organisation.offers_locally,
            "reaches": organisation.reaches,
            "reaches_en": organisation.reaches,
            "languages": organisation.languages,
            "districts": list(organisation.active_in.values_list("district", flat=True)),
        }

    def offer(self, kept: Organisation) -> LocalOffer:
        """What was typed over what is kept, so that a third language stays."""
        values = self.cleaned_data
        return LocalOffer(
            offers_locally=self._over(kept.offers_locally, "offers_locally"),
            reaches=self._over(kept.reaches, "reaches"),
            languages=tuple(values["languages"]),
            districts=tuple(values["districts"]),
        )

    def _over(self, kept: LocalText, name: str) -> LocalText:
        return LocalText({**kept, **self.cleaned_data[name], **self.cleaned_data[f"{name}_en"]})
