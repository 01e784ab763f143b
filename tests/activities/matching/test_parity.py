"""A group lifted until the rates meet: within every rule, at a price that is proven and told."""

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pakten.activities.matching.solver import Lifted, Sparse, lift, solve
from tests.factories.sparse import crowd, sparse_rounds


def biased(n: int, m: int, less: int = 700) -> tuple[Sparse, np.ndarray, np.ndarray]:
    sparse = crowd(n, m, 12)
    group = np.arange(n) % 2 == 0
    scores = sparse.scores - less * group[sparse.rows()]
    lower = Sparse(n, m, sparse.indptr, sparse.indices, scores, sparse.capacity)
    return lower, group, np.diff(sparse.indptr) > 0


def is_within(sparse: Sparse, found: Lifted) -> bool:
    edges = set(zip(sparse.rows().tolist(), sparse.indices.tolist(), strict=True))
    taken = {(i, int(j)) for i, j in enumerate(found.mate) if j >= 0}
    load = np.bincount(found.mate[found.mate >= 0], minlength=sparse.m)
    return taken <= edges and bool((load <= sparse.capacity).all())


def test_lift_brings_the_rates_within_two_tenths_of_a_point_and_proves_the_price() -> None:
    sparse, group, eligible = biased(1600, 700)
    found = lift(sparse, group, eligible)
    assert abs(found.before.difference) > Fraction(5, 100)
    assert abs(found.after.difference) <= Fraction(2, 1000)
    assert (found.reached, is_within(sparse, found)) == (True, True)
    assert 0 <= found.gap <= found.total // 1000
    assert found.price == solve(sparse).total - found.total > 0


def test_lift_takes_no_more_than_the_loss_it_may() -> None:
    sparse, group, eligible = biased(1600, 700)
    found = lift(sparse, group, eligible, Fraction(1, 1000))
    assert (found.reached, found.share <= Fraction(1, 1000)) == (False, True)
    assert abs(found.after.difference) < abs(found.before.difference)


def test_lift_lifts_whichever_side_is_behind() -> None:
    sparse, group, eligible = biased(1600, 700)
    one, other = lift(sparse, group, eligible), lift(sparse, ~group, eligible)
    assert one.total == other.total
    assert one.after.difference == -other.after.difference


def test_lift_that_may_cost_nothing_changes_nothing() -> None:
    sparse, group, eligible = biased(300, 150)
    found = lift(sparse, group, eligible, 0)
    assert (found.price, found.total) == (0, found.plain.total)


def best_under_the_rule(sparse: Sparse, group: np.ndarray, slack: int) -> int:
    """By trying everything."""
    choices = [
        [(-1, 0), *zip(sparse.indices[a:b].tolist(), sparse.scores[a:b].tolist(), strict=True)]
        for a, b in zip(sparse.indptr, sparse.indptr[1:], strict=False)
    ]
    best = 0
    for choice in product(*choices):
        mate = np.array([col for col, _score in choice])
        if (np.bincount(mate[mate >= 0], minlength=sparse.m) > sparse.capacity).any():
            continue
        chosen = mate >= 0
        ahead = chosen[group].sum() * (~group).sum() - chosen[~group].sum() * group.sum()
        if abs(ahead) <= slack:
            best = max(best, sum(score for _col, score in choice))
    return best


def leaves_nobody_before_a_free_place(sparse: Sparse, mate: np.ndarray) -> bool:
    room = sparse.capacity - np.bincount(mate[mate >= 0], minlength=sparse.m)
    return not ((mate[sparse.rows()] < 0) & (room[sparse.indices] > 0)).any()


@settings(deadline=None, max_examples=60)
@given(sparse_rounds(5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_lift_keeps_capacities_and_its_bound_is_above_everything(
    sparse: Sparse, members: list[bool]
) -> None:
    group = np.array(members[: sparse.n])
    found = lift(sparse, group, np.ones(sparse.n, bool))
    both = int(group.sum()) * int((~group).sum())
    best = best_under_the_rule(sparse, group, max(both * 2 // 1000, sparse.n // 2))
    assert is_within(sparse, found)
    assert leaves_nobody_before_a_free_place(sparse, found.mate)
    assert found.bound >= best if both else found.price == 0
    assert found.gap >= 0
    assert not (both and found.reached) or best - found.gap <= found.total <= best


def everybody_fits(people: int, seats: int) -> tuple[Sparse, np.ndarray, np.ndarray]:
    """Half of each kind, all alike, and each fits every seat."""
    edges = [(i, j, 100) for i in range(people) for j in range(seats)]
    half = np.arange(people) < people // 2
    return Sparse.of(people, seats, edges, [1] * seats), half, np.ones(people, bool)


@given(st.integers(1, 8), st.integers(1, 16), st.booleans())
@settings(deadline=None, max_examples=40)
def test_lift_of_people_all_alike_shares_the_seats_and_costs_nothing(
    half: int, seats: int, turned: bool
) -> None:
    sparse, group, everybody = everybody_fits(2 * half, seats)
    found = lift(sparse, ~group if turned else group, everybody)
    assert abs(found.after.group - found.after.others) <= 1
    assert (found.reached, found.price, found.gap) == (True, 0, 0)


def test_lift_empties_no_place_that_only_one_side_fits() -> None:
    shared = [(i, 0, 100) for i in range(10)]
    own = [(i, i - 9, 100) for i in range(10, 20)]
    sparse = Sparse.of(20, 11, shared + own, [1] * 11)
    found = lift(sparse, np.arange(20) < 10, np.ones(20, bool))
    assert (found.after.group, found.after.others, found.price) == (1, 10, 0)
    assert (found.reached, found.gap) == (False, 0)
