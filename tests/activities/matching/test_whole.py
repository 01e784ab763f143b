"""Whole rounds: the best there is, under every rule, with reasons that add up."""

import random
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pakten.activities.matching import Need, Requirement, RequirementKind, Seeker, points
from pakten.activities.matching.scoring.columns import Int64
from pakten.activities.matching.scoring.compiling import compile_city
from pakten.activities.matching.scoring.proving import prove_best
from pakten.activities.matching.scoring.streaming import Stream
from pakten.activities.matching.whole import (
    ImpossibleLock,
    Options,
    Whole,
    match_all,
)
from tests.factories.matching import (
    NEAR,
    TODAY,
    best_total,
    broken_rules,
    cities,
    points_of,
    with_seats,
    without,
)

City = tuple[list[Need], list[Seeker]]
NEEDS = [
    Need("n1", (), "o1", "4322", organisation="h"),
    Need("n2", (), "o2", "4322", organisation="h"),
]
PEOPLE = [Seeker(name, wanted=frozenset({"o1"})) for name in ("p1", "p2")]
PLAIN = Options()
limits = st.dictionaries(st.sampled_from(["h1", "h2"]), st.integers(0, 3))


def matched(city: City, options: Options = PLAIN) -> Whole:
    return match_all(*city, NEAR, TODAY, options)


def pairs(whole: Whole) -> set[tuple[str, str]]:
    return {(pair.seeker, pair.need) for pair in whole.pairs}


@settings(deadline=None, max_examples=40)
@given(cities(), limits)
def test_match_all_is_the_best_there_is_and_says_so(city: City, most: dict[str, int]) -> None:
    whole, fitting = matched(city, Options(limits=most)), points_of(*city)
    assert whole.total == whole.bound == best_total(city[0], fitting, most)
    assert broken_rules(city[0], fitting, whole, Options(limits=most)) == []
    assert [pair.points for pair in whole.pairs] == [
        sum(term.points for term in pair.terms) for pair in whole.pairs
    ]


