"""A form that remembers what its page showed, so that two can write in one letter at a time.

Each field is sent with its value as shown, under "was-<name>". Where two wrote different things,
the page shows both and asks: "choice-<name>" is "mine" or "theirs".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two have written in: what each wrote."""

    name: str
    label: str
    mine: str
    theirs: str


def as_typed(value: Any) -> str:
    """A value as its field writes it."""
    return "" if value is None else str(value)


class RememberingForm(forms.Form):
    """Fields with what the page showed. `initial` is what stands now."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.clashes: list[Clash] = []

    def was(self) -> list[tuple[str, str]]:
        """The hidden fields: name and value."""
        return [(f"was-{name}", self._was(name)) for name in self.fields]

    def _was(self, name: str) -> str:
        return str(self.data.get(f"was-{name}", as_typed(self.initial.get(name))))

    def seen(self, name: str) -> Any:
        """The value of a field as its page showed it; as it stands now where nothing was sent."""
        sent = self.data.get(f"was-{name}")
        if sent is None:
            return self.initial.get(name)
        try:
            return self.fields[name].clean(sent)
        except ValidationError:
            return self.initial.get(name)

    def clean(self) -> dict[str, Any]:
        """Take the other's words where they were chosen; ask where nothing was."""
        values = super().clean() or {}
        sent = cast("QueryDict", self.data)
        for name in sent.getlist("clash") if hasattr(sent, "getlist") else []:
            choice = sent.get(f"choice-{name}")
            if name not in self.fields:
                continue
            if choice == THEIRS:
                values[name] = self.seen(name)
                self.errors.pop(name, None)
            elif choice != MINE and name in values:
                self._remember(name)
                self.add_error(name, _("Choose which of the two stays."))
        return values

    def _remember(self, name: str) -> None:
        mine = str(self.data.get(name, ""))
        label = str(self.fields[name].label)
        self.clashes.append(Clash(name, label, mine, self._was(name)))

    def show_current(self, current: Mapping[str, Any]) -> None:
        """After a clash: what was not touched shows what stands now, the rest keeps what was typed."""
        clashing = [
            name
            for name, errors in self.errors.as_data().items()
            if any(error.code == "clash" for error in errors)
        ]
        typed = cast("QueryDict", self.data).copy()
        for name in self.fields:
            now = as_typed(current.get(name))
            if typed.get(name, "").strip() == self._was(name).strip():
                typed[name] = now
            typed[f"was-{name}"] = now
        self.data = typed
        for name in clashing:
            self._remember(name)
