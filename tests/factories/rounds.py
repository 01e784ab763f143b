"""Rounds for tests: people who seek, places, and a round worked out by the real job."""

from typing import Any

from pakten.activities.opportunities.models import Opening
from pakten.activities.rounds.actions.drafting import count_round, draft_round
from pakten.activities.rounds.jobs import publish_pairs, solve_round
from pakten.activities.rounds.models import Round, RoundPair
from pakten.base.access import Actor
from pakten.base.tenancy.context import enter
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Participant
from tests.factories.openings import make_opening
from tests.factories.people import make_participant
from tests.factories.world import NOW, inside, make_organisation, make_pact, make_staff

JOBS: dict[str, Any] = {"kinds": ["job"]}


class RoundWorld:
    """A pact with as many people and single-seat jobs as asked for; anyone fits anywhere."""

    def __init__(self, people: int = 3, places: int = 2) -> None:
        self.pact = make_pact()
        self.coordinator = make_staff(self.pact)
        self.counsellor = make_staff(self.pact, StaffRole.COUNSELLOR, name="Leila Nouri")
        with inside(self.pact):
            self.house = make_organisation(self.pact, stage="active")
            self.openings = [self.opening(title=f"Cook {n}") for n in range(places)]
            self.people = [self.person(n) for n in range(people)]

    def opening(self, **fields: Any) -> Opening:
        return make_opening(self.house, self.coordinator, **{"seats": 1, **fields})

    def person(self, n: int, **fields: Any) -> Participant:
        names = {"given_name": f"Person {n}", "email": f"p{n}.{self.pact.pk}@pakten.example"}
        return make_participant(self.pact, self.counsellor, **{**names, **fields})

    def draft(self, **values: Any) -> Round:
        return draft_round(self.pact, {**JOBS, **values}, by=self.coordinator, at=NOW)

    def solved(self, **values: Any) -> Round:
        """A round that the job has worked out. Call inside the pact."""
        return self.count(self.draft(**values))

    def count(self, each: Round) -> Round:
        return solve(count_round(each, by=self.coordinator, at=NOW), self.coordinator)

    def pair(self, each: Round) -> RoundPair:
        return each.pairs.order_by("pk")[0]

    def publish(self, each: Round) -> Round:
        """Run the job that asks people. Call inside the pact, after the order."""
        publish_pairs(
            pact_id=self.pact.pk, round_id=each.pk, account_id=self.coordinator.account_id or 0
        )
        back_in(self.pact, self.coordinator)
        each.refresh_from_db()
        return each


def solve(each: Round, by: Actor) -> Round:
    """Run the job of the last count."""
    solve_round(
        pact_id=each.pact_id, round_id=each.pk, account_id=by.account_id or 0, turn=each.turn
    )
    back_in(each.pact, by)
    each.refresh_from_db()
    return each


def back_in(pact: Pact, by: Actor) -> None:
    enter(pact.pk, by.account_id)


def make_round_ids(pact: Pact, by: Actor, opening: Opening, person: Participant) -> dict[str, Any]:
    """A round under review with one pair, for the crawl and the matrix."""
    each = draft_round(pact, JOBS, by=by, at=NOW)
    each.state, each.solved_at, each.paired, each.people = "reviewed", NOW, 1, 1
    each.save()
    pair = RoundPair.objects.create(
        pact=pact, round=each, opening=opening, participant=person, points=50
    )
    return {"round": each.pk, "round_pair": pair.pk}
