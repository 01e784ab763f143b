"""The office's list of forms of support: begun from a standard list with sources, kept by hand."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pakten.activities.opportunities.models import SubsidyForm
from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import Pact

_DATA = Path(__file__).parents[1] / "data" / "subsidies.json"


@cache
def standard_list() -> list[dict[str, Any]]:
    """The forms we could find a source for, and when we looked."""
    rows: list[dict[str, Any]] = json.loads(_DATA.read_text(encoding="utf-8"))["subsidies"]
    return rows


def begin_subsidies(pact: Pact) -> int:
    """Fill in those of the standard list that the pact does not have; return how many were new."""
    have = set(SubsidyForm.objects.values_list("code", flat=True))
    new = [
        SubsidyForm(
            pact=pact, code=row["code"], name=row["name"], source=row["source"], position=number,
            checked_on=date.fromisoformat(row["checked_on"]), valid_to=_day(row.get("valid_to")),
            valid_from=_day(row.get("valid_from")),
        )
        for number, row in enumerate(standard_list())
        if row["code"] not in have
    ]  # fmt: skip
    SubsidyForm.objects.bulk_create(new)
    return len(new)


def fetch_subsidies(pact: Pact, *, by: Actor, at: datetime) -> int:
    """The same, at the office's wish."""
    require(by, Verb.EDIT_SUBSIDY, pact)
    return begin_subsidies(pact)


def edit_subsidy(
    subsidy: SubsidyForm, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> SubsidyForm:
    """Change a form of support; openings that have it keep it."""
    subsidy = SubsidyForm.objects.select_for_update(of=("self",)).get(pk=subsidy.pk)
    require(by, Verb.EDIT_SUBSIDY, subsidy)
    for name, value in values.items():
        setattr(subsidy, name, value)
    subsidy.full_clean(exclude=["pact"])
    subsidy.save()
    return subsidy


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
