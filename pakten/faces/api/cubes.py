"""Figures as a cube in JSON-stat 2 (json-stat.org/full), as statistical tools read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

from pakten.faces.api.states import HIDDEN, LICENCE

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension: what it is called, its categories in order, and its role ("time", "metric")."""

    code: str
    label: str
    categories: Mapping[str, str]
    role: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    def as_json_stat(self) -> dict[str, Any]:
        """Label and categories; a metric says the unit of each."""
        category: dict[str, Any] = {
            "index": list(self.categories),
            "label": dict(self.categories),
        }
        if self.units:
            category["unit"] = {
                code: {"label": self.units.get(code, "")} for code in self.categories
            }
        return {"label": self.label, "category": category}


@dataclass(frozen=True, slots=True)
class Cube:
    """Figures by every combination of categories; `hidden` are those kept back, the rest of the
    missing ones do not exist."""

    label: str
    axes: Sequence[Axis]
    figures: Mapping[Key, int | float]
    hidden: frozenset[Key]
    updated: datetime
    source: str
    notes: Sequence[str] = ()
    href: str = ""

    def as_json_stat(self) -> dict[str, Any]:
        """The document: values in row-major order, `null` where hidden or missing."""
        keys = list(product(*(axis.categories for axis in self.axes)))
        roles: dict[str, list[str]] = {}
        for axis in self.axes:
            if axis.role:
                roles.setdefault(axis.role, []).append(axis.code)
        return {
            "version": "2.0",
            "class": "dataset",
            **({"href": self.href} if self.href else {}),
            "label": self.label,
            "source": self.source,
            "updated": self.updated.isoformat(timespec="seconds"),
            "note": list(self.notes),
            "link": {"license": [{"href": LICENCE}]},
            "id": [axis.code for axis in self.axes],
            "size": [len(axis.categories) for axis in self.axes],
            "role": roles,
            "dimension": {axis.code: axis.as_json_stat() for axis in self.axes},
            "value": [self.figures.get(key) for key in keys],
            "status": {str(place): HIDDEN for place, key in enumerate(keys) if key in self.hidden},
        }
