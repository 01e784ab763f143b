"""The intervals against the values printed by those who proposed them."""

import pytest

from pakten.base.statistics.intervals import Interval, coming_count, newcombe, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0000),
    ],
)
def test_wilson_gives_the_printed_interval(hits: int, of: int, low: float, high: float) -> None:
    found = wilson(hits, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        # Newcombe 1998, Interval estimation for the difference, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombe_gives_the_printed_interval(
    shares: tuple[int, int, int, int], low: float, high: float
) -> None:
    found = newcombe(*shares)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_newcombe_turned_round_changes_sign() -> None:
    there, back = newcombe(56, 70, 48, 80), newcombe(48, 80, 56, 70)
    assert (round(there.low, 9), round(there.high, 9)) == (
        round(-back.high, 9),
        round(-back.low, 9),
    )


@pytest.mark.parametrize(("hits", "of"), [(1, 0), (-1, 5), (6, 5), (0, 0)])
def test_wilson_refuses_what_is_no_share(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(hits, of)


def test_coming_count_spreads_twice_as_far_as_the_count_itself() -> None:
    found = coming_count(50)
    assert (round(found.low, 1), round(found.high, 1)) == (30.4, 69.6)


def test_coming_count_is_never_below_zero() -> None:
    assert coming_count(1).low == 0


def test_excludes_the_values_outside() -> None:
    both = Interval(-0.1, 0.2)
    assert [both.excludes(value) for value in (-0.2, -0.1, 0.0, 0.2, 0.3)] == [
        True, False, False, False, True,
    ]  # fmt: skip
