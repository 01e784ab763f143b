"""The example's catalogue, from `data/catalogue.json` (seed 004 in our own words): a way to begin."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import (
    Activity,
    CooperationForm,
    Goal,
    Measure,
    Pact,
    PactValue,
    TargetGroup,
)
from pakten.parties.pacts.rules import suiting
from pakten.parties.pacts.states import Counting, Deed

_FILE = Path(__file__).parent / "data" / "catalogue.json"
Rows = list[dict[str, Any]]


@cache
def example() -> dict[str, Rows]:
    """Goals, values, target groups, activities with their forms, and measures."""
    content: dict[str, Rows] = json.loads(_FILE.read_text(encoding="utf-8"))
    return content


def fill_catalogue(pact: Pact) -> None:
    """Write the example's catalogue into a pact that has none. The caller is inside the pact."""
    content = example()
    Goal.objects.bulk_create(
        Goal(pact=pact, text=LocalText(row["text"]), position=position)
        for position, row in enumerate(content["goals"], 1)
    )
    PactValue.objects.bulk_create(
        PactValue(
            pact=pact,
            title=LocalText(row["title"]),
            text=LocalText(row["text"]),
            position=position,
        )
        for position, row in enumerate(content["values"], 1)
    )
    TargetGroup.objects.bulk_create(
        TargetGroup(
            pact=pact,
            code=row["code"],
            name=LocalText(row["name"]),
            definition=LocalText(row["definition"]),
            position=row["order"],
        )
        for row in content["target_groups"]
    )
    activities = {row["code"]: _activity(pact, row) for row in content["activities"]}
    Activity.objects.bulk_create(activities.values())
    CooperationForm.objects.bulk_create(
        form for row in content["activities"] for form in _forms(activities[row["code"]], row)
    )
    Measure.objects.bulk_create(
        _measure(activities[row["activity"]], row) for row in content["measures"]
    )


def _activity(pact: Pact, row: dict[str, Any]) -> Activity:
    return Activity(
        pact=pact,
        code=row["code"],
        name=LocalText(row["name"]),
        summary=LocalText(row["summary"]),
        description=LocalText(row["description"]),
        icon=row["icon"],
        hours_per_month=row["hours_per_month"],
        position=row["order"],
    )


def _forms(activity: Activity, row: dict[str, Any]) -> list[CooperationForm]:
    """The members' forms first, then what the city does in return."""
    forms = [(each["code"], each["name"], False) for each in row["forms"]]
    forms += [(f"city-{each['code']}", each["text"], True) for each in row["undertakings"]]
    return [
        CooperationForm(
            pact=activity.pact,
            activity=activity,
            code=f"{row['code']}-{code}",
            name=LocalText(name),
            from_city=from_city,
            position=position,
        )
        for position, (code, name, from_city) in enumerate(forms, 1)
    ]


def _measure(activity: Activity, row: dict[str, Any]) -> Measure:
    per_person = bool(row["per_person"])
    return Measure(
        pact=activity.pact,
        activity=activity,
        code=row["code"],
        name=LocalText(row["name"]),
        unit=LocalText(row["unit"]),
        definition=LocalText(row["definition"]),
        pledge_sentence=LocalText(row.get("pledge_sentence", {})),
        counting=_counting(row),
        deed=row.get("deed", ""),
        formula=row.get("formula", ""),
        is_share=row.get("is_share", False),
        breakdowns=row.get("breakdowns", suiting(per_person=per_person)),
        per_person=per_person,
        inside=row.get("inside", ""),
        by_city=row["promised_by"] == "city",
        is_headline=row["headline"],
        position=row["order"],
    )


def _counting(row: dict[str, Any]) -> Counting:
    if "formula" in row:
        return Counting.FORMULA
    return Counting.LETTERS if row["deed"] == Deed.LETTER_SIGNED else Counting.DEEDS
