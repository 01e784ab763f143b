"""The pact and its catalogue, from `data/pact.json` (seed 004, read into our own words)."""

from datetime import date
from typing import Any

from pakten.config.example.world import World, read, text
from pakten.parties.pacts.models import (
    Activity,
    CooperationForm,
    District,
    Goal,
    Measure,
    Pact,
    TargetGroup,
)

# Whole-year targets of the headline measures.
YEARLY = {"hires": 140, "internships": 120, "apl_places": 120, "mentor_pairs": 80}


def make_pact() -> Pact:
    """The row of the pact itself."""
    content = read("pact")
    contact = content["contact"]
    return Pact.objects.create(
        slug=content["slug"],
        name=text(content["name"]),
        city=content["city"],
        purpose=text(content["purpose"]),
        membership_text=text(content["membership_text"]),
        email=contact["email"],
        phone=contact["phone"],
        address=contact["address"],
        office=text(contact["unit"]),
        signatory_name=content["signatory"]["name"],
        signatory_title=text(content["signatory"]["title"]),
        newcomer_contact=content["newcomer_contact"],
        is_example=content["is_example"],
    )


def fill_catalogue(world: World) -> None:
    """Goals, target groups, districts, activities with their forms, measures."""
    content = read("pact")
    for position, goal in enumerate(content["goals"], 1):
        Goal.objects.create(pact=world.pact, text=text(goal["text"]), position=position)
    for group in content["target_groups"]:
        world.groups[group["code"]] = TargetGroup.objects.create(
            pact=world.pact,
            code=group["code"],
            name=text(group["name"]),
            definition=text(group["definition"]),
            position=group["order"],
        )
    _fill_districts(world, content["districts"])
    for activity in content["activities"]:
        _fill_activity(world, activity)
    for measure in content["measures"]:
        _fill_measure(world, measure)


def _fill_districts(world: World, rows: list[dict[str, Any]]) -> None:
    """Today's first: those of before point at the one they became."""
    for position, row in enumerate(sorted(rows, key=lambda r: r["successor"] or ""), 1):
        world.districts[row["code"]] = District.objects.create(
            pact=world.pact,
            code=row["code"],
            name=text({"sv": row["name"]}),
            position=position,
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successor=world.districts.get(row["successor"] or ""),
        )


def _fill_activity(world: World, row: dict[str, Any]) -> None:
    activity = Activity.objects.create(
        pact=world.pact,
        code=row["code"],
        name=text(row["name"]),
        summary=text(row["summary"]),
        description=text(row["description"]),
        icon=row["icon"],
        hours_per_month=row["hours_per_month"],
        position=row["order"],
    )
    world.activities[row["code"]] = activity
    forms = [(form["code"], form["name"], False) for form in row["forms"]]
    forms += [(f"city-{each['code']}", each["text"], True) for each in row["undertakings"]]
    CooperationForm.objects.bulk_create(
        CooperationForm(
            pact=world.pact,
            activity=activity,
            code=f"{row['code']}-{code}",
            name=text(name),
            from_city=from_city,
            position=position,
        )
        for position, (code, name, from_city) in enumerate(forms, 1)
    )


def _fill_measure(world: World, row: dict[str, Any]) -> None:
    world.measures[row["code"]] = Measure.objects.create(
        pact=world.pact,
        activity=world.activities[row["activity"]],
        code=row["code"],
        name=text(row["name"]),
        unit=text(row["unit"]),
        definition=text(row["definition"]),
        pledge_sentence=text(row["pledge_sentence"]),
        deed=row["deed"],
        per_person=row["per_person"],
        by_city=row["promised_by"] == "city",
        is_headline=row["headline"],
        yearly_target=YEARLY.get(row["code"]),
        position=row["order"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
