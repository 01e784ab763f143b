"""The sheet: frozen figures, filled in by both, agreed by both, by phone, closed with a decision."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import EndReason, LetterState, Party, RevisionReason
from pakten.agreements.followup.actions import agreeing, campaigns, closing, sheets
from pakten.agreements.followup.actions.agreeing import Call
from pakten.agreements.followup.actions.sheets import SheetTerms
from pakten.agreements.followup.models import Approval, CheckIn
from pakten.agreements.followup.rules import Answer
from pakten.agreements.followup.states import Decision, How, Next, SheetState
from pakten.agreements.results.models import Outcome
from pakten.base.access import Denied
from pakten.base.notices.models import Notice
from tests.factories.followup import GO_ON, WHY, World
from tests.factories.world import NOW, TODAY, days, make_representative

END = SheetTerms(decision=Decision.END, end_reason=EndReason.MEMBER_LEFT)
CALL = Call("Mona Rahimi", agrees=True)


def agreed(world: World, **given: object) -> CheckIn:
    """A filled sheet that both have said yes to."""
    sheet = world.filled(**given)  # type: ignore[arg-type]
    agreeing.agree_check_in(sheet, by=world.as_member, at=NOW)
    return agreeing.agree_check_in(sheet, by=world.by, at=NOW)


def test_send_check_in_tells_the_member_once(world: World) -> None:
    sheet = world.sent()
    assert sheet.state == SheetState.SENT
    told = Notice.objects.filter(about__startswith=f"check_in:{sheet.pk}:sent")
    assert {notice.to for notice in told} == {
        f"mona{world.house.pk}@x.example", world.house.representatives.get().account.email,
    }  # fmt: skip
    with pytest.raises(ValidationError, match="cannot be done"):
        sheets.send_check_in(sheet, by=world.by, at=NOW)


def test_a_sheet_is_hidden_from_the_member_until_it_is_sent(world: World) -> None:
    sheet = world.sheet()
    seen = CheckIn.objects.visible_to(world.as_member)
    assert list(seen) == []
    with pytest.raises(ValidationError, match="preparing"):
        sheets.fill_check_in(sheet, GO_ON, {}, by=world.as_member, at=NOW)
    sheets.send_check_in(sheet, by=world.by, at=NOW)
    assert list(seen.all()) == [sheet]


def test_fill_check_in_is_for_the_own_house(world: World) -> None:
    other, _letter = world.member("Another AB")
    stranger = make_representative(other)
    assert list(CheckIn.objects.visible_to(stranger)) == []
    with pytest.raises(Denied):
        sheets.fill_check_in(world.sent(), GO_ON, {}, by=stranger, at=NOW)


def test_fill_check_in_never_changes_a_figure(world: World) -> None:
    world.filled(jobs=Answer(told="more", more=3, cause="not_recorded", side="member"))
    line = world.line(CheckIn.objects.get(), world.jobs)
    assert (line.recorded, line.more, Outcome.objects.count()) == (0, 3, 0)


def test_fill_check_in_names_the_line_and_the_field(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        world.filled(jobs=Answer(cause="city_late", side="member"))
    line = world.line(CheckIn.objects.get(), world.jobs)
    assert set(refused.value.message_dict) == {f"l{line.pk}-side"}


def test_fill_check_in_to_go_on_changes_no_promise(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        world.filled(visits=Answer(next=Next.DROP))
    assert set(refused.value.message_dict) == {"decision"}


def test_fill_check_in_of_an_old_page_is_refused(world: World) -> None:
    sheet = world.filled()
    with pytest.raises(ValidationError, match="Somebody changed"):
        sheets.fill_check_in(sheet, GO_ON, {}, seen=NOW - timedelta(1), by=world.by, at=NOW)


def test_a_cause_never_stands_without_whose_it_is(world: World) -> None:
    line = world.line(world.filled(), world.jobs)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(line).objects.filter(pk=line.pk).update(side="")


def test_agree_check_in_waits_for_causes_and_a_decision(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        agreeing.agree_check_in(world.sent(), by=world.by, at=NOW)
    assert len(refused.value.messages) == 2


def test_agree_check_in_needs_both(world: World) -> None:
    sheet = world.filled()
    states = [
        agreeing.agree_check_in(sheet, by=who, at=NOW).state for who in (world.as_member, world.by)
    ]
    assert states == [SheetState.SENT, SheetState.AGREED]
    found = Approval.objects.values_list("party", "how", "name")
    assert set(found) == {
        (Party.MEMBER, How.SIGNED_IN, "Mona Rahimi"), (Party.CITY, How.SIGNED_IN, "Sara Lindqvist"),
    }  # fmt: skip


def test_agree_check_in_twice_is_refused_in_words(world: World) -> None:
    sheet = world.filled()
    agreeing.agree_check_in(sheet, by=world.as_member, at=NOW)
    with pytest.raises(IntegrityError, match="approval_once"), transaction.atomic():
        agreeing.agree_check_in(sheet, by=world.as_member, at=NOW)


def test_an_edit_takes_a_yes_away_and_the_same_words_do_not(world: World) -> None:
    sheet = world.filled()
    agreeing.agree_check_in(sheet, by=world.as_member, at=NOW)
    sheets.fill_check_in(sheet, GO_ON, world.answers(sheet), by=world.by, at=NOW)
    assert Approval.objects.count() == 1
    changed = SheetTerms(learned="Another text.", decision=Decision.GO_ON)
    sheets.fill_check_in(sheet, changed, {}, by=world.by, at=NOW)
    assert Approval.objects.count() == 0


def test_refresh_check_in_takes_new_figures_and_a_yes_away(world: World) -> None:
    sheet = world.filled()
    agreeing.agree_check_in(sheet, by=world.as_member, at=NOW)
    assert sheets.refresh_check_in(sheet, by=world.by, at=NOW) == 0
    assert Approval.objects.count() == 1
    world.deed(world.jobs, quantity=2)
    assert sheets.refresh_check_in(sheet, by=world.by, at=NOW) == 1
    assert world.line(sheet, world.jobs).recorded == 2
    assert Approval.objects.count() == 0


def test_an_agreed_sheet_is_opened_again_before_it_is_changed(world: World) -> None:
    sheet = agreed(world)
    with pytest.raises(ValidationError, match="Open it again"):
        sheets.fill_check_in(sheet, GO_ON, {}, by=world.by, at=NOW)
    opened = agreeing.reopen_check_in(sheet, by=world.by, at=NOW)
    assert (opened.state, Approval.objects.count()) == (SheetState.SENT, 0)


def phoned(world: World, call: Call = CALL, terms: SheetTerms = GO_ON) -> CheckIn:
    sheet = world.sheet()
    answers = world.answers(sheet)
    return agreeing.phone_check_in(sheet, terms, answers, call, by=world.by, at=NOW)


def test_phone_check_in_sends_a_copy_to_object_to(world: World) -> None:
    sheet = phoned(world)
    assert (sheet.state, sheet.object_by) == (SheetState.SENT, days(14))
    yes = Approval.objects.get()
    assert (yes.party, yes.how, yes.name) == (Party.MEMBER, How.PHONE, "Mona Rahimi")
    assert yes.recorded_by_id == world.by.account_id
    assert Notice.objects.filter(about__startswith=f"check_in:{sheet.pk}:phoned").count() == 2


def test_phone_check_in_without_a_yes_says_no_yes(world: World) -> None:
    phoned(world, Call("Mona Rahimi", agrees=False))
    assert Approval.objects.count() == 0


def test_phone_check_in_says_whom_it_was_with(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        phoned(world, Call(" ", agrees=True))
    assert set(refused.value.message_dict) == {"told_by"}


def test_object_check_in_takes_the_yes_away_and_tells_the_office(world: World) -> None:
    sheet = phoned(world)
    agreeing.agree_check_in(sheet, by=world.by, at=NOW)
    found = agreeing.object_check_in(sheet, why="Not six but two.", by=world.as_member, at=NOW)
    assert (found.state, found.objection) == (SheetState.SENT, "Not six but two.")
    assert Approval.objects.count() == 0
    assert Notice.objects.filter(about__startswith=f"check_in:{sheet.pk}:objected").count() == 1


def test_object_check_in_is_for_two_weeks(world: World) -> None:
    sheet = phoned(world)
    with pytest.raises(ValidationError, match="any more"):
        late = NOW + timedelta(days=15)
        agreeing.object_check_in(sheet, why="Wrong.", by=world.as_member, at=late)


def test_a_signed_in_yes_replaces_the_one_by_phone(world: World) -> None:
    sheet = phoned(world)
    agreeing.agree_check_in(sheet, by=world.as_member, at=NOW)
    assert Approval.objects.get().how == How.SIGNED_IN
    assert CheckIn.objects.get().object_by is None


def test_close_check_in_to_go_on_leaves_the_letter(world: World) -> None:
    closed = closing.close_check_in(agreed(world), by=world.by, at=NOW)
    assert (closed.state, closed.made) == (SheetState.CLOSED, None)
    assert Letter.objects.get().state == LetterState.ACTIVE


def test_close_check_in_to_change_begins_the_next_version(world: World) -> None:
    change = Answer(**{**vars_of(WHY), "next": Next.CHANGE, "new_quantity": 3, "new_due_on": days(200)})  # fmt: skip
    terms = SheetTerms(learned="Fewer.", decision=Decision.REVISE)
    sheet = agreed(world, terms=terms, jobs=change, visits=Answer(next=Next.DROP))
    draft = closing.close_check_in(sheet, by=world.by, at=NOW).made
    assert draft is not None
    assert (draft.state, draft.replaces) == (LetterState.DRAFT, world.letter)
    assert draft.revision_reason == RevisionReason.FROM_CHECK_IN
    found = Pledge.objects.filter(letter_lines__letter=draft).order_by("pk")
    numbers = [(p.measure, p.quantity, p.due_on) for p in found]
    assert numbers == [(world.jobs, 3, days(200)), (world.support, 4, days(100))]


def vars_of(answer: Answer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in Answer.__slots__}


def test_close_check_in_brings_back_a_promise_past_its_day(world: World) -> None:
    Pledge.objects.filter(measure=world.jobs).update(due_on=days(-20))
    change = Answer(**{**vars_of(WHY), "next": Next.CHANGE, "new_quantity": 6, "new_due_on": days(90)})  # fmt: skip
    sheet = agreed(world, terms=SheetTerms(decision=Decision.REVISE), jobs=change)
    draft = closing.close_check_in(sheet, by=world.by, at=NOW).made
    copy = Pledge.objects.get(letter_lines__letter=draft, measure=world.jobs)
    assert (copy.quantity, copy.due_on, copy.origin) == (6, days(90), world.line(sheet, world.jobs).pledge)  # fmt: skip


def test_close_check_in_to_end_thanks_for_what_was_done(world: World) -> None:
    world.deed(world.jobs, quantity=5)
    closing.close_check_in(agreed(world, terms=END), by=world.by, at=NOW)
    letter = Letter.objects.get()
    assert (letter.state, letter.end_reason) == (LetterState.ENDED, EndReason.MEMBER_LEFT)
    thanks = Notice.objects.filter(about=f"letter:{letter.pk}:thanks").first()
    assert thanks is not None
    assert f"{world.jobs.name['sv']}: 5" in thanks.body


def test_close_check_in_does_not_end_on_a_fresh_yes_by_phone(world: World) -> None:
    sheet = phoned(world, terms=END)
    agreeing.agree_check_in(sheet, by=world.by, at=NOW)
    with pytest.raises(ValidationError, match="by phone"):
        closing.close_check_in(sheet, by=world.by, at=NOW)
    later = NOW + timedelta(days=15)
    assert closing.close_check_in(sheet, by=world.by, at=later).state == SheetState.CLOSED


def test_a_closed_campaign_leaves_its_sheets_as_they_are(world: World) -> None:
    sheet = world.filled()
    campaigns.close_campaign(sheet.campaign, by=world.by, at=NOW + timedelta(days=31))
    with pytest.raises(ValidationError, match="closed"):
        agreeing.agree_check_in(sheet, by=world.by, at=NOW)
    assert CheckIn.objects.get().state == SheetState.SENT
    assert CheckIn.objects.get().figures_on == TODAY
