"""The example's placements: every state, in order, and agreeing with the ledger and the consents."""

from django.db.models import F
from django.utils import timezone

from pakten.activities.opportunities.models import FollowUp, Opening, Placement, PlacementStep
from pakten.activities.opportunities.states import (
    TAKES_SEAT,
    EndOutcome,
    OpeningState,
    PlacementState,
)
from pakten.agreements.results.models import Outcome
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose

BEGUN = (PlacementState.STARTED, PlacementState.ENDED)


def test_begun_placements_are_deeds_of_the_ledger(pact: Pact) -> None:
    placements = Placement.objects.filter(state__in=BEGUN).select_related("opening", "participant")
    rows = {row.source: row for row in Outcome.objects.filter(source__endswith=":started")}
    assert len(rows) == len(placements)
    for placement in placements:
        row = rows[f"placement:{placement.pk}:started"]
        assert row.organisation_id == placement.opening.organisation_id
        assert row.occurred_on == placement.started_on
        assert row.gender == placement.participant.gender


def test_presented_people_and_jobs_afterwards_are_deeds_of_the_ledger(pact: Pact) -> None:
    sources = set(Outcome.objects.filter(reverses=None).values_list("source", flat=True))
    shown = Placement.objects.filter(presented_at__isnull=False)
    late = shown.filter(presented_at__date__gt=F("opening__apply_by"))
    in_time = {f"placement:{p.pk}:presented" for p in shown.difference(late)}
    assert in_time == {s for s in sources if s.endswith(":presented")}
    jobs = Placement.objects.filter(end_outcome=EndOutcome.JOB)
    assert jobs.count() > 5
    assert {f"placement:{p.pk}:job" for p in jobs} == {s for s in sources if s.endswith(":job")}


def test_placements_stand_in_every_state(pact: Pact) -> None:
    assert set(Placement.objects.values_list("state", flat=True)) == set(PlacementState.values)


def test_placements_have_steps_in_order_and_not_past_today(pact: Pact) -> None:
    now = timezone.now()
    for placement in Placement.objects.prefetch_related("steps"):
        steps = list(placement.steps.all())
        assert steps[-1].state == placement.state
        assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert not PlacementStep.objects.filter(at__gt=now).exists()
    assert not Placement.objects.filter(ended_on__gt=timezone.localdate()).exists()
    assert not FollowUp.objects.filter(answered_on__gt=timezone.localdate()).exists()


def test_placed_people_were_registered_and_had_said_yes(pact: Pact) -> None:
    assert not Placement.objects.filter(proposed_at__lt=F("participant__registered_at")).exists()
    shown = Placement.objects.filter(presented_at__isnull=False)
    for purpose, rows in ((Purpose.MATCHING, Placement.objects), (Purpose.PRESENTING, shown)):
        yes = Consent.objects.filter(purpose=purpose, withdrawn_at=None).values("participant")
        assert list(rows.exclude(participant__in=yes).values_list("pk", "state")) == []


def test_open_openings_have_a_seat_left(pact: Pact) -> None:
    for opening in Opening.objects.filter(state=OpeningState.OPEN):
        taken = opening.placements.filter(state__in=TAKES_SEAT).count()
        assert taken < opening.seats


def test_filled_openings_have_as_many_people_as_seats(pact: Pact) -> None:
    for opening in Opening.objects.filter(state=OpeningState.FILLED):
        assert opening.placements.filter(state__in=TAKES_SEAT).count() == opening.seats


def test_the_member_has_something_to_answer(pact: Pact) -> None:
    waiting = Placement.objects.filter(
        opening__organisation__representatives__account__email="member@pakten.example",
        state=PlacementState.PRESENTED,
    )
    assert waiting.count() >= 3


def test_the_participant_has_a_proposal_to_answer(pact: Pact) -> None:
    person = Participant.objects.get(account__email="participant@pakten.example")
    assert [p.state for p in person.placements.all()] == [PlacementState.PROPOSED]
