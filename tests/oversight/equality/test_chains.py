"""Steps are left out until nobody can be had by subtraction."""

import random
from itertools import pairwise

import pytest

from pakten.oversight.equality.rules.chains import is_safe, reached, safe_steps


@pytest.mark.parametrize(
    ("furthest", "told"),
    [
        ((30, 7, 20), (0, 1, 2)),  # everything is large enough
        ((30, 3, 20), (0, 2)),  # three stopped at the middle: it goes
        ((30, 0, 20), (0, 1, 2)),  # nobody stopped there: that may be told
        ((30, 20, 3), (0, 1)),  # three came all the way: that is not told
        ((2, 1, 1), ()),  # too few altogether
        ((0, 0, 0), (0, 1, 2)),
    ],
)
def test_safe_steps_by_hand(furthest: tuple[int, ...], told: tuple[int, ...]) -> None:
    assert safe_steps([furthest], (0, 1, 2), 5) == told


def test_safe_steps_are_safe_for_every_group() -> None:
    assert safe_steps([(30, 7, 20), (30, 3, 20)], (0, 1, 2), 5) == (0, 2)


def test_safe_steps_keep_what_means_most() -> None:
    furthest = (30, 4, 4, 30)
    assert safe_steps([furthest], (0, 1, 9, 1), 5) == (0, 2)
    assert safe_steps([furthest], (0, 9, 1, 9), 5) == (0, 1, 3)


def test_no_chain_tells_of_a_few() -> None:
    chance = random.Random(4)
    for _time in range(300):
        groups = [[chance.choice((0, 1, 3, 4, 5, 9, 40)) for _s in range(6)] for _g in range(2)]
        steps = safe_steps(groups, (0, 3, 1, 9, 2, 5), 5)
        for group in groups:
            chain = [*(reached(group, step) for step in steps), 0] if steps else [0]
            assert all(is_safe(before - after, 5) for before, after in pairwise(chain))
