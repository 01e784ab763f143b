"""Forms about people: the register form and one form for each part of a profile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.inputs import DateInput
from pakten.parties.pacts.models import District, TargetGroup
from pakten.parties.people.actions import Yes
from pakten.parties.people.beginning import Newcomer
from pakten.parties.people.consent_texts import LANGUAGES, written_in
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import counsellors, found_terms
from pakten.parties.people.rules import OCCUPATIONS
from pakten.parties.people.states import ConsentWay, Purpose

# Those who come most often; the profile's own list of spoken languages is longer.
SPOKEN_FIRST = (
    ("sv", "svenska"), ("en", "English"), ("ar", "العربية"), ("so", "Soomaali"), ("ti", "ትግርኛ"),
    ("fa", "فارسی"), ("prs", "دری"), ("uk", "українська"), ("tr", "Türkçe"), ("bs", "bosanski"),
    ("ru", "русский"), ("es", "español"), ("ku", "Kurdî"), ("pl", "polski"), ("th", "ไทย"),
)  # fmt: skip


class TermField(forms.CharField):
    """A term written in words: one that fits is taken, several are asked about."""

    def __init__(self, *, kinds: frozenset[ConceptKind], **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(max_length=120, **kwargs)

    def clean(self, value: Any) -> Concept | None:
        """The term; raises when none or more than one is meant."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        found = found_terms(self.kinds, text)
        same = [t for t in found if text.casefold() in (t.label_sv.casefold(), t.label.casefold())]
        if len(same or found) == 1:
            return (same or found)[0]
        if not found:
            raise ValidationError(gettext("We found nothing with these words. Try a shorter word."))
        names = " · ".join(term.label for term in found[:6])
        raise ValidationError(gettext("Which one do you mean? {names}").format(names=names))


class RegisterForm(forms.ModelForm):  # type: ignore[type-arg]
    """The whole registration on one page. `twins` are those already registered who look the same."""

    worked_as = TermField(kinds=OCCUPATIONS, label=_("Has worked with"), required=False)
    years = forms.IntegerField(label=_("Years"), required=False, min_value=0, max_value=60)
    wants_to = TermField(kinds=OCCUPATIONS, label=_("Wants to work with"), required=False)
    matching = forms.BooleanField(label=_("Yes, look for jobs and places"), required=False)
    presenting = forms.BooleanField(label=_("Yes, show employers after a yes"), required=False)
    contact = forms.BooleanField(label=_("Yes, call and write"), required=False)
    follow_up = forms.BooleanField(label=_("Yes, ask how it goes later"), required=False)
    sharing = forms.BooleanField(label=_("Yes, share with the employment service"), required=False)
    consent_language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
    how = forms.ChoiceField(
        label=_("How the answer was given"),
        choices=[c for c in ConsentWay.choices if c[0] != ConsentWay.OWN],
    )
    with_interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    access = forms.BooleanField(
        label=_("Send a sign-in link by e-mail"),
        help_text=_("The person can then see their own profile and answer proposals."),
        required=False,
    )
    is_another = forms.BooleanField(label=_("This is another person"), required=False)

    class Meta:
        model = Participant
        fields = (
            "given_name", "family_name", "birth_year", "gender", "target_group", "district",
            "language", "phone", "email", "contact_way", "swedish", "available_from",
            "hours_per_week", "own_words", "counsellor",
        )  # fmt: skip
        widgets = {
            "available_from": DateInput(),
            "own_words": forms.Textarea(attrs={"rows": 3}),
            "language": forms.Select(choices=SPOKEN_FIRST),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        }
        help_texts = {
            "gender": _("Only for statistics. It never affects who is proposed."),
            "own_words": _("What the person is good at and likes. Nothing about health or belief."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self)
        self.twins: list[Participant] = []

    def yeses(self) -> list[Yes]:
        """The consents ticked."""
        data = self.cleaned_data
        return [
            Yes(p, data["consent_language"], ConsentWay(data["how"]), data["with_interpreter"])
            for p in Purpose
            if data[p.value]
        ]

    def values(self) -> dict[str, Any]:
        """The person's own columns."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("access") and not data.get("email"):
            self.add_error("email", gettext("An e-mail address is needed to sign in."))
        return data


def narrow_choices(form: forms.BaseForm) -> None:
    """Only what is in force today can be chosen, and only those who counsel."""
    today = timezone.localdate()
    querysets = {
        "target_group": lambda: TargetGroup.objects.on(today),
        "district": lambda: District.objects.on(today),
        "counsellor": counsellors,
    }
    if "counsellor" in form.fields:
        form.fields["counsellor"].required = True
    for name in querysets.keys() & form.fields.keys():
        form.fields[name].queryset = querysets[name]()  # type: ignore[attr-defined]


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """One part of a profile. Subclassed by `part_form`."""

    class Meta:
        model = Participant
        fields: tuple[str, ...] = ()
        widgets = {
            **RegisterForm.Meta.widgets,
            "swedish_next_on": DateInput(),
            "earliest_start": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = RegisterForm.Meta.help_texts

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self)


class ReachForm(forms.Form):
    """The districts a person can travel to."""

    districts = forms.ModelMultipleChoiceField(
        District.objects.none(),
        label=_("Can travel to"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = District.objects.on(timezone.localdate())  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """How a yes was given, told by the counsellor."""

    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
    how = forms.ChoiceField(
        label=_("How the answer was given"),
        choices=[c for c in ConsentWay.choices if c[0] != ConsentWay.OWN],
    )
    with_interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)

    def yes(self, purpose: Purpose, reads: str) -> Yes:
        """What was told, as the action takes it."""
        data = self.cleaned_data
        return Yes(purpose, data["language"], ConsentWay(data["how"]), data["with_interpreter"])


class EmptyForm(forms.Form):
    """A form of one button."""


class OwnConsentForm(EmptyForm):
    """The person's own yes."""

    def yes(self, purpose: Purpose, reads: str) -> Yes:
        """A yes in the language the person reads the text in."""
        return Yes(purpose, written_in(reads), ConsentWay.OWN)


class BeginForm(forms.Form):
    """Where to send the way in."""

    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class NewcomerForm(forms.Form):
    """Who somebody is: as little as it takes to begin."""

    given_name = forms.CharField(
        label=_("First name"), max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )  # fmt: skip
    family_name = forms.CharField(
        label=_("Last name"), max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )  # fmt: skip
    birth_year = forms.IntegerField(label=_("Which year were you born?"))
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("Where do you live?"), empty_label=_("Choose")
    )
    matching = forms.BooleanField(required=False)
    contact = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow_choices(self)

    def newcomer(self, asked: tuple[Purpose, ...]) -> Newcomer:
        """What was told, with the yeses ticked."""
        names = ("given_name", "family_name", "birth_year", "district")
        purposes = tuple(purpose for purpose in asked if self.cleaned_data[purpose.value])
        return Newcomer(**{n: self.cleaned_data[n] for n in names}, purposes=purposes)
