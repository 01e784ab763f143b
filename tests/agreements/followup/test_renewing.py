"""Renewal begins with the old promises and what came of them; rests and questions are a way out."""

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import LetterState, RevisionReason
from pakten.agreements.followup.actions import renewing, resting
from pakten.agreements.followup.actions.renewing import Choice
from pakten.agreements.followup.models import Rest, Way
from pakten.agreements.followup.queries.renewing import old_promises, renewal_dates
from pakten.agreements.followup.queries.resting import rest_of, ways_to_act_on
from pakten.agreements.followup.states import Next, RestReason, WayOut
from pakten.base.access import Actor, Denied
from pakten.base.notices.models import Notice
from tests.factories.followup import World
from tests.factories.world import NOW, TODAY, days, make_measure


def renew(world: World, by: Actor | None = None, **choices: Choice) -> Letter:
    first, last = renewal_dates(world.letter)
    chosen = {world.pledge(getattr(world, name)).pk: each for name, each in choices.items()}
    return renewing.renew_letter(world.letter, first, last, chosen, by=by or world.by, at=NOW)


def promised(letter: Letter) -> list[tuple[object, int]]:
    found = Pledge.objects.filter(letter_lines__letter=letter).order_by("pk")
    return [(pledge.measure, pledge.quantity) for pledge in found]


def test_renew_letter_keeps_changes_and_leaves_out(world: World) -> None:
    draft = renew(
        world, visits=Choice(Next.GO_ON, 2), jobs=Choice(Next.CHANGE, 8), support=Choice(Next.DROP)
    )
    assert promised(draft) == [(world.visits, 2), (world.jobs, 8)]
    assert (draft.state, draft.revision_reason) == (LetterState.DRAFT, RevisionReason.RENEWAL)
    assert (draft.valid_from, draft.replaces) == (days(301), world.letter)


def test_renew_letter_counts_anew(world: World) -> None:
    world.deed(world.jobs, quantity=6)
    pledge = Pledge.objects.get(letter_lines__letter=renew(world, jobs=Choice(Next.GO_ON, 6)))
    assert (pledge.origin, pledge.starts_on) == (None, days(301))


def test_renew_letter_by_the_member_leaves_the_citys_to_the_office(world: World) -> None:
    dropped = {"jobs": Choice(Next.CHANGE, 8), "support": Choice(Next.DROP)}
    draft = renew(world, by=world.as_member, **dropped)
    assert promised(draft) == [(world.jobs, 8), (world.support, 4)]


def test_renew_letter_takes_the_measure_as_it_is_defined_then(world: World) -> None:
    newer = make_measure(world.pact, valid_from=days(200))
    type(newer).objects.filter(pk=world.jobs.pk).update(successor=newer, valid_to=days(199))
    assert promised(renew(world, jobs=Choice(Next.GO_ON, 6))) == [(newer, 6)]


def test_renew_letter_begins_after_the_old_one(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        renewing.renew_letter(world.letter, days(300), days(800), {}, by=world.by, at=NOW)
    assert set(refused.value.message_dict) == {"valid_from"}


def test_renew_letter_promises_something(world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        renew(world, jobs=Choice(Next.DROP))
    assert set(refused.value.message_dict) == {"valid_from"}


def test_renew_letter_tells_the_other_side(world: World) -> None:
    renew(world, jobs=Choice(Next.GO_ON, 6))
    told = Notice.objects.filter(about__endswith=":renewal")
    assert world.by.account_id not in {notice.account_id for notice in told}
    assert told.count() == 2


def test_old_promises_come_with_outcome_and_suggestion(world: World) -> None:
    world.deed(world.jobs, quantity=4)
    first, last = renewal_dates(world.letter)
    rows = {
        row.progress.pledge.measure: row for row in old_promises(world.letter, TODAY, first, last)
    }
    assert (rows[world.jobs].progress.done, rows[world.jobs].suggested) == (4, 14)
    assert rows[world.support].suggested == 1


def rest(world: World, by: Actor | None = None) -> Rest:
    return resting.rest_member(
        world.house, days(90), RestReason.NO_TIME, "Mona Rahimi", by=by or world.by, at=NOW
    )


def test_rest_member_is_agreed_with_somebody_until_a_day(world: World) -> None:
    made = rest(world)
    assert rest_of(world.house.pk, TODAY) == made
    assert Notice.objects.filter(about=f"rest:{made.pk}").count() == 2
    with pytest.raises(ValidationError) as refused:
        resting.rest_member(world.house, days(400), RestReason.NO_TIME, "Mona", by=world.by, at=NOW)
    assert set(refused.value.message_dict) == {"until"}


def test_rest_member_is_for_the_office(world: World) -> None:
    with pytest.raises(Denied):
        rest(world, world.as_member)


def test_wake_member_ends_the_rest(world: World) -> None:
    resting.wake_member(rest(world), by=world.by, at=NOW)
    assert rest_of(world.house.pk, TODAY) is None
    assert rest(world).ended_on is None


def ask(world: World) -> int:
    return resting.ask_dormant(world.pact, [(world.house, days(-400))], by=world.by, at=NOW)


def test_ask_dormant_asks_once(world: World) -> None:
    assert [ask(world), ask(world)] == [1, 0]
    assert Notice.objects.filter(about__startswith="way:").count() == 2


@pytest.mark.parametrize("answer", WayOut)
def test_choose_way_takes_every_answer(world: World, answer: WayOut) -> None:
    ask(world)
    way = resting.choose_way(
        Way.objects.get(), answer, RestReason.NO_NEED, by=world.as_member, at=NOW
    )
    assert way.answer == answer
    assert (rest_of(world.house.pk, TODAY) is not None) == (answer == WayOut.REST)
    assert (list(ways_to_act_on()) == [way]) == (answer in (WayOut.LESS, WayOut.END))


def test_choose_way_is_answered_once_and_a_rest_says_why(world: World) -> None:
    ask(world)
    with pytest.raises(ValidationError) as refused:
        resting.choose_way(Way.objects.get(), WayOut.REST, by=world.as_member, at=NOW)
    assert set(refused.value.message_dict) == {"reason"}
    resting.choose_way(Way.objects.get(), WayOut.GO_ON, by=world.as_member, at=NOW)
    with pytest.raises(ValidationError, match="already"):
        resting.choose_way(Way.objects.get(), WayOut.END, by=world.as_member, at=NOW)
