"""Promised and done: which promises are kept is open, so the sum must not tell how far another came."""

from itertools import product

import pytest

from pakten.oversight.annual.freezing.promises import Tally

QUANTITIES = (2, 5, 9)


def tally(kept: int, *begun: tuple[int, int]) -> Tally:
    return Tally(done=kept + sum(done for done, _promised in begun), begun=list(begun))


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (tally(10), 10),
        (tally(3), None),
        (tally(10, (3, 10)), None),
        (tally(10, (7, 10)), 17),
        (tally(10, (3, 10), (4, 10)), 17),
        (tally(0, (3, 4), (8, 9)), None),  # 11 is 3 and 8 only: neither came further
    ],
)
def test_shown_done_tells_the_sum_unless_it_tells_a_few(made: Tally, shown: int | None) -> None:
    assert made.shown_done(5) == shown


@pytest.mark.parametrize("promised", list(product(QUANTITIES, repeat=2)))
def test_shown_done_leaves_two_ways_for_every_few(promised: tuple[int, int]) -> None:
    """Whoever reads the sum and knows which promises were begun tries every way to make it."""
    ways = list(product(*(range(1, most) for most in promised)))
    for true in ways:
        if tally(10, *zip(true, promised, strict=True)).shown_done(5) is None:
            continue
        fit = [way for way in ways if sum(way) == sum(true)]
        for place, done in enumerate(true):
            assert done >= 5 or len({way[place] for way in fit}) > 1
