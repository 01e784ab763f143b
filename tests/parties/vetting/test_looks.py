"""Vetting: who decides, what an approval needs, and that a no hides a member at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Actor, Denied
from pakten.base.notices.models import Message, Notice
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.organisations.states import ContactRole, Stage, VettingState
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from pakten.parties.vetting import actions
from pakten.parties.vetting.actions import Found
from pakten.parties.vetting.forms import RulingForm
from pakten.parties.vetting.models import Vetting
from pakten.parties.vetting.queries import lines, looks_due, unanswered
from pakten.parties.vetting.rules import Ruling, shown_while_looked_at, usual_next_look
from pakten.parties.vetting.states import Decision, Finding, LookKind, Reason
from tests.factories.register import make_check
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_contact,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db
YES = Ruling(Decision.APPROVE, next_look=days(300))
NO = Ruling(Decision.REFUSE, reason=Reason.TAX, words="Skuld utan plan.")
BACK = Ruling(Decision.WITHDRAW, reason=Reason.DISCRIMINATION, words="Dom i oktober.")


class World:
    def __init__(self) -> None:
        self.pact: Pact = make_pact()
        self.by: Actor = make_staff(self.pact)
        with inside(self.pact):
            self.checks = [make_check(self.pact), make_check(self.pact, required=False)]
            self.house = make_organisation(self.pact, stage=Stage.ACTIVE)

    def look(self) -> Vetting:
        return actions.begin_vetting(self.house, by=self.by, at=NOW)

    def answer(self, look: Vetting, finding: str = Finding.OK, source: str = "") -> Vetting:
        found = [Found(self.checks[0], finding, source)]
        return actions.answer_checks(look, found, by=self.by, at=NOW)

    def decide(self, ruling: Ruling = YES) -> Vetting:
        return actions.decide_vetting(self.answer(self.look()), ruling, by=self.by, at=NOW)

    def show(self) -> None:
        self.decide()
        Organisation.objects.filter(pk=self.house.pk).update(is_public=True)

    @property
    def is_shown(self) -> bool:
        return Organisation.objects.public().filter(pk=self.house.pk).exists()


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def test_begin_vetting_is_first_and_then_renewed(world: World) -> None:
    first = world.decide()
    again = world.look()
    assert (first.kind, again.kind) == (LookKind.FIRST, LookKind.RENEWED)
    with pytest.raises(ValidationError, match="already under way"):
        world.look()


def test_decide_vetting_approves_until_the_next_look(world: World) -> None:
    look = world.decide()
    world.house.refresh_from_db()
    assert (world.house.vetting, world.house.vetted_until) == (VettingState.APPROVED, days(300))
    assert (look.decided_by_id, look.outcome) == (world.by.account_id, "Approved")


@pytest.mark.parametrize(
    ("finding", "ruling", "field"),
    [
        (None, YES, "decision"),
        (Finding.REMARK, YES, "words"),
        (Finding.OK, Ruling(Decision.APPROVE), "next_look"),
        (Finding.OK, Ruling(Decision.APPROVE, next_look=TODAY), "next_look"),
        (Finding.OK, Ruling(Decision.APPROVE, next_look=days(2000)), "next_look"),
        (Finding.OK, Ruling(Decision.REFUSE), "reason"),
        (Finding.OK, Ruling("nonsense"), "decision"),
        (Finding.OK, Ruling(Decision.WITHDRAW, reason=Reason.TAX), "decision"),
    ],
)
def test_decide_vetting_says_what_is_missing(
    world: World, finding: Any, ruling: Ruling, field: str
) -> None:
    look = world.look()
    if finding:
        world.answer(look, finding, "Seen there")
    with pytest.raises(ValidationError) as refused:
        actions.decide_vetting(look, ruling, by=world.by, at=NOW)
    assert list(refused.value.message_dict) == [field]
    world.house.refresh_from_db()
    assert world.house.vetting == VettingState.NONE


def test_decide_vetting_approves_a_remark_with_words(world: World) -> None:
    look = world.answer(world.look(), Finding.REMARK, "Two sites in 2024")
    ruling = Ruling(Decision.APPROVE, words="Mended since.", next_look=days(90))
    assert actions.decide_vetting(look, ruling, by=world.by, at=NOW).words == "Mended since."


def test_decide_vetting_no_hides_the_member_and_tells_why(world: World) -> None:
    make_contact(world.house, email="signs@house.example", roles=[ContactRole.SIGNS])
    world.show()
    assert world.is_shown
    world.decide(NO)
    world.house.refresh_from_db()
    assert (world.is_shown, world.house.is_public) == (False, False)
    notice = Notice.objects.filter(to="signs@house.example").latest("id")
    assert "Obetalda skatter" in notice.body
    assert NO.words not in notice.body


def test_decide_vetting_twice_is_refused(world: World) -> None:
    look = world.decide()
    with pytest.raises(ValidationError, match="already decided"):
        actions.decide_vetting(look, NO, by=world.by, at=NOW)
    with pytest.raises(ValidationError, match="already decided"):
        world.answer(look)


def test_withdraw_approval_hides_at_once_and_closes_an_open_look(world: World) -> None:
    world.show()
    look = world.look()
    done = actions.withdraw_approval(world.house, BACK, by=world.by, at=NOW)
    world.house.refresh_from_db()
    assert (done.pk, done.outcome) == (look.pk, "Approval withdrawn")
    assert (world.is_shown, world.house.vetting) == (False, VettingState.WITHDRAWN)
    assert world.house.vetted_until is None


def test_withdraw_approval_needs_an_approval_and_a_reason(world: World) -> None:
    with pytest.raises(ValidationError, match="no approval"):
        actions.withdraw_approval(world.house, BACK, by=world.by, at=NOW)
    world.decide()
    with pytest.raises(ValidationError) as refused:
        actions.withdraw_approval(world.house, Ruling(Decision.WITHDRAW), by=world.by, at=NOW)
    assert list(refused.value.message_dict) == ["reason"]


def test_approval_again_after_a_no_does_not_publish_by_itself(world: World) -> None:
    world.show()
    actions.withdraw_approval(world.house, BACK, by=world.by, at=NOW)
    world.decide()
    assert not world.is_shown


def test_member_vanishes_when_the_last_day_has_passed(world: World) -> None:
    world.show()
    house = Organisation.objects.filter(pk=world.house.pk)
    for until, shown in ((days(0), True), (days(-1), False)):
        house.update(vetted_until=until)
        assert world.is_shown is shown


def test_begin_vetting_in_time_keeps_the_member_shown_for_a_month(world: World) -> None:
    world.show()
    Organisation.objects.filter(pk=world.house.pk).update(vetted_until=days(3))
    world.look()
    world.house.refresh_from_db()
    assert world.house.vetted_until == days(30)


@pytest.mark.parametrize(("until", "then"), [(-1, -1), (0, 30), (20, 30), (90, 90)])
def test_shown_while_looked_at(until: int, then: int) -> None:
    assert shown_while_looked_at(days(until), TODAY) == days(then)


def test_usual_next_look_is_a_year_on_also_from_a_leap_day() -> None:
    leap = TODAY.replace(year=2028, month=2, day=29)
    assert usual_next_look(leap, 12).isoformat() == "2029-02-28"
    assert usual_next_look(TODAY.replace(month=11, day=20), 12).year == TODAY.year + 1


def test_decide_vetting_proposes_the_day_of_the_pacts_rule() -> None:
    form = RulingForm(TODAY, 18)
    assert form.initial["next_look"] == usual_next_look(TODAY, 18)
    assert 540 <= (form.initial["next_look"] - TODAY).days <= 552


def test_answer_checks_keeps_the_day_of_an_unchanged_answer(world: World) -> None:
    look = world.answer(world.look(), source="Register")
    look.answers.update(checked_on=days(-9))
    world.answer(look, source="Register")
    assert look.answers.get().checked_on == days(-9)
    world.answer(look, source="Another register")
    assert look.answers.get().checked_on == TODAY


def test_answer_checks_wants_words_for_a_remark(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        world.answer(world.look(), Finding.REMARK)
    assert list(refused.value.message_dict) == [f"source_{world.checks[0].pk}"]


def test_unanswered_counts_only_what_has_to_be_answered(world: World) -> None:
    look = world.look()
    assert unanswered(look, TODAY) == 1
    world.answer(look)
    assert unanswered(look, TODAY) == 0
    assert [(line.item.pk, line.answer is not None) for line in lines(look, TODAY)] == [
        (world.checks[0].pk, True), (world.checks[1].pk, False),
    ]  # fmt: skip


def test_looks_due_are_near_past_or_never_begun(world: World) -> None:
    far = make_organisation(world.pact, stage=Stage.ACTIVE, is_public=True)
    near = make_organisation(world.pact, is_public=True, vetted_until=days(29))
    past = make_organisation(world.pact, is_public=True, vetted_until=days(-2))
    make_organisation(world.pact, stage=Stage.DIALOGUE)
    ended = make_organisation(world.pact, is_public=True, vetted_until=days(2), stage=Stage.ENDED)
    due = list(looks_due(world.pact.pk, TODAY))
    assert due == [past, near, world.house]
    assert {far, ended}.isdisjoint(due)


def test_warn_of_looks_tells_the_office_once(world: World) -> None:
    world.show()
    Organisation.objects.filter(pk=world.house.pk).update(vetted_until=days(20))
    actions.warn_of_looks(world.pact.pk, at=NOW)
    before = Notice.objects.filter(about__startswith="look:").count()
    actions.warn_of_looks(world.pact.pk, at=NOW)
    assert (before, Notice.objects.filter(about__startswith="look:").count()) == (1, 1)


@pytest.mark.parametrize("role", [StaffRole.ADMIN, StaffRole.BOARD, StaffRole.COUNSELLOR])
def test_vetting_needs_its_verbs(world: World, role: StaffRole) -> None:
    by, look = make_staff(world.pact, role), world.look()
    attempts: list[Any] = [
        lambda: actions.begin_vetting(world.house, by=by, at=NOW),
        lambda: actions.answer_checks(look, [], by=by, at=NOW),
        lambda: actions.decide_vetting(look, NO, by=by, at=NOW),
        lambda: actions.withdraw_approval(world.house, BACK, by=by, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()
    assert (Message.objects.count(), Contact.objects.count()) == (0, 1)
