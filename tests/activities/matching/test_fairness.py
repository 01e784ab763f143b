"""Who got a proposal, by group: figures by hand, and nothing to be had by subtraction."""

import random

from pakten.activities.matching.fairness import Rate, is_safe, split, worst_off


def people(**groups: tuple[int, int]) -> tuple[dict[str, str], set[str]]:
    """So many with a proposal of so many, for each group."""
    of, got = {}, set()
    for name, (with_one, pool) in groups.items():
        for n in range(pool):
            of[f"{name}{n}"] = name
            if n < with_one:
                got.add(f"{name}{n}")
    return of, got


def test_split_counts_each_group_beside_its_pool() -> None:
    of, got = people(women=(47, 68), men=(45, 63))
    assert split("gender", of, got).rates == (Rate(("men",), 45, 63), Rate(("women",), 47, 68))


def test_split_tells_small_groups_together() -> None:
    of, got = people(north=(24, 34), south=(29, 41), east=(2, 4), west=(4, 7))
    assert split("district", of, got).rates == (
        Rate(("north",), 24, 34),
        Rate(("south",), 29, 41),
        Rate(("east", "west"), 6, 11),
    )


def test_split_takes_a_large_group_in_where_one_small_could_be_subtracted() -> None:
    of, got = people(a=(10, 30), b=(20, 40), c=(1, 2))
    assert split("age", of, got).rates == (Rate(("b",), 20, 40), Rate(("a", "c"), 11, 32))


def test_split_tells_nothing_of_two_groups_where_one_is_small() -> None:
    of, got = people(women=(20, 40), men=(1, 3))
    assert split("gender", of, got).rates == ()


def test_split_tells_that_nobody_and_that_everybody_got_one() -> None:
    of, got = people(a=(0, 9), b=(9, 9), c=(6, 12))
    assert [rate.got for rate in split("age", of, got).rates] == [0, 9, 6]


def test_split_of_nobody_is_empty() -> None:
    assert split("gender", {}, set()).rates == ()


def test_split_leaves_nothing_to_be_had_by_subtraction() -> None:
    chance = random.Random(5)
    for _ in range(400):
        groups = {}
        for n in range(chance.randint(1, 6)):
            pool = chance.randint(1, 30)
            groups[f"g{n}"] = (chance.randint(0, pool), pool)
        of, got = people(**groups)
        smallest = chance.choice((3, 5, 8))
        rates = split("district", of, got, smallest).rates
        assert all(is_safe(rate, smallest) for rate in rates)
        if rates:
            assert (sum(r.got for r in rates), sum(r.pool for r in rates)) == (len(got), len(of))
            assert sorted(n for r in rates for n in r.names) == sorted(groups)


def test_worst_off_is_the_lowest_single_group_below_all() -> None:
    of, got = people(young=(16, 22), old=(11, 21), middle=(65, 88))
    by_age = split("age", of, got)
    found = worst_off([by_age], len(got) / len(of))
    assert found == ("age", Rate(("old",), 11, 21))


def test_worst_off_is_nobody_when_all_fare_alike() -> None:
    of, got = people(a=(10, 20), b=(10, 20))
    assert worst_off([split("age", of, got)], 0.5) is None
