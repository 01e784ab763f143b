"""The retention table as a page shows it: one line a table, with the field to change it."""

from dataclasses import dataclass

from django.apps import apps
from django.forms import BaseForm
from django.forms.boundfield import BoundField

from pakten.base.audit.retention import Retention


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """A table with persons: what it is called, what it declares, how many years here."""

    name: str
    declared: Retention
    field: BoundField


def retention_lines(declared: dict[str, Retention], form: BaseForm) -> list[RetentionLine]:
    """A line for each table, in the order of the labels."""
    return [
        RetentionLine(str(apps.get_model(label)._meta.verbose_name).capitalize(), each, form[label])
        for label, each in declared.items()
    ]
