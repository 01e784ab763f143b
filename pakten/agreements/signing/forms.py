"""Forms of signing."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.states import Method, Party
from pakten.agreements.signing.rules import LONGEST_DRAWING, Signing, same_name
from pakten.agreements.signing.states import DeclineReason, NotSigned
from pakten.base.ui.inputs import DateInput

OFFICE = [(m.value, m.label) for m in (Method.OCCASION, Method.PAPER)]


class RecordForm(forms.Form):
    """What the office records about a signature given on paper or at an occasion."""

    content_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput())
    method = forms.ChoiceField(label=_("How"), choices=OFFICE, widget=forms.RadioSelect)

    def show_current(self, content_hash: str) -> None:
        """After a refusal: the page shows the letter as it is now, so that is what is signed."""
        show_current(self, content_hash)

    def signing(self) -> Signing:
        """What was typed, for the action."""
        values = self.cleaned_data
        return Signing(
            signed_on=values["signed_on"],
            content_hash=values["content_hash"],
            method=Method(values["method"]),
        )


def show_current(form: forms.Form, content_hash: str) -> None:
    """Send the fingerprint of the letter as it is now the next time."""
    typed = cast("QueryDict", form.data).copy()
    typed["content_hash"] = content_hash
    form.data = typed


def promiser(letter: Letter, party: str) -> str:
    """Whom the signatory signs for, by name."""
    return letter.pact.city if party == Party.CITY else letter.organisation.name


def statement_of(letter: Letter, signatory: Signatory) -> str:
    """What is agreed to by signing, in the reader's language. Kept with the signature."""
    said = gettext("I have read the letter and have the right to sign for %(party)s.")
    return said % {"party": promiser(letter, signatory.party)}


class SignForm(forms.Form):
    """The signature itself: a code, one's name, and that one has read and may."""

    content_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(
        label=_("The code from the e-mail"), max_length=12,
        error_messages={"required": _("Write the code from the e-mail.")},
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "p-code"}
        ),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Your name"), max_length=120, error_messages={"required": _("Write your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )  # fmt: skip
    drawing = forms.RegexField(
        r"^[ML0-9 ]*$", widget=forms.HiddenInput, required=False, max_length=LONGEST_DRAWING
    )
    agreed = forms.BooleanField(
        error_messages={"required": _("Tick that you have read it and have the right to sign.")}
    )

    def __init__(
        self, letter: Letter, signatory: Signatory, *args: Any, with_code: bool = True,
        method: Method = Method.LINK, **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs["initial"] = {"content_hash": letter.content_hash, "name": ""}
        super().__init__(*args, **kwargs)
        self.method, self.signatory = method, signatory
        self.statement = statement_of(letter, signatory)
        self.fields["agreed"].label = self.statement
        help_text = gettext("As it stands in the letter: %(name)s") % {"name": signatory.name}
        self.fields["name"].help_text = help_text
        if not with_code:
            del self.fields["code"]

    def clean_name(self) -> str:
        """Checked before the code is used up."""
        name = str(self.cleaned_data["name"])
        if not same_name(name, self.signatory.name):
            said = gettext("Write your name as it stands in the letter: %(name)s.")
            raise forms.ValidationError(said % {"name": self.signatory.name})
        return name

    def signing(self, today: date) -> Signing:
        """What was typed, for the action."""
        values = self.cleaned_data
        return Signing(
            signed_on=today,
            content_hash=values["content_hash"],
            method=self.method,
            typed_name=values["name"],
            statement=self.statement,
            language=get_language() or "",
            drawing=values["drawing"],
        )


class DeclineForm(forms.Form):
    """Why one does not sign."""

    reason = forms.ChoiceField(
        label=_("Why do you not sign?"), choices=DeclineReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your own words"), required=False, max_length=300,
        help_text=_("For example who signs instead, or what must change."),
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class TabletForm(forms.Form):
    """How the coordinator knows who signs on the screen."""

    identified = forms.TypedChoiceField(
        label=_("How do we know who signs?"), widget=forms.RadioSelect, coerce=lambda v: v == "seen",
        choices=[
            ("code", _("Each gets a code by e-mail and types it on the screen")),
            ("seen", _("I am beside and know them, or have seen who they are")),
        ],
        error_messages={"required": _("Choose how.")},
    )  # fmt: skip


class NoteForm(forms.Form):
    """Why a letter was not signed on the day."""

    reason = forms.ChoiceField(
        label=_("Why was it not signed?"), choices=NotSigned.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )  # fmt: skip
    next_on = forms.DateField(
        label=_("New date"), required=False,
        help_text=_("When it is to be signed instead, if you know."),
        widget=DateInput(),
    )  # fmt: skip


class PaceForm(forms.Form):
    """How long the letters take."""

    first = forms.IntegerField(
        label=_("Minutes before the first letter"), min_value=0, max_value=240,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
    each = forms.IntegerField(
        label=_("Minutes for each letter"), min_value=1, max_value=120,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