@settings(deadline=None, max_examples=40)
@given(cities(), st.randoms(use_true_random=False))
def test_match_all_keeps_locks_and_vetoes_and_is_best_around_them(
    city: City, chance: random.Random
) -> None:
    every = [(p.id, n.id) for p in city[1] for n in city[0]]
    city = with_seats(city[0], 2), city[1]
    vetoes = frozenset(chance.sample(every, len(every) // 3))
    locks = frozenset(list(dict(sorted(set(every) - vetoes)).items())[:2])
    options, fitting = Options(locks=locks, vetoes=vetoes), points_of(*city)
    whole = matched(city, options)
    assert broken_rules(city[0], fitting, whole, options) == []
    assert whole.gap == 0
    held = {seeker for seeker, _need in locks}
    free = {pair: worth for pair, worth in fitting.items() if pair[0] not in held}
    left = [replace(n, seats=2 - sum(n.id == need for _p, need in locks)) for n in city[0]]
    own = sum(pair.points for pair in whole.pairs if pair.seeker not in held)
    assert own == best_total(left, without(free, vetoes), {})


@settings(deadline=None, max_examples=40)
@given(cities())
def test_match_all_never_loses_by_one_more_need(city: City) -> None:
    assert matched((city[0][:-1], city[1])).total <= matched(city).total


@settings(deadline=None, max_examples=40)
@given(cities())
def test_match_all_says_why_of_everybody_who_got_nothing(city: City) -> None:
    whole, fitting = matched(city), points_of(*city)
    got = {pair.seeker for pair in whole.pairs}
    assert sorted(one.seeker for one in whole.unmatched) == sorted(
        {seeker.id for seeker in city[1]} - got
    )
    for one in whole.unmatched:
        fits = {n.id for n in city[0] if n.seats and (one.seeker, n.id) in fitting}
        assert (one.code == "seats_taken" and one.need in fits) == bool(fits)
        if fits:
            worth = fitting[one.seeker, str(one.need)]
            assert one.params["price"] == whole.prices[str(one.need)] >= worth


@settings(deadline=None, max_examples=40)
@given(cities(), limits)
def test_match_all_stable_leaves_nobody_who_prefer_each_other(
    city: City, most: dict[str, int]
) -> None:
    whole, fitting = matched(city, Options(limits=most, stable=True)), points_of(*city)
    assert broken_rules(city[0], fitting, whole, Options(limits=most)) == []
    assert whole.total <= whole.bound == best_total(city[0], fitting, most)
    own = {pair.seeker: pair.points for pair in whole.pairs}
    house = {need.id: need.organisation for need in city[0]}
    for (seeker, need), worth in fitting.items():
        there = [p.points for p in whole.pairs if p.need == need]
        around = [p.points for p in whole.pairs if house[p.need] == house[need]]
        full = whole.open_seats[need] == 0
        closed = house[need] in most and len(around) >= most[house[need]]
        low = min(there, default=2**30) if full else min(around, default=2**30) if closed else 0
        assert worth <= own.get(seeker, 0) or worth <= low


@settings(deadline=None, max_examples=40)
@given(cities(most=14), st.integers(1, 3))
def test_prove_best_prices_every_pair_that_was_not_kept(city: City, keep: int) -> None:
    compiled, fitting = compile_city(*city, NEAR, TODAY), points_of(*city)
    stream = Stream(compiled.city)
    room = compile_room(compiled.needs)
    assert prove_best(stream, room, keep=keep).total == best_total(city[0], fitting, {})
    early = prove_best(stream, room, keep=keep, most_rounds=1)
    assert early.total <= best_total(city[0], fitting, {}) <= early.bound


def compile_room(needs: tuple[Need, ...]) -> Int64:
    return np.array([need.seats for need in needs], np.int64)


def test_match_all_lets_who_went_without_go_first() -> None:
    better = replace(PEOPLE[0], experience={"o1": 5})
    city = NEEDS[:1], [better, PEOPLE[1]]
    assert pairs(matched(city)) == {("p1", "n1")}
    whole = matched(city, Options(first=frozenset({"p2"})))
    assert pairs(whole) == {("p2", "n1")}
    assert whole.pairs[0].terms[-1].points == points.WENT_WITHOUT


def test_match_all_says_when_an_employer_takes_no_more() -> None:
    whole = matched((NEEDS, PEOPLE), Options(limits={"h": 1}))
    (left,) = whole.unmatched
    assert len(whole.pairs) == 1
    assert whole.gap == 0
    assert left.code in {"limit", "seats_taken"}


def test_match_all_spreads_over_employers_when_load_costs() -> None:
    needs = [replace(NEEDS[0], seats=2), replace(NEEDS[1], organisation="other")]
    assert pairs(matched((needs, PEOPLE))) == {("p1", "n1"), ("p2", "n1")}
    whole = matched((needs, PEOPLE), Options(balance=5_000))
    assert {need for _seeker, need in pairs(whole)} == {"n1", "n2"}
    assert whole.total == whole.bound == sum(pair.points for pair in whole.pairs)


def test_match_all_tells_the_one_thing_that_would_open_most() -> None:
    asked = (
        Requirement("r", RequirementKind.SKILL, "s1"),
        Requirement("q", RequirementKind.SKILL, "s2"),
    )
    needs = [replace(NEEDS[0], id=f"n{k}", requirements=asked[:1]) for k in range(3)]
    needs.append(replace(NEEDS[0], id="n9", requirements=asked))
    (left,) = matched((needs, [replace(PEOPLE[0], skills=frozenset({"s2"}))])).unmatched
    assert (left.code, left.need) == ("no_skill", "n9")
    assert left.params == {"key": "s1", "obstacles": 1, "opens": 4}


def test_match_all_lifts_a_group_within_the_loss_allowed() -> None:
    strong = [
        Seeker(f"a{k}", wanted=frozenset({"o1"}), experience={"o1": 5}, hours=80 + k)
        for k in range(10)
    ]
    others = [Seeker(f"b{k}", wanted=frozenset({"o1"}), hours=80 + k) for k in range(10)]
    hours = Requirement("r", RequirementKind.HOURS, number=100, must=False)
    needs = [replace(NEEDS[0], seats=10, requirements=(hours,))]
    plain, ids = matched((needs, [*strong, *others])), frozenset(one.id for one in others)
    lifted = matched((needs, [*strong, *others]), Options(lift=(ids, 0.5)))
    assert sum(pair.seeker in ids for pair in plain.pairs) == 0
    assert sum(pair.seeker in ids for pair in lifted.pairs) == 5
    assert lifted.total == plain.total - lifted.given_up <= lifted.bound < plain.total


@pytest.mark.parametrize(
    "locks",
    [{("p1", "n9")}, {("p9", "n1")}, {("p1", "n1"), ("p2", "n1")}, {("p1", "n1"), ("p1", "n2")}],
)
def test_match_all_refuses_locks_that_cannot_be_kept(locks: set[tuple[str, str]]) -> None:
    with pytest.raises(ImpossibleLock):
        matched((NEEDS, PEOPLE), Options(locks=frozenset(locks)))


def test_match_all_of_nothing_is_nothing() -> None:
    assert matched(([], [])).pairs == ()
    assert [one.code for one in matched(([], PEOPLE)).unmatched] == ["no_needs", "no_needs"]


@pytest.mark.slow
def test_no_web_process_carries_the_compiler() -> None:
    program = (
        "import sys; import pakten.config.wsgi, pakten.activities.matching.whole;"
        " from django.urls import get_resolver; get_resolver().url_patterns;"
        " print([m for m in ('numba', 'ortools', 'llvmlite') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr
