"""Drafting a letter and its pledges."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.rules import SignatoryTerms
from pakten.agreements.commitments.states import EndReason, LetterState, Party, RevisionReason
from pakten.base.access import Actor, Denied
from pakten.base.audit.models import Event
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.letters import make_letter
from tests.factories.signing import TERMS, World
from tests.factories.world import (
    NOW,
    days,
    make_organisation,
    make_representative,
    make_staff,
)

WHY = actions.Revision(RevisionReason.WANTS_MORE, "We open a new house.")


def test_draft_letter_begins_a_version_and_moves_the_member(world: World) -> None:
    letter = world.draft()
    assert (letter.state, letter.version, world.stage) == (LetterState.DRAFT, 1, Stage.DRAFT)


def test_draft_letter_one_at_a_time_with_a_member(world: World) -> None:
    world.draft()
    with pytest.raises(ValidationError):
        world.draft()
    with pytest.raises(IntegrityError, match="letter_in_preparation_once"), transaction.atomic():
        make_letter(world.house, by=world.by)


@pytest.mark.parametrize("last", [days(10), days(9), days(10 + 366 * 12)])
def test_draft_letter_refuses_dates_the_wrong_way_round_or_too_long(
    world: World, last: Any
) -> None:
    with pytest.raises(ValidationError) as refused:
        world.draft(replace(TERMS, valid_to=last))
    assert list(refused.value.message_dict) == ["valid_to"]


def test_draft_letter_refuses_a_year_by_a_slip_of_the_finger(world: World) -> None:
    for year in (202, 9990):
        first = days(10).replace(year=year)
        with pytest.raises(ValidationError) as refused:
            world.draft(replace(TERMS, valid_from=first, valid_to=first.replace(year=year + 2)))
        assert list(refused.value.message_dict) == ["valid_from"]


def test_draft_letter_can_carry_over_the_pledges_in_force(world: World) -> None:
    current = world.signed()
    later = replace(TERMS, valid_from=days(701), valid_to=days(1400))
    new = actions.draft_letter(world.house, later, carry_over=True, by=world.by, at=NOW)
    copies = [line.pledge for line in new.lines.select_related("pledge")]
    assert [(p.promised_by, p.quantity, p.starts_on, p.due_on) for p in copies] == [
        (Party.MEMBER, 4, days(701), days(1400)),
        (Party.CITY, 4, days(701), days(1400)),
    ]
    assert {p.pk for p in copies}.isdisjoint(current.lines.values_list("pledge", flat=True))
    assert (new.version, world.stage) == (2, Stage.ACTIVE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": 1_000_000}, "quantity"),
        ({"due_on": days(9)}, "due_on"),
        ({"due_on": days(701)}, "due_on"),
        ({"starts_on": days(9)}, "starts_on"),
    ],
)
def test_add_pledge_and_edit_pledge_refuse_bad_input(
    world: World, changes: dict[str, Any], field: str
) -> None:
    letter = world.draft()
    with pytest.raises(ValidationError) as refused:
        world.add(letter, **changes)
    assert list(refused.value.message_dict) == [field]
    pledge = world.add(letter)
    with pytest.raises(ValidationError) as refused:
        actions.edit_pledge(letter, pledge, world.terms(**changes), by=world.by, at=NOW)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("quantity", [1, 100_000])
def test_add_pledge_takes_the_ends_of_the_range(world: World, quantity: int) -> None:
    assert world.add(world.draft(), quantity=quantity).quantity == quantity


def test_add_pledge_refuses_what_the_other_party_promises(world: World) -> None:
    letter = world.draft()
    with pytest.raises(ValidationError) as refused:
        actions.add_pledge(letter, Party.MEMBER, world.support, world.terms(), by=world.by, at=NOW)
    assert list(refused.value.message_dict) == ["measure"]


def test_remove_pledge_takes_it_out_of_the_draft(world: World) -> None:
    letter = world.draft()
    pledge = world.add(letter)
    actions.remove_pledge(letter, pledge, by=world.by, at=NOW)
    assert (letter.lines.count(), Pledge.objects.count()) == (0, 0)


def test_edit_letter_changes_everything_or_nothing(world: World) -> None:
    letter = world.draft()
    first, second = world.add(letter), world.add(letter)
    shorter = replace(TERMS, valid_to=days(300))
    wanted = {first.pk: world.terms(due_on=days(300)), second.pk: world.terms(quantity=0)}
    with pytest.raises(ValidationError) as refused:
        actions.edit_letter(letter, shorter, wanted, by=world.by, at=NOW)
    assert set(refused.value.message_dict) == {f"p{second.pk}-quantity", f"p{second.pk}-due_on"}
    letter.refresh_from_db()
    first.refresh_from_db()
    assert (letter.valid_to, first.due_on) == (days(700), days(400))
    wanted[second.pk] = world.terms(quantity=7, due_on=days(300))
    actions.edit_letter(letter, shorter, wanted, by=world.by, at=NOW)
    second.refresh_from_db()
    assert (second.quantity, second.due_on) == (7, days(300))


def test_edit_letter_without_a_change_leaves_no_trace(world: World) -> None:
    letter = world.full()
    before = Event.objects.count()
    same = actions.edit_letter(letter, TERMS, by=world.by, at=NOW + timedelta(minutes=1))
    assert (same.changed_at, Event.objects.count()) == (letter.changed_at, before)


@pytest.mark.parametrize("state", [s for s in LetterState if s != LetterState.DRAFT])
def test_a_letter_that_is_not_a_draft_is_not_changed(world: World, state: LetterState) -> None:
    letter = world.in_state(state)
    pledge = letter.lines.select_related("pledge")[0].pledge
    attempts: list[Any] = [
        lambda: actions.edit_letter(letter, TERMS, by=world.by, at=NOW),
        lambda: world.add(letter),
        lambda: actions.edit_pledge(letter, pledge, world.terms(), by=world.by, at=NOW),
        lambda: actions.remove_pledge(letter, pledge, by=world.by, at=NOW),
        lambda: actions.discard_letter(letter, by=world.by, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(ValidationError, match=r"Open it again|Öppna den igen"):
            attempt()


def test_discard_letter_takes_the_member_back_to_dialogue(world: World) -> None:
    actions.discard_letter(world.full(), by=world.by, at=NOW)
    assert (Letter.objects.count(), Pledge.objects.count(), world.stage) == (0, 0, Stage.DIALOGUE)


def office_only(world: World, letter: Letter, by: Actor) -> list[Any]:
    return [
        lambda: actions.draft_letter(world.house, TERMS, by=by, at=NOW),
        lambda: actions.discard_letter(letter, by=by, at=NOW),
        lambda: actions.revise_letter(letter, TERMS, WHY, by=by, at=NOW),
        lambda: signing.ready_letter(letter, by=by, at=NOW),
        lambda: signing.reopen_letter(letter, by=by, at=NOW),
        lambda: signing.end_letter(letter, EndReason.MEMBER_LEFT, by=by, at=NOW),
    ]


def for_both(world: World, letter: Letter, by: Actor) -> list[Any]:
    pledge = letter.lines.select_related("pledge")[0].pledge
    remark, who = actions.Remark("Hello"), SignatoryTerms("N N")
    return [
        lambda: actions.edit_letter(letter, TERMS, by=by, at=NOW),
        lambda: actions.add_pledge(letter, Party.MEMBER, world.jobs, world.terms(), by=by, at=NOW),
        lambda: actions.edit_pledge(letter, pledge, world.terms(), by=by, at=NOW),
        lambda: actions.remove_pledge(letter, pledge, by=by, at=NOW),
        lambda: actions.add_signatory(letter, Party.MEMBER, who, by=by, at=NOW),
        lambda: actions.share_letter(letter, "", by=by, at=NOW),
        lambda: actions.agree_letter(letter, "", by=by, at=NOW),
        lambda: actions.read_letter(letter, by=by, at=NOW),
        lambda: actions.comment_letter(letter, remark, by=by, at=NOW),
    ]


@pytest.mark.parametrize("who", ["board", "member", "other"])
def test_actions_of_letters_need_their_verb(world: World, who: str) -> None:
    letter = world.full()
    other = make_organisation(world.pact, name="Bergslunda Bygg AB")
    by = {
        "board": lambda: make_staff(world.pact, StaffRole.BOARD),
        "member": lambda: make_representative(world.house),
        "other": lambda: make_representative(other),
    }[who]()
    attempts = office_only(world, letter, by)
    attempts += for_both(world, letter, by) if who != "member" else []
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()
