"""The next step, handing over, leaving and coming back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Notice
from pakten.parties.guidance.actions import (
    complete_step,
    edit_step,
    hand_over_people,
    note_leave,
    plan_step,
    remove_step,
    reopen_step,
    welcome_back,
)
from pakten.parties.guidance.models import Handover, Leave, NextStep
from pakten.parties.guidance.states import Doer, LeaveReason
from pakten.parties.people.models import Participant
from tests.factories.browser import browser
from tests.factories.guidance import make_session, make_step
from tests.factories.world import NOW, TODAY, days


def plan(guidance: Any, by: Any = None, **changes: Any) -> NextStep:
    values = {"what": "Call the school", "doer": Doer.COUNSELLOR, "due_on": days(3), **changes}
    return plan_step(guidance.person, values, by=by or guidance.counsellor, at=NOW)


def test_plan_step_keeps_who_and_when(guidance: Any) -> None:
    step = plan(guidance, note="Ask for Eva")
    assert (step.doer, step.due_on, step.note, step.shown) == (
        "counsellor", days(3), "Ask for Eva", True,
    )  # fmt: skip


def test_plan_step_of_a_person_is_the_persons_own_to_do(guidance: Any) -> None:
    step = plan(guidance, by=guidance.own, doer=Doer.EMPLOYER, shown=False)
    assert (step.doer, step.shown, step.made_by_id) == ("person", True, guidance.own.account_id)


@pytest.mark.parametrize("who", ["member", "board"])
def test_plan_step_is_for_the_person_and_those_who_counsel(guidance: Any, who: str) -> None:
    with pytest.raises(Denied):
        plan(guidance, by=getattr(guidance, who))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due_on": days(-1)}, "due_on"),
        ({"due_on": days(800)}, "due_on"),
        ({"what": "Call 19900412-1234"}, "what"),
        ({"note": "900412 1234 asked"}, "note"),
    ],
)
def test_plan_step_refuses_what_does_not_hold(
    guidance: Any, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(guidance, **changes)
    assert list(refused.value.message_dict) == [field]


def test_plan_step_stops_at_twelve(guidance: Any) -> None:
    for _each in range(12):
        make_step(guidance.person, guidance.counsellor)
    with pytest.raises(ValidationError):
        plan(guidance)


def test_edit_step_lets_a_late_day_stand(guidance: Any) -> None:
    step = make_step(guidance.person, guidance.counsellor, due_on=days(-4))
    values = {"what": "Call again", "due_on": days(-4)}
    edit_step(step, values, by=guidance.counsellor, at=NOW)
    assert NextStep.objects.get().what == "Call again"


def test_edit_step_is_not_the_persons(guidance: Any) -> None:
    with pytest.raises(Denied):
        edit_step(make_step(guidance.person, guidance.counsellor), {}, by=guidance.own, at=NOW)


def test_complete_step_by_the_person_is_only_of_the_own(guidance: Any) -> None:
    mine = make_step(guidance.person, guidance.counsellor)
    theirs = make_step(guidance.person, guidance.counsellor, doer=Doer.COUNSELLOR)
    assert complete_step(mine, by=guidance.own, at=NOW).done_by_id == guidance.own.account_id
    with pytest.raises(Denied):
        complete_step(theirs, by=guidance.own, at=NOW)


def test_complete_step_twice_says_so(guidance: Any) -> None:
    step = make_step(guidance.person, guidance.counsellor)
    complete_step(step, by=guidance.counsellor, at=NOW)
    with pytest.raises(ValidationError):
        complete_step(step, by=guidance.colleague, at=NOW)


def test_reopen_step_takes_the_tick_away(guidance: Any) -> None:
    step = make_step(guidance.person, guidance.counsellor)
    complete_step(step, by=guidance.own, at=NOW)
    reopened = reopen_step(step, by=guidance.own, at=NOW)
    assert (reopened.done_at, reopened.done_by_id) == (None, None)


def test_remove_step_of_one_taken_away_says_so(guidance: Any) -> None:
    step = make_step(guidance.person, guidance.counsellor)
    remove_step(NextStep.objects.get(pk=step.pk), by=guidance.counsellor, at=NOW)
    with pytest.raises(ValidationError):
        remove_step(step, by=guidance.colleague, at=NOW)


def test_see_own_steps_shows_the_shared_ones_only(guidance: Any) -> None:
    make_step(guidance.person, guidance.counsellor, what="Take a photo")
    make_step(guidance.person, guidance.counsellor, what="Ask the office", shown=False)
    html = browser(guidance.pact, guidance.own).get("/me/steps/").content.decode()
    assert ("Take a photo" in html, "Ask the office" in html) == (True, False)


def test_complete_step_of_another_person_is_not_found(guidance: Any) -> None:
    step = make_step(guidance.other, guidance.counsellor)
    answer = browser(guidance.pact, guidance.own).post(f"/steps/{step.pk}/done/")
    assert answer.status_code == 404


def hand_over(guidance: Any, to: Any, by: Any = None, note: str = "") -> list[Handover]:
    taker = Account.objects.get(pk=to.account_id)
    people = [guidance.person, guidance.other]
    return hand_over_people(people, taker, note, by=by or guidance.coordinator, at=NOW)


def test_hand_over_people_changes_counsellor_and_tells_both(guidance: Any) -> None:
    hand_over(guidance, guidance.colleague, note="Meets on Tuesdays")
    told = set(Notice.objects.values_list("account", flat=True))
    now = set(Participant.objects.values_list("counsellor", flat=True))
    assert told == {guidance.counsellor.account_id, guidance.colleague.account_id}
    assert now == {guidance.colleague.account_id}


def test_hand_over_people_names_nobody_in_the_message(guidance: Any) -> None:
    hand_over(guidance, guidance.colleague, note="Meets on Tuesdays")
    words = " ".join(n.subject + n.body for n in Notice.objects.all())
    assert [w for w in ("Amal", "Haddad", "Omar", "Tuesdays") if w in words] == []


def test_hand_over_people_needs_a_counsellor(guidance: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        hand_over(guidance, guidance.board)
    assert list(refused.value.message_dict) == ["taker"]


def test_hand_over_people_who_are_there_already_says_so(guidance: Any) -> None:
    hand_over(guidance, guidance.colleague)
    with pytest.raises(ValidationError):
        hand_over(guidance, guidance.colleague)


def leave(guidance: Any, by: Any = None, on: Any = None) -> Leave:
    return note_leave(
        guidance.person, LeaveReason.WORKING, on or TODAY, by=by or guidance.counsellor, at=NOW
    )


def test_note_leave_sets_the_day_and_the_reason(guidance: Any) -> None:
    leave(guidance)
    guidance.person.refresh_from_db()
    assert (guidance.person.left_on, Leave.objects.get().reason) == (TODAY, "working")


def test_note_leave_closes_the_steps_with_a_word(guidance: Any) -> None:
    plan(guidance, note="Ask for Eva")
    plan(guidance, note="a" * 200)
    leave(guidance)
    steps = NextStep.objects.order_by("pk")
    assert [(step.done_by_id, step.done_at) for step in steps] == [
        (guidance.counsellor.account_id, NOW)
    ] * 2
    assert steps[0].note.split("\n") == ["Ask for Eva", "Closed when the person stopped."]
    assert len(steps[1].note) == 200


def test_note_leave_waits_for_an_open_session(guidance: Any) -> None:
    make_session(guidance.person, guidance.counsellor)
    with pytest.raises(ValidationError):
        leave(guidance)


def test_note_leave_is_not_in_the_future(guidance: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        leave(guidance, on=TODAY + timedelta(days=2))
    assert list(refused.value.message_dict) == ["left_on"]


def test_welcome_back_closes_the_leave(guidance: Any) -> None:
    leave(guidance)
    welcome_back(guidance.person, by=guidance.counsellor, at=NOW)
    guidance.person.refresh_from_db()
    assert (guidance.person.left_on, Leave.objects.get().back_on) == (None, TODAY)
    with pytest.raises(ValidationError):
        welcome_back(guidance.person, by=guidance.counsellor, at=NOW)


def test_note_leave_is_for_those_who_counsel(guidance: Any) -> None:
    with pytest.raises(Denied):
        leave(guidance, by=guidance.own)
