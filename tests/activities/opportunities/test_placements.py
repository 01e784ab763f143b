"""A placement moves by its table, and what is started counts once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions import steps
from pakten.activities.opportunities.actions.answers import undo_answer
from pakten.activities.opportunities.actions.follow_ups import follow_up_placement
from pakten.activities.opportunities.actions.openings import close_opening
from pakten.activities.opportunities.actions.placements import end_placement, start_placement
from pakten.activities.opportunities.actions.proposals import (
    accept_proposal,
    agree_placement,
    answer_presentation,
    decline_proposal,
    present_person,
    propose_placement,
)
from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import (
    PLACEMENTS,
    DeclineReason,
    EndOutcome,
    OpeningState,
    PlacementState,
    Side,
)
from pakten.activities.opportunities.workdays import add_working_days
from pakten.agreements.results.models import Outcome
from pakten.base.access import ANONYMOUS, Actor, Denied
from pakten.base.days import add_months
from pakten.base.notices.models import Message
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.queries import readers_of
from pakten.parties.pacts.states import Deed
from pakten.parties.people.states import Purpose
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.world import NOW, TODAY, days, make_measure

P = PlacementState
Act = Callable[[Placement, Actor], Any]
# one action for every target in the table
ACTS: dict[PlacementState, Act] = {
    P.ACCEPTED: lambda p, by: accept_proposal(p, shown_profile="I cook.", by=by, at=NOW),
    P.PRESENTED: lambda p, by: present_person(p, by=by, at=NOW),
    P.INTERVIEWED: lambda p, by: answer_presentation(p, invite=True, by=by, at=NOW),
    P.AGREED: lambda p, by: agree_placement(p, starts_on=TODAY, by=by, at=NOW),
    P.STARTED: lambda p, by: start_placement(p, started_on=TODAY, by=by, at=NOW),
    P.ENDED: lambda p, by: end_placement(
        p, ended_on=TODAY, outcome=EndOutcome.COMPLETED, by=by, at=NOW
    ),
    P.DECLINED: lambda p, by: decline_proposal(
        p, side=Side.PERSON, reason=DeclineReason.TIME, by=by, at=NOW
    ),
    P.PROPOSED: lambda p, by: undo_answer(p, by=by, at=NOW),
}
MOVES = [(origin, target) for target in PLACEMENTS for origin in P]
LEGAL = [(o, t) for o, t in MOVES if o in PLACEMENTS[t][0]]
ILLEGAL = [(o, t) for o, t in MOVES if o not in PLACEMENTS[t][0]]


@pytest.mark.parametrize(("origin", "target"), LEGAL)
def test_legal_step_is_taken_and_written(
    world: PlacementWorld, origin: PlacementState, target: PlacementState
) -> None:
    placement = world.placement(origin)
    ACTS[target](placement, world.coordinator)
    placement.refresh_from_db()
    written = [(s.state, s.by_id) for s in placement.steps.all()]
    assert (placement.state, written) == (target, [(target, world.coordinator.account_id)])


@pytest.mark.parametrize(("origin", "target"), ILLEGAL)
def test_illegal_step_is_refused(
    world: PlacementWorld, origin: PlacementState, target: PlacementState
) -> None:
    placement = world.placement(origin)
    before = Outcome.objects.count()
    with pytest.raises(ValidationError, match=r"cannot be done now|no answer of yours"):
        ACTS[target](placement, world.coordinator)
    placement.refresh_from_db()
    assert (placement.state, placement.steps.count(), Outcome.objects.count() - before) == (
        origin,
        0,
        0,
    )


@pytest.mark.parametrize("target", list(ACTS))
def test_step_needs_its_verb(world: PlacementWorld, target: PlacementState) -> None:
    origin = sorted(PLACEMENTS[target][0])[0]
    with pytest.raises(Denied):
        ACTS[target](world.placement(origin), ANONYMOUS)


def test_propose_placement_stores_the_marks_and_tells_the_person(world: PlacementWorld) -> None:
    opening = make_opening(world.house, world.coordinator, swedish="sfi_d")
    made = propose_placement(opening, world.person, by=world.counsellor, at=NOW)
    (mark,) = made.marks
    assert mark == {
        "kind": "language", "key": "lang:sv", "must": True, "state": "missing",
        "code": "language_too_low", "level": "sfi-c", "asked": "sfi-d",
    }  # fmt: skip
    account = world.person.account
    assert account is not None
    assert [m.to for m in Message.objects.all()] == [account.email]


def test_propose_placement_writes_only_with_consent_to_be_contacted(world: PlacementWorld) -> None:
    other = world.another(consents=[Purpose.MATCHING], email="dawit@pakten.example")
    propose_placement(world.opening, other, by=world.counsellor, at=NOW)
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("double", "already proposed"),
        ("no consent", "no consent"),
        ("left", "no longer takes part"),
        ("full", "Filled"),
        ("closed", "Closed"),
        ("visit", "groups"),
    ],
)
def test_propose_placement_refuses(world: PlacementWorld, case: str, message: str) -> None:
    opening, person = world.opening, world.person
    match case:
        case "double":
            world.placement()
        case "no consent":
            person = world.another(consents=[Purpose.PRESENTING])
        case "left":
            person = world.another(left_on=TODAY)
        case "full":
            opening = make_opening(world.house, world.coordinator, seats=1)
            make_placement(opening, world.another(), world.counsellor, P.AGREED)
        case "closed":
            close_opening(opening, by=world.coordinator, at=NOW)
        case "visit":
            opening = make_opening(world.house, world.coordinator, kind="study_visit")
    with pytest.raises(ValidationError, match=message):
        propose_placement(opening, person, by=world.counsellor, at=NOW)


def test_propose_placement_again_after_a_no(world: PlacementWorld) -> None:
    world.placement(P.DECLINED)
    again = propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)
    assert again.state == P.PROPOSED


def test_accept_proposal_by_the_person_keeps_the_very_text(world: PlacementWorld) -> None:
    placement = accept_proposal(
        world.placement(), shown_profile=" I cook. ", by=world.participant, at=NOW
    )
    assert (placement.shown_name, placement.shown_profile) == ("Samira Noori", "I cook.")


def test_accept_proposal_needs_consent_to_be_presented(world: PlacementWorld) -> None:
    other = world.another(consents=[Purpose.MATCHING])
    placement = make_placement(world.opening, other, world.counsellor)
    with pytest.raises(ValidationError, match="no consent"):
        accept_proposal(placement, shown_profile="", by=world.counsellor, at=NOW)


def test_accept_proposal_of_somebody_else_is_denied(world: PlacementWorld) -> None:
    theirs = make_placement(world.opening, world.another(), world.counsellor)
    with pytest.raises(Denied):
        accept_proposal(theirs, shown_profile="", by=world.participant, at=NOW)


def test_present_person_after_consent_was_taken_back_is_refused(world: PlacementWorld) -> None:
    placement = world.placement(P.ACCEPTED)
    world.person.consents.filter(purpose=Purpose.PRESENTING).update(withdrawn_at=NOW)
    with pytest.raises(ValidationError, match="no consent"):
        present_person(placement, by=world.counsellor, at=NOW)


def test_present_person_starts_the_clock_and_tells_the_member(world: PlacementWorld) -> None:
    Organisation.objects.filter(pk=world.house.pk).update(reply_days=3)
    placement = present_person(world.placement(P.ACCEPTED), by=world.counsellor, at=NOW)
    assert placement.answer_by == add_working_days(TODAY, 3)
    mails = Message.objects.order_by("id").values_list("to", "subject", "body")
    assert [to for to, _subject, _body in mails] == [r.email for r in readers_of(world.house)]
    assert "Samira" not in str(list(mails))


def test_present_person_in_time_keeps_the_citys_promise_once(world: PlacementWorld) -> None:
    measure = make_measure(world.pact, Deed.PERSON_PRESENTED, by_city=True)
    present_person(world.placement(P.ACCEPTED), by=world.counsellor, at=NOW)
    late = make_opening(world.house, world.coordinator, apply_by=days(-3))
    present_person(
        make_placement(late, world.person, world.counsellor, P.ACCEPTED),
        by=world.counsellor,
        at=NOW,
    )
    assert Outcome.objects.filter(measure=measure).count() == 1


def test_present_person_for_a_full_opening_is_refused(world: PlacementWorld) -> None:
    opening = make_opening(world.house, world.coordinator, seats=1)
    make_placement(opening, world.another(), world.counsellor, P.STARTED)
    mine = make_placement(opening, world.person, world.counsellor, P.ACCEPTED)
    with pytest.raises(ValidationError, match="All the places"):
        present_person(mine, by=world.counsellor, at=NOW)


def test_answer_presentation_no_is_the_employers_with_a_reason(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    with pytest.raises(ValidationError):
        answer_presentation(placement, invite=False, by=world.member, at=NOW)
    answer_presentation(
        placement, invite=False, reason=DeclineReason.LANGUAGE, by=world.member, at=NOW
    )
    placement.refresh_from_db()
    assert (placement.state, placement.declined_by, placement.decline_reason) == (
        P.DECLINED,
        Side.EMPLOYER,
        DeclineReason.LANGUAGE,
    )
    assert placement.answered_at == NOW


def test_answer_presentation_refuses_a_reason_of_the_other_side(world: PlacementWorld) -> None:
    with pytest.raises(ValidationError, match="reason"):
        answer_presentation(
            world.placement(P.PRESENTED), invite=False, reason=DeclineReason.PLACE,
            by=world.member, at=NOW,
        )  # fmt: skip


def test_member_may_not_answer_before_somebody_is_presented(world: PlacementWorld) -> None:
    with pytest.raises(Denied):
        answer_presentation(world.placement(P.ACCEPTED), invite=True, by=world.member, at=NOW)


def test_person_declines_only_for_themselves(world: PlacementWorld) -> None:
    with pytest.raises(ValidationError, match="for yourself"):
        decline_proposal(
            world.placement(), side=Side.CITY, reason=DeclineReason.SKILLS,
            by=world.participant, at=NOW,
        )  # fmt: skip


def test_agree_placement_never_takes_more_than_the_places(world: PlacementWorld) -> None:
    opening = make_opening(world.house, world.coordinator, seats=1)
    make_placement(opening, world.another(), world.counsellor, P.AGREED)
    mine = make_placement(opening, world.person, world.counsellor, P.INTERVIEWED)
    with pytest.raises(ValidationError, match="All the places"):
        agree_placement(mine, starts_on=TODAY, by=world.counsellor, at=NOW)


def test_start_placement_counts_once_and_moves_the_pledge(world: PlacementWorld) -> None:
    placement = world.placement(P.AGREED)
    start_placement(placement, started_on=TODAY, by=world.counsellor, at=NOW)
    with pytest.raises(ValidationError):
        start_placement(placement, started_on=TODAY, by=world.counsellor, at=NOW)
    row = Outcome.objects.get()
    assert (row.source, row.pledge, row.quantity, row.evidence, row.gender) == (
        f"placement:{placement.pk}:started",
        world.pledge,
        1,
        "both",
        "woman",
    )


def test_start_placement_sets_the_follow_ups(world: PlacementWorld) -> None:
    placement = world.placement(P.AGREED)
    start_placement(placement, started_on=TODAY, by=world.counsellor, at=NOW)
    assert [(f.months, f.side, f.due_on) for f in placement.follow_ups.all()] == [
        (months, side, add_months(TODAY, months))
        for months in (1, 3, 6, 12, 36)
        for side in (Side.PERSON, Side.EMPLOYER)
    ]


def test_start_placement_on_a_day_to_come_is_refused(world: PlacementWorld) -> None:
    with pytest.raises(ValidationError) as refused:
        start_placement(world.placement(P.AGREED), started_on=days(1), by=world.counsellor, at=NOW)
    assert list(refused.value.message_dict) == ["started_on"]


def test_start_placement_without_a_measure_counts_nothing(world: PlacementWorld) -> None:
    opening = make_opening(world.house, world.coordinator, kind="apl")
    placement = make_placement(opening, world.person, world.counsellor, P.AGREED)
    start_placement(placement, started_on=TODAY, by=world.counsellor, at=NOW)
    assert Outcome.objects.count() == 0


def test_start_placement_of_the_last_place_fills_and_tells_the_others(
    world: PlacementWorld,
) -> None:
    opening = make_opening(world.house, world.coordinator, seats=1)
    other = world.another(email="dawit@pakten.example")
    waiting = make_placement(opening, other, world.counsellor, P.PROPOSED)
    mine = make_placement(opening, world.person, world.counsellor, P.AGREED)
    start_placement(mine, started_on=TODAY, by=world.counsellor, at=NOW)
    opening.refresh_from_db()
    waiting.refresh_from_db()
    assert (opening.state, waiting.state, waiting.decline_reason) == (
        OpeningState.FILLED,
        P.DECLINED,
        DeclineReason.FILLED,
    )
    assert [m.to for m in Message.objects.all()] == ["dawit@pakten.example"]


def started(world: PlacementWorld, months: int = 1, due: int = 0, **fields: Any) -> Placement:
    placement = world.placement(P.STARTED, **{"started_on": days(-60), **fields})
    FollowUp.objects.create(pact=world.pact, placement=placement, months=months, due_on=days(due))
    return placement


def test_follow_up_placement_by_the_member_asks_whether_anyway(world: PlacementWorld) -> None:
    placement = started(world)
    row = follow_up_placement(
        placement, months=1, answer="well", side=Side.EMPLOYER, additionality="no",
        by=world.member, at=NOW,
    )  # fmt: skip
    placement.refresh_from_db()
    assert (row.answered_by_side, placement.additionality) == (Side.EMPLOYER, "no")
    assert [s.note for s in placement.steps.all()] == ["months:1"]


@pytest.mark.parametrize(
    ("due", "months", "message"),
    [(5, 1, "too early"), (0, 3, "nothing to answer")],
)
def test_follow_up_placement_refuses(
    world: PlacementWorld, due: int, months: int, message: str
) -> None:
    row, by = started(world, due=due), world.counsellor
    with pytest.raises(ValidationError, match=message):
        follow_up_placement(row, months=months, answer="well", side=Side.EMPLOYER, by=by, at=NOW)


def test_follow_up_placement_is_answered_once(world: PlacementWorld) -> None:
    placement = started(world)
    answer = {
        "months": 1,
        "answer": "hard",
        "side": Side.EMPLOYER,
        "by": world.counsellor,
        "at": NOW,
    }
    follow_up_placement(placement, **answer)
    with pytest.raises(ValidationError, match="already answered"):
        follow_up_placement(placement, **answer)


def test_end_placement_of_an_internship_with_a_job_counts_the_job_once(
    world: PlacementWorld,
) -> None:
    opening = make_opening(world.house, world.coordinator, kind="internship")
    placement = make_placement(opening, world.person, world.counsellor, P.STARTED)
    end = {"ended_on": TODAY, "outcome": EndOutcome.JOB, "by": world.counsellor, "at": NOW}
    end_placement(placement, **end)
    with pytest.raises(ValidationError):
        end_placement(placement, **end)
    assert [(o.source, o.pledge) for o in Outcome.objects.all()] == [
        (f"placement:{placement.pk}:job", world.pledge)
    ]


def test_end_placement_of_a_job_counts_no_second_job(world: PlacementWorld) -> None:
    row, job = started(world), EndOutcome.JOB
    end_placement(row, ended_on=TODAY, outcome=job, by=world.counsellor, at=NOW)
    assert Outcome.objects.count() == 0


def test_end_placement_broken_off_says_whose_cause(world: PlacementWorld) -> None:
    placement = started(world, due=30)
    end = {
        "ended_on": TODAY, "outcome": EndOutcome.BROKEN_OFF, "why": "no_supervisor",
        "by": world.counsellor, "at": NOW,
    }  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        end_placement(placement, **end)
    assert list(refused.value.message_dict) == ["cause"]
    ended = end_placement(placement, cause=Side.EMPLOYER, **end)
    assert (ended.end_cause_side, ended.follow_ups.count()) == (Side.EMPLOYER, 0)


@pytest.mark.parametrize("day", [-90, 1])
def test_end_placement_refuses_a_day_outside(world: PlacementWorld, day: int) -> None:
    row, studies = started(world), EndOutcome.STUDIES
    with pytest.raises(ValidationError) as refused:
        end_placement(row, ended_on=days(day), outcome=studies, by=world.counsellor, at=NOW)
    assert list(refused.value.message_dict) == ["ended_on"]


def test_lock_gives_the_placement_as_it_is_now(world: PlacementWorld) -> None:
    stale = world.placement()
    Placement.objects.filter(pk=stale.pk).update(state=P.ACCEPTED)
    assert steps.lock(stale).state == P.ACCEPTED
