"""The pact and its catalogue, from `data/pact.json` (seed 004, read into our own words)."""

from datetime import date
from typing import Any

from pakten.config.example.world import World, read, text
from pakten.parties.pacts import starting
from pakten.parties.pacts.models import Activity, District, Measure, Pact, TargetGroup


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
    """Goals, values, target groups, activities with their forms, measures, districts."""
    starting.fill_catalogue(world.pact)
    world.groups = {row.code: row for row in TargetGroup.objects.all()}
    world.activities = {row.code: row for row in Activity.objects.all()}
    world.measures = {row.code: row for row in Measure.objects.select_related("activity")}
    _fill_districts(world, read("pact")["districts"])


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


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
