"""A year of people for the equality view: groups, steps, placements and what came after."""

from datetime import date
from typing import Any

from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import EndOutcome, OpeningKind, PlacementState
from pakten.base.access import Actor
from pakten.base.days import add_months
from pakten.base.tenancy.context import enter
from pakten.oversight.equality.models import Afterwards, Eligible, EqualityStep
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Pact
from tests.factories.openings import make_opening, make_placement
from tests.factories.people import make_participant
from tests.factories.world import NOW, inside, make_organisation, make_pact, make_staff, text

P = PlacementState


def make_eligible(pact: Pact, by: Actor, **fields: Any) -> Eligible:
    values = {
        "year": 2026,
        "women": 6050,
        "men": 5150,
        "source": "The register",
        "counted_on": date(2025, 12, 31),
    }
    return Eligible.objects.create(
        pact=pact,
        recorded_by_id=by.account_id,  # type: ignore[misc]
        recorded_at=NOW,
        **{**values, **fields},
    )


def make_step(pact: Pact, by: Actor, **fields: Any) -> EqualityStep:
    values = {"what": text("Events at noon"), "owner": "The office", "due_on": date(2026, 12, 1)}
    return EqualityStep.objects.create(
        pact=pact,
        recorded_by_id=by.account_id,  # type: ignore[misc]
        recorded_at=NOW,
        **{**values, **fields},
    )


def make_equality_ids(pact: Pact, by: Actor) -> dict[str, Any]:
    """A group and a step, by kind."""
    row = make_eligible(pact, by, year=2001 + Eligible.objects.count())
    return {"eligible": row.pk, "equality_step": make_step(pact, by).pk}


class Years:
    """A pact with one house, and people who are proposed, begin, end and answer."""

    def __init__(self) -> None:
        self.pact = make_pact()
        self.by = make_staff(self.pact)
        with inside(self.pact, self.by):
            self.house: Organisation = make_organisation(self.pact, stage=Stage.ACTIVE)
            self.openings = {
                kind: make_opening(self.house, self.by, kind=kind, seats=400)
                for kind in (OpeningKind.JOB, OpeningKind.INTERNSHIP, OpeningKind.APL)
            }
        enter(self.pact.pk, self.by.account_id)

    def ended(self, gender: str, on: date, number: int, **standings: int) -> list[Placement]:
        """People whose internship ended; so many answer (`work=3`) six months later."""
        answers = [code for code, n in standings.items() for _each in range(n)]
        rows = []
        for index in range(number):
            row = self.placement(gender, OpeningKind.INTERNSHIP, add_months(on, -2), ended_on=on)
            if index < len(answers):
                Afterwards.objects.create(
                    pact=self.pact, placement=row, months=6, standing=answers[index],
                    recorded_by_id=self.by.account_id, recorded_at=NOW,  # type: ignore[misc]
                )  # fmt: skip
            rows.append(row)
        return rows

    def placement(
        self, gender: str, kind: OpeningKind, began: date | None = None, **fields: Any
    ) -> Placement:
        """Somebody placed, proposed on the first of March of last year where nothing else is said."""
        person = make_participant(self.pact, self.by, gender=gender)
        ended = "ended_on" in fields
        state = P.ENDED if ended else (P.STARTED if began else fields.pop("state", P.PROPOSED))
        values: dict[str, Any] = {"proposed_at": NOW.replace(year=2025, month=3, day=1)}
        if began:
            values["started_on"] = began
        if ended:
            values["end_outcome"] = EndOutcome.COMPLETED
        return make_placement(self.openings[kind], person, self.by, state, **{**values, **fields})

    def followed(self, row: Placement, months: int, answer: str = "well") -> None:
        """An answer so many months after the first day."""
        if row.started_on:
            due = add_months(row.started_on, months)
            FollowUp.objects.create(
                pact=self.pact,
                placement=row,
                months=months,
                due_on=due,
                answer=answer,
                answered_on=due,
            )
