"""How the members together keep their promises, quarter by quarter, as a file and a cube."""

from django.utils.translation import gettext as _

from pakten.agreements.followup.queries.keeping import (
    Snapshot,
    members_over_time,
    over_time,
    quarter_ends,
)
from pakten.agreements.followup.states import MANY, Keeping
from pakten.faces.api.asking import Asked
from pakten.faces.api.cubes import Axis, Cube
from pakten.faces.api.tables import Field, Table


def _fields() -> list[Field]:
    return [
        Field("quarter", _("Quarter")),
        Field("on", _("Counted on"), datatype="date"),
        Field("state", _("State, as a code")),
        Field("state_label", _("How the member keeps its promises")),
        Field("members", _("Members"), datatype="integer"),
    ]


def keeping_table(asked: Asked) -> Table:
    """Members that are on track, late, quiet or dormant. Seven queries, however many quarters."""
    members = members_over_time()
    first = min((each.first_on for each in members), default=asked.today)
    quarters = over_time(members, quarter_ends(first, asked.today), asked.today)
    title = _("How members keep their promises, quarter by quarter")
    notes = [
        _("Members are organisations, so small numbers are shown."),
        _("The last quarter is counted up to and including {day}.").format(day=asked.today),
    ]
    return Table(
        name="keeping",
        title=title,
        fields=_fields(),
        rows=[
            {
                "quarter": _quarter(each),
                "on": each.on,
                "state": state.value,
                "state_label": str(MANY[state]),
                "members": each.numbers[state],
            }
            for each in quarters
            for state in Keeping
        ],
        updated=asked.updated,
        source=asked.source,
        notes=notes,
        cube=lambda: _cube(quarters, title, notes, asked),
    )


def _quarter(each: Snapshot) -> str:
    return f"{each.on.year}-Q{each.quarter}"


def _cube(quarters: list[Snapshot], title: str, notes: list[str], asked: Asked) -> Cube:
    return Cube(
        label=title,
        axes=[
            Axis("quarter", _("Quarter"), {_quarter(q): _quarter(q) for q in quarters}, "time"),
            Axis(
                "state",
                _("How the member keeps its promises"),
                {s.value: str(MANY[s]) for s in Keeping},
            ),
        ],
        figures={
            (_quarter(each), state.value): each.numbers[state]
            for each in quarters
            for state in Keeping
        },
        hidden=frozenset(),
        updated=asked.updated,
        source=asked.source,
        notes=notes,
    )
