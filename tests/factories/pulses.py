"""Links, supervisors and weeks for tests."""

from datetime import date
from typing import Any

from pakten.activities.opportunities.actions.links import About, Made, make_link
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.rules import monday_of
from tests.factories.world import NOW, TODAY

WEEK = monday_of(TODAY)


def make_supervision(placement: Placement, **fields: Any) -> Supervision:
    values = {"name": "Anders Wik", "email": "anders@pakten.example", "phone": "070-000 00 01"}
    return Supervision.objects.create(
        pact_id=placement.pact_id, placement=placement, **{**values, **fields}
    )


def make_key(
    placement: Placement, about: About, side: Side, months: int = 0, week_on: date | None = None
) -> Made:
    """A link just made, with its secret."""
    week = week_on or (WEEK if about == About.WEEK else None)
    return make_link(
        placement, about, side, name="Anders Wik", email="anders@pakten.example", months=months,
        week_on=week, by=None, at=NOW,
    )  # fmt: skip


def make_pulse(placement: Placement, week_on: date = WEEK, **fields: Any) -> Pulse:
    values = {"side": Side.EMPLOYER, "asked_at": NOW, "mood": "good", "answered_at": NOW}
    return Pulse.objects.create(
        pact_id=placement.pact_id, placement=placement, week_on=week_on, **{**values, **fields}
    )


def make_link_ids(placement: Placement) -> dict[str, Any]:
    """Every kind of link with its secret, and a week: for the table of permissions."""
    return {
        "week_token": make_key(placement, About.WEEK, Side.EMPLOYER).token,
        "follow_up_token": make_key(placement, About.FOLLOW_UP, Side.EMPLOYER, months=1).token,
        "proposal_token": make_key(placement, About.PROPOSAL, Side.PERSON).token,
        "presentation_token": make_key(placement, About.PRESENTATION, Side.EMPLOYER).token,
        "pulse": make_pulse(placement, call_me=True).pk,
    }
