"""Shares and what their difference says: sure only when chance and silence cannot explain it."""

import pytest

from pakten.oversight.equality.rules.shares import Told, gap_of, may_be_told, rate_gap
from pakten.oversight.equality.states import Gap


def test_a_share_counts_those_not_heard_from_as_no() -> None:
    told = Told(64, 20, 16)
    assert (told.of, told.per_100, told.is_floor) == (100, 64, True)


@pytest.mark.parametrize(
    ("women", "men", "may"),
    [
        (Told(20, 20), Told(15, 15), True),
        (Told(20, 20), Told(14, 15), False),  # 29 men
        (Told(38, 2), Told(20, 20), False),  # two women without work
        (Told(40, 0), Told(20, 20), True),  # nobody without: that tells of no single person
        (Told(3, 37), Told(20, 20), False),
    ],
)
def test_may_be_told_of_enough_people_only(women: Told, men: Told, may: bool) -> None:
    assert may_be_told(women, men, 5) == may


def test_gap_is_sure_when_the_interval_leaves_out_zero() -> None:
    assert gap_of(Told(49, 51), Told(70, 30))[0] == Gap.WOMEN_LESS
    assert gap_of(Told(70, 30), Told(49, 51))[0] == Gap.MEN_LESS
    assert gap_of(Told(58, 42), Told(61, 39))[0] == Gap.CHANCE


def test_gap_may_be_chance_when_silence_is_the_whole_difference() -> None:
    """49 of 100 women at work, but 30 were never heard from: of those heard, as many as the men."""
    assert gap_of(Told(49, 21, 30), Told(70, 30))[0] == Gap.CHANCE


def test_gap_is_unknown_when_too_few_were_heard_from() -> None:
    assert gap_of(Told(20, 5, 40), Told(30, 30))[0] == Gap.UNKNOWN


@pytest.mark.parametrize(
    ("counts", "gap"),
    [
        ((180, 6050, 230, 5150), Gap.WOMEN_LESS),
        ((230, 5150, 180, 6050), Gap.MEN_LESS),
        ((80, 6050, 70, 5150), Gap.CHANCE),
        ((3, 29, 20, 5150), Gap.UNKNOWN),
        ((80, 60, 70, 5150), Gap.UNKNOWN),  # more deeds than people: no rate
    ],
)
def test_rate_gap_by_hand(counts: tuple[int, int, int, int], gap: Gap) -> None:
    assert rate_gap(*counts) == gap
