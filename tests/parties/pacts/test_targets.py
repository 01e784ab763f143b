"""What is aimed for: for everybody or for some, once for each, never written over unseen."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Denied, Role
from pakten.parties.pacts.actions.targets import Aim, Seen, remove_target, set_target
from pakten.parties.pacts.models import Measure, Target
from pakten.parties.pacts.queries import targets_of
from tests.factories.shape import Shape
from tests.factories.world import (
    NOW,
    TODAY,
    inside,
    make_measure,
    make_pact,
    make_staff,
    make_target,
    make_target_group,
)

pytestmark = pytest.mark.django_db
YEAR = TODAY.year


@pytest.fixture
def shape() -> Iterator[Shape]:
    made = Shape()
    with inside(made.pact, made.admin):
        made.hires = make_measure(made.pact, code="hires")  # type: ignore[attr-defined]
        yield made


def aim(shape: Shape, quantity: int = 60, seen: Seen | None = None, **parts: Any) -> Target:
    values = {"kin": "hires", "year": YEAR, **parts}
    return set_target(shape.pact, Aim(**values), quantity, by=shape.admin, at=NOW, seen=seen)


def test_set_target_stands_beside_the_others(shape: Shape) -> None:
    aim(shape, 140)
    aim(shape, 30, quarter=2)
    aim(shape, 70, gender="woman")
    aim(shape, 40, gender="woman", target_group=shape.group)
    aim(shape, 20, district=shape.north)
    found = targets_of(["hires"], [YEAR])
    assert [(t.quantity, t.is_total) for t in found] == [
        (140, True), (20, False), (70, False), (40, False), (30, False),
    ]  # fmt: skip
    assert {t.decided_by_id for t in found} == {shape.admin.account_id}


def test_set_target_twice_is_one(shape: Shape) -> None:
    first, again = aim(shape, 140), aim(shape, 140)
    changed = aim(shape, 150)
    assert (first.pk, again.pk, changed.pk) == (first.pk, first.pk, first.pk)
    assert Target.objects.get().quantity == 150


def test_target_is_once_in_the_database(shape: Shape) -> None:
    aim(shape, 140)
    with pytest.raises(IntegrityError, match="target_once"), transaction.atomic():
        make_target(Measure.objects.get(code="hires"), 1)


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (Seen(None), "Somebody else wrote 140"),
        (Seen(130), "Somebody else wrote 140"),
        (Seen(140), ""),
    ],
)
def test_set_target_at_once_is_not_written_over_unseen(shape: Shape, seen: Seen, told: str) -> None:
    aim(shape, 140)
    if told:
        with pytest.raises(ValidationError, match=told):
            aim(shape, 150, seen=seen)
    else:
        assert aim(shape, 150, seen=seen).quantity == 150


def test_set_target_that_was_removed_meanwhile_says_so(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="Somebody else removed this aim"):
        aim(shape, 150, seen=Seen(140))


@pytest.mark.parametrize(
    ("parts", "quantity", "field"),
    [
        ({"year": 1890}, 5, "year"),
        ({"quarter": 5}, 5, "quarter"),
        ({}, 0, "quantity"),
        ({}, 100_001, "quantity"),
        ({"kin": "pairs", "gender": "woman"}, 5, "gender"),
    ],
)
def test_set_target_refuses(shape: Shape, parts: dict[str, Any], quantity: int, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        aim(shape, quantity, **parts)
    assert list(refused.value.message_dict) == [field]


def test_set_target_of_a_share_is_at_most_a_hundred(shape: Shape) -> None:
    make_measure(
        shape.pact, "", code="share", counting="formula", formula="100 * hires / pairs",
        is_share=True, per_person=False,
    )  # fmt: skip
    assert aim(shape, 100, kin="share", gender="woman").quantity == 100
    with pytest.raises(ValidationError, match="from 1 to 100"):
        aim(shape, 101, kin="share")


def test_set_target_of_nothing_is_refused(shape: Shape) -> None:
    with pytest.raises(ValidationError, match="no such measure"):
        aim(shape, kin="nothing")


def test_set_target_for_a_group_of_another_pact_is_refused(shape: Shape) -> None:
    other = make_pact()
    with inside(other):
        theirs = make_target_group(other)
    with pytest.raises(ValidationError, match="Choose from the list"):
        aim(shape, target_group=theirs)


def test_remove_target_takes_it_away(shape: Shape) -> None:
    remove_target(aim(shape), by=shape.admin, at=NOW)
    assert not Target.objects.exists()


@pytest.mark.parametrize("role", [Role.BOARD, Role.COUNSELLOR])
def test_set_target_needs_the_verb(shape: Shape, role: Role) -> None:
    with pytest.raises(Denied):
        set_target(shape.pact, Aim("hires", YEAR), 5, by=make_staff(shape.pact, role), at=NOW)


def test_targets_of_is_one_query(shape: Shape) -> None:
    aim(shape, 70, gender="woman", target_group=shape.group)
    with CaptureQueriesContext(connection) as queries:
        found = targets_of(["hires", "pairs"], [YEAR - 1, YEAR])
        assert [str(t.target_group) for t in found] == ["Newcomers"]
    assert len(queries) == 1
