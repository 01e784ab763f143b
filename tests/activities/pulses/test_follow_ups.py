"""Both sides are asked to 36 months, each answer apart; what it says of the deed is carried once."""

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions.follow_ups import (
    carry_additionality,
    choose_follow_side,
    follow_up_placement,
)
from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.actions.placements import end_placement, start_placement
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import EndOutcome, Side
from pakten.activities.pulses.actions import ask_follow_ups, send_follow_up
from pakten.activities.pulses.queries import left_to_the_office, unanswered
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.queries import standing
from pakten.agreements.results.states import Additionality
from pakten.parties.people.models import Consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.pulses import make_key
from tests.factories.world import NOW, TODAY, days


def answer(placement: Placement, side: Side, by: object, **more: object) -> None:
    values = {"months": 1, "answer": "well", **more}
    follow_up_placement(placement, side=side, by=by, at=NOW, **values)  # type: ignore[arg-type]


def test_both_sides_answer_apart(world: PlacementWorld, begun: Placement) -> None:
    answer(begun, Side.PERSON, world.participant, answer="so_so")
    answer(begun, Side.EMPLOYER, world.member)
    rows = begun.follow_ups.filter(months=1).values_list("side", "answer", "answered_by_side")
    assert list(rows) == [("person", "so_so", "person"), ("employer", "well", "employer")]


def test_see_placements_tells_a_member_of_its_own_answers_only(
    world: PlacementWorld, begun: Placement
) -> None:
    def told() -> str:
        return browser(world.pact, world.member).get("/placements/").content.decode()

    assert "Tell us how it goes" in told()
    answer(begun, Side.EMPLOYER, world.member)
    assert "Tell us how it goes" not in told()  # the person has not answered; that is not theirs
    assert "Ask how it goes" not in told()


def test_the_office_fills_in_and_it_is_said(world: PlacementWorld, begun: Placement) -> None:
    answer(begun, Side.PERSON, world.counsellor)
    row = begun.follow_ups.get(months=1, side=Side.PERSON)
    assert (row.answered_by_side, row.answered_by_id) == (Side.CITY, world.counsellor.account_id)


def test_ask_follow_ups_writes_once_a_day_and_three_times_in_all(
    world: PlacementWorld, begun: Placement
) -> None:
    assert ask_follow_ups(at=NOW) == 2
    assert ask_follow_ups(at=NOW) == 0
    begun.follow_ups.filter(months=1).update(asked=3, asked_on=days(-8))
    assert ask_follow_ups(at=NOW) == 0
    assert left_to_the_office(world.coordinator, TODAY).count() == 2
    assert left_to_the_office(world.member, TODAY).count() == 0


def test_only_the_side_that_prefers_it_is_asked(world: PlacementWorld, begun: Placement) -> None:
    choose_follow_side(begun, Side.EMPLOYER, by=world.counsellor, at=NOW)
    assert [row.side for row in unanswered(TODAY)] == [Side.EMPLOYER]


def test_after_an_end_the_person_is_asked_only_with_a_yes_to_it(
    world: PlacementWorld, begun: Placement
) -> None:
    end_placement(begun, ended_on=TODAY, outcome=EndOutcome.STUDIES, by=world.counsellor, at=NOW)
    rows = Consent.objects.filter(participant=world.person, purpose=Purpose.FOLLOW_UP)
    rows.update(withdrawn_at=NOW)
    assert list(unanswered(TODAY)) == []
    with pytest.raises(ValidationError, match="nothing to answer"):
        answer(begun, Side.PERSON, world.participant, answer="", now="seeking")
    rows.update(withdrawn_at=None)
    if not rows.exists():
        Consent.objects.create(
            pact=world.pact, participant=world.person, purpose=Purpose.FOLLOW_UP, given_at=NOW,
            text_version="1", language="sv", recorded_by_id=world.counsellor.account_id,
        )  # fmt: skip
    assert [row.side for row in unanswered(TODAY)] == [Side.PERSON]
    answer(begun, Side.PERSON, world.participant, answer="", now="job_elsewhere")
    assert begun.follow_ups.get(months=1).now == "job_elsewhere"


def test_follow_up_by_link_asks_the_employer_whether_anyway(
    world: PlacementWorld, begun: Placement
) -> None:
    path = f"/how-it-goes/{make_key(begun, About.FOLLOW_UP, Side.EMPLOYER, months=1).token}/"
    client = browser(world.pact)
    assert "without the pact" in client.get(path).content.decode()
    client.post(path, {"answer": "well", "additionality": "no"})
    begun.refresh_from_db()
    row = begun.follow_ups.get(months=1, side=Side.EMPLOYER)
    assert (row.answered_by_side, begun.additionality) == (Side.EMPLOYER, "no")
    assert "Thank you" in client.get(path).content.decode()


def test_carry_additionality_counts_once_and_is_safe_to_run_twice(world: PlacementWorld) -> None:
    placement = world.placement("agreed")
    start_placement(placement, started_on=TODAY, by=world.counsellor, at=NOW)
    for _twice in range(2):
        carry_additionality(placement, Additionality.NO, by=world.counsellor, at=NOW)
    rows = standing(Outcome.objects.filter(source=f"placement:{placement.pk}:started"))
    assert [(r.additionality, r.quantity, r.pledge) for r in rows] == [("no", 1, world.pledge)]
    assert sum(r.quantity for r in Outcome.objects.all()) == 1
    assert Outcome.objects.count() == 3


def test_a_changed_answer_replaces_the_row_and_counts_once(world: PlacementWorld) -> None:
    placement = world.placement("agreed")
    start_placement(placement, started_on=TODAY, by=world.counsellor, at=NOW)
    for said in (Additionality.NO, Additionality.YES):
        carry_additionality(placement, said, by=world.counsellor, at=NOW)
    rows = standing(Outcome.objects.filter(source=f"placement:{placement.pk}:started"))
    assert [row.additionality for row in rows] == ["yes"]
    assert sum(r.quantity for r in Outcome.objects.all()) == 1


def test_send_follow_up_shows_the_link_once(world: PlacementWorld, begun: Placement) -> None:
    row = begun.follow_ups.get(months=1, side=Side.PERSON)
    made = send_follow_up(row, show=True, by=world.counsellor, at=NOW)
    assert (made.link.sent_to, made.link.sent_by_id) == ("", world.counsellor.account_id)
    sent = browser(world.pact, world.counsellor).post(
        f"/placements/{begun.pk}/after/1/link/", {"side": "person", "way": "show"}
    )
    assert "/how-it-goes/" in sent.content.decode()


def test_end_placement_refuses_a_cause_that_is_not_the_sides(
    world: PlacementWorld, begun: Placement
) -> None:
    with pytest.raises(ValidationError) as refused:
        end_placement(
            begun, ended_on=TODAY, outcome=EndOutcome.BROKEN_OFF, cause=Side.PERSON,
            why="no_supervisor", by=world.counsellor, at=NOW,
        )  # fmt: skip
    assert list(refused.value.message_dict) == ["why"]
