"""A deed moved to another promise counts once before and after, and every bar follows."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.results.actions import (
    confirm_outcome,
    correct_outcome,
    move_outcome,
    reverse_outcome,
)
from pakten.agreements.results.models import Cell, Outcome
from pakten.agreements.results.queries import (
    pledges_that_fit,
    progress_of,
    published_corrections,
    standing,
    with_done,
    wrong_cells,
)
from pakten.agreements.results.states import Correction, Dimension, Evidence
from pakten.base.access import ANONYMOUS, Denied
from tests.agreements.results.test_record_outcome import World
from tests.factories.browser import browser
from tests.factories.letters import make_pledge
from tests.factories.world import NOW, TODAY, days, inside, make_organisation, make_staff

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = World()
    with inside(made.pact, made.by):
        yield made


def bars() -> list[int]:
    return [p.done for p in progress_of(with_done(Pledge.objects.order_by("pk")), TODAY)]


def total() -> int:
    return sum(Cell.objects.filter(dimension=Dimension.TOTAL).values_list("quantity", flat=True))


def move(world: World, row: Outcome, pledge: Pledge | None) -> Outcome:
    return move_outcome(row, pledge, reason="The second letter", by=world.by, at=NOW)


def test_move_outcome_moves_both_bars_and_no_figure(world: World) -> None:
    row = world.record(quantity=2)
    assert (bars(), total()) == ([2, 0], 2)
    moved = move(world, row, world.second)
    assert (bars(), total(), wrong_cells()) == ([0, 2], 2, [])
    assert (moved.source, moved.origin, moved.pledge) == (
        f"moved:{row.pk}:1", row, world.second,
    )  # fmt: skip
    assert row.reversal.correction == Correction.MOVED


def test_move_outcome_again_and_to_no_promise(world: World) -> None:
    row = world.record()
    back = move(world, move(world, row, world.second), world.first)
    loose = move(world, back, None)
    assert (bars(), total(), loose.source) == ([0, 0], 1, f"moved:{row.pk}:3")
    with pytest.raises(ValidationError):
        move(world, loose, None)
    assert list(standing(Outcome.objects.filter(pk=row.pk))) == [loose]


def test_move_outcome_twice_at_once_is_refused(world: World) -> None:
    """Both saw the row standing; the second finds that it is not, and nothing is counted twice."""
    row = world.record()
    move(world, row, world.second)
    with pytest.raises(ValidationError, match="already been taken back"):
        move(world, row, None)
    with pytest.raises(ValidationError, match="already been taken back"):
        reverse_outcome(row, reason="Twice", by=world.by, at=NOW)
    assert (bars(), total()) == ([0, 1], 1)


def test_move_outcome_offers_only_promises_that_fit(world: World) -> None:
    row = world.record()
    assert [fit.pledge for fit in pledges_that_fit(row)] == [world.second]
    other = make_organisation(world.pact, name="Nordlys")
    unsigned = make_pledge(world.house, world.measure)
    for pledge in (make_pledge(other, world.measure), unsigned, world.first):
        with pytest.raises(ValidationError) as refused:
            move(world, row, pledge)
        assert list(refused.value.message_dict) == ["pledge"]
    (fit,) = pledges_that_fit(row)
    assert (fit.now, fit.after) == (0, 1)


def test_move_outcome_needs_the_verb_and_a_reason(world: World) -> None:
    row = world.record()
    with pytest.raises(Denied):
        move_outcome(row, None, reason="x", by=ANONYMOUS, at=NOW)
    with pytest.raises(ValidationError):
        move_outcome(row, None, reason=" ", by=world.by, at=NOW)


def test_move_outcome_page_shows_what_the_bars_become(world: World) -> None:
    row = world.record()
    client = browser(world.pact, world.by)
    page = client.get(f"/outcomes/{row.pk}/move/")
    labels = [str(label) for _value, label in page.context["form"].fields["pledge"].choices]
    assert labels == [f"4 by {world.second.due_on}: 0 now, 1 if moved here", "No promise"]
    told = {"pledge": world.second.pk, "reason": "The second letter"}
    assert client.post(f"/outcomes/{row.pk}/move/", told).status_code == 302
    assert bars() == [0, 1]
    again = client.post(f"/outcomes/{row.pk}/move/", told)
    assert again.status_code == 422


def test_move_outcome_is_the_offices(world: World) -> None:
    row = world.record()
    for role, status in (("analyst", 403), ("board", 403)):
        client = browser(world.pact, make_staff(world.pact, role))
        assert client.get(f"/outcomes/{row.pk}/move/").status_code == status


def test_confirm_outcome_strengthens_the_evidence_and_is_no_correction(world: World) -> None:
    row = world.record(evidence=Evidence.SELF_REPORTED)
    new = confirm_outcome(row, reason="The member said so", by=None, at=NOW)
    assert (new.evidence, new.pledge, total(), wrong_cells()) == (
        Evidence.CONFIRMED, world.first, 1, [],
    )  # fmt: skip
    assert published_corrections() == []
    with pytest.raises(ValidationError):
        confirm_outcome(new, reason="Again", by=None, at=NOW)


def test_correct_outcome_writes_the_right_number(world: World) -> None:
    row = world.record(quantity=5, evidence=Evidence.SELF_REPORTED)
    for wrong in (0, 5, 1_000_000):
        with pytest.raises(ValidationError):
            correct_outcome(row, wrong, reason="Counted anew", by=world.by, at=NOW)
    correct_outcome(row, 3, reason="Counted anew", by=world.by, at=NOW)
    assert (total(), wrong_cells()) == (3, [])


def test_published_corrections_tell_no_words_of_the_office(world: World) -> None:
    row = world.record(occurred_on=days(-1))
    reverse_outcome(
        row, reason="Samira N. was counted twice", correction=Correction.TWICE, by=world.by, at=NOW
    )
    (told,) = published_corrections()
    assert (told.day, told.measure, told.year, told.why) == (
        NOW.date(), "People employed", days(-1).year, "It was recorded twice",
    )  # fmt: skip


def test_published_corrections_tell_the_day_as_it_is_here(world: World) -> None:
    """Half past midnight in Stockholm is still yesterday in the database's time."""
    row, late = world.record(occurred_on=days(-1)), datetime(2026, 1, 1, 0, 30, tzinfo=STOCKHOLM)
    reverse_outcome(row, reason="Twice", correction=Correction.TWICE, by=world.by, at=late)
    assert [told.day for told in published_corrections()] == [date(2026, 1, 1)]
