"""How components show fields, columns and drawings. Pages use the components instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pakten.base.ui.listing import Listing
from pakten.base.ui.mosaic import MOSAICS, Mosaic

register = template.Library()


@register.filter
def input_kind(field: BoundField) -> str:
    """Which frame the field wants: check (one box), options (several), or input."""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return "check"
    return "options" if field.field.widget.use_fieldset else "input"


@register.filter
def first_input_id(field: BoundField) -> str:
    """The id a link in the error summary goes to; the first option of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def field_input(field: BoundField, hint: str = "") -> SafeString:
    """The field's own widget in our dress, tied to its hint and its error."""
    attrs: dict[str, Any] = {
        "class": f"ds-input {field.field.widget.attrs.get('class', '')}".strip()
    }
    told = [f"{field.auto_id}_hint"] if hint else []
    if field.errors:
        attrs["aria-invalid"] = "true"
        told.append(f"{field.auto_id}_error")
    if told and input_kind(field) != "options":
        attrs["aria-describedby"] = " ".join(told)
    _say_choose(field.field.widget)
    return field.as_widget(attrs=attrs)


def _say_choose(widget: forms.Widget) -> None:
    """A list where nothing is chosen yet says so in words, not in dashes."""
    if isinstance(widget, forms.Select):
        dashes = BLANK_CHOICE_DASH[0][1]
        widget.choices = [
            (value, _("Choose") if label == dashes else label) for value, label in widget.choices
        ]


@dataclass(frozen=True, slots=True)
class SortColumn:
    """What a heading that sorts needs: its `aria-sort` and where a press leads."""

    state: str
    link: str


@register.simple_tag
def sort_column(listing: Listing[Any], by: str) -> SortColumn:
    """How the list is sorted by this column and what a press asks for."""
    return SortColumn(listing.sort_state(by), listing.sort_link(by))


@register.simple_tag
def mosaic(variant: str) -> Mosaic:
    """One of the compositions: hero, strip, panel."""
    return MOSAICS[variant]


@register.simple_tag
def clock_arcs(left: int, total: int) -> list[dict[str, Any]]:
    """One arc per promised working day; those that are left are coloured."""
    part = 100 / max(total, 1)
    return [
        {
            "left": number >= total - left,
            "dash": f"{part - 3:.1f} {103 - part:.1f}",
            "offset": f"{-(number * part) - 1.5:.1f}",
        }
        for number in range(total)
    ]
