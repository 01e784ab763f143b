"""Model and form fields for text in more than one language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from pakten.base.ui.text import LocalText


class _LocalTextAttribute(DeferredAttribute):
    """Makes a `LocalText` of what is assigned, so that `str()` is right before saving too."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if value is None or isinstance(value, (str, dict)):
            value = LocalText(value)
        instance.__dict__[self.field.attname] = value


class LocalTextField(models.JSONField):
    """A JSON column `{"sv": ..., "en": ..., "ar": ...}` read as a `LocalText`.

    Takes a `LocalText`, a dict, or a plain string (which is Swedish). Defaults to empty.
    Filter one language with `name__sv__icontains=...`.
    """

    descriptor_class = _LocalTextAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", LocalText)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The column as a `LocalText` (NULL as an empty one); one language of it as it is."""
        found = super().from_db_value(value, expression, connection)
        return LocalText(found) if found is None or isinstance(found, dict) else found

    def to_python(self, value: Any) -> Any:
        """A `LocalText` from a dict or a string."""
        return LocalText(value) if isinstance(value, (str, dict)) else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Store a plain dict without the empty languages."""
        if isinstance(value, (str, dict)):
            value = {code: text for code, text in LocalText(value).items() if text}
        return super().get_db_prep_save(value, connection)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse an empty text where the field is not `blank`."""
        if not self.blank and not any((value or {}).values()):
            raise ValidationError(_("Write a text here."), code="required")

    def formfield(self, **kwargs: Any) -> Any:
        """One Swedish text box; the other languages stay as they were."""
        kwargs.setdefault("form_class", LocalTextFormField)
        return models.Field.formfield(self, **kwargs)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Put the edited languages over those the instance has."""
        kept = getattr(instance, self.attname) or {}
        setattr(instance, self.attname, LocalText({**kept, **LocalText(data)}))


class LocalTextFormField(forms.CharField):
    """Edits the text of one language, Swedish unless told; cleans to a `LocalText` of it."""

    def __init__(self, *, lang: str = "sv", **kwargs: Any) -> None:
        self.lang = lang
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The text of the field's own language."""
        return value.get(self.lang, "") if isinstance(value, dict) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare texts, not the whole set of languages."""
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> LocalText:
        """The typed text as a `LocalText`."""
        return LocalText({self.lang: str(super().clean(value) or "")})
