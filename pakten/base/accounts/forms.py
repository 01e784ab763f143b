"""Signing in: allauth's forms with our words, and the password as the exception."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SetPasswordForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """An address is enough: without a password a code is sent there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Your e-mail"),
            error_messages={
                "required": _("Write your e-mail address."),
                "invalid": _("Write the whole address, like name@example.se."),
            },
            widget=forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            required=False,
            strip=False,
            max_length=200,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )

    def _setup_password_field(self) -> None:
        """Allauth drops the password where sign-up has none; here it is kept, and optional."""

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        if self.data.get("how") == "password" and not self.data.get("password"):
            self.add_error("password", _("Write your password, or have a code sent instead."))
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail; spaces and dashes in it do not matter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code"),
            max_length=20,
            error_messages={"required": _("Write the code from the e-mail.")},
            widget=forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "p-code"}
            ),
        )

    def clean_code(self) -> str:
        self.cleaned_data["code"] = "".join(c for c in self.cleaned_data["code"] if c.isalnum())
        code: str = super().clean_code()
        return code


class ChangeForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password for one who has one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, oldpassword=_("The password you have now"))


class ChooseForm(SetPasswordForm):  # type: ignore[misc]
    """A first password, for one who has signed in by code so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self)


def _word(form: forms.Form, **labels: Any) -> None:
    """Our labels, no placeholders: a placeholder is gone when one writes."""
    form.fields["password1"].help_text = _("At least 12 characters. A few words in a row are good.")
    labels |= {"password1": _("New password"), "password2": _("The new password once more")}
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)
    if "oldpassword" in form.fields:
        form.fields["oldpassword"].help_text = ""


class ViewForm(forms.Form):
    """A view's name, and who sees it."""

    name = forms.CharField(label=_("Name of the view"), max_length=40)
    is_shared = forms.BooleanField(
        label=_("Show it to everybody at the pact office"), required=False,
        help_text=_("Only you can rename or remove it."),
    )  # fmt: skip


class SaveViewForm(ViewForm):
    """A search of a list page, to be given a name."""

    page = forms.SlugField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
