"""What must hold for every need and every crowd."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pakten.activities.matching import (
    LEVELS,
    Coming,
    Need,
    Requirement,
    RequirementKind,
    Seeker,
    State,
    Substitutions,
    explain,
    rank,
)

TODAY = date(2026, 11, 20)
OCCUPATIONS = ["o1", "o2", "o3", "o4"]
SKILLS = ["s1", "s2", "s3"]
DISTRICTS = ["d1", "d2"]
SUBSTITUTIONS = Substitutions(
    [("o1", "o2", 75), ("o2", "o1", 25), ("o3", "o1", 25)],
    {"o1": "4322", "o2": "4322", "o3": "8344"},
)
days = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
levels = st.sampled_from(sorted(LEVELS))
comings = st.one_of(
    st.builds(Coming, st.sampled_from(SKILLS), ready_on=st.none() | days),
    st.builds(Coming, st.just("lang:sv"), levels, ready_on=st.none() | days),
)
seekers = st.builds(
    Seeker,
    id=st.uuids().map(str),
    wanted=st.frozensets(st.sampled_from([*OCCUPATIONS, "ssyk:4322"])),
    experience=st.dictionaries(st.sampled_from(OCCUPATIONS), st.integers(0, 20)),
    skills=st.frozensets(st.sampled_from(SKILLS)),
    languages=st.dictionaries(st.just("lang:sv"), levels),
    on_the_way=st.lists(comings, max_size=2).map(tuple),
    reach=st.none() | st.dictionaries(st.sampled_from(DISTRICTS), st.integers(5, 90)),
    earliest=st.none() | st.integers(240, 600),
    hours=st.integers(10, 100),
    available_from=st.none() | days,
    waiting_since=st.none() | days,
)
crowds = st.lists(seekers, max_size=12, unique_by=lambda seeker: seeker.id)
K = RequirementKind
requirements = st.one_of(
    st.builds(Requirement, st.just("r"), st.just(K.SKILL), st.sampled_from(SKILLS), must=st.booleans()),
    st.builds(Requirement, st.just("r"), st.just(K.LANGUAGE), st.just("lang:sv"), levels, must=st.booleans()),
    st.builds(Requirement, st.just("r"), st.just(K.PLACE), st.sampled_from(DISTRICTS), must=st.booleans()),
    st.builds(Requirement, st.just("r"), st.just(K.TIME), number=st.integers(240, 600), must=st.booleans()),
    st.builds(Requirement, st.just("r"), st.just(K.HOURS), number=st.integers(10, 100), must=st.booleans()),
    st.builds(Requirement, st.just("r"), st.just(K.START), day=days, must=st.booleans()),
    st.builds(
        Requirement, st.just("r"), st.just(K.OCCUPATION), st.sampled_from([*OCCUPATIONS, "ssyk:4322"]),
        number=st.integers(0, 5), must=st.booleans(),
    ),
)  # fmt: skip
needs = st.builds(
    Need,
    id=st.just("n"),
    requirements=st.lists(requirements, max_size=6).map(
        lambda rows: tuple(replace(row, id=str(n)) for n, row in enumerate(rows))
    ),
    occupation=st.none() | st.sampled_from(OCCUPATIONS),
    occupation_group=st.sampled_from(["", "4322"]),
    start=st.none() | days,
)


@given(needs, crowds, st.randoms(use_true_random=False))
def test_rank_does_not_depend_on_the_order_of_the_crowd(
    need: Need, crowd: list[Seeker], chance: random.Random
) -> None:
    shuffled = chance.sample(crowd, len(crowd))
    assert rank(need, crowd, SUBSTITUTIONS, TODAY) == rank(need, shuffled, SUBSTITUTIONS, TODAY)


@given(needs, crowds, st.sampled_from(SKILLS))
def test_rank_never_lowers_a_person_who_gains_a_skill(
    need: Need, crowd: list[Seeker], skill: str
) -> None:
    before = [c.seeker for c in rank(need, crowd, SUBSTITUTIONS, TODAY).candidates]
    for seeker in crowd:
        richer = replace(seeker, skills=seeker.skills | {skill})
        others = [richer if one is seeker else one for one in crowd]
        after = [c.seeker for c in rank(need, others, SUBSTITUTIONS, TODAY).candidates]
        if seeker.id in before:
            assert after.index(seeker.id) <= before.index(seeker.id)


@given(needs, crowds)
def test_rank_and_explain_agree_mark_by_mark(need: Need, crowd: list[Seeker]) -> None:
    people = {seeker.id: seeker for seeker in crowd}
    for candidate in rank(need, crowd, SUBSTITUTIONS, TODAY).candidates:
        alone = explain(need, people[candidate.seeker], SUBSTITUTIONS, TODAY)
        assert candidate == alone
        assert tuple(mark.requirement for mark in candidate.marks) == need.requirements


@given(needs, crowds)
def test_rank_orders_by_musts_in_place_and_counts_downwards(
    need: Need, crowd: list[Seeker]
) -> None:
    ranking = rank(need, crowd, SUBSTITUTIONS, TODAY)
    in_place = [len(c.of(State.HAS)) for c in ranking.candidates]
    funnel = ranking.funnel
    steps = [funnel.seekers, funnel.occupation, funnel.place, funnel.close]
    assert in_place == sorted(in_place, reverse=True)
    assert steps == sorted(steps, reverse=True)
    assert steps[-1] == len(ranking.candidates)


@given(needs, crowds)
def test_opens_counts_exactly_those_whom_the_change_lets_in(
    need: Need, crowd: list[Seeker]
) -> None:
    def ready(asked: Need) -> int:
        return sum(c.ready for c in rank(asked, crowd, SUBSTITUTIONS, TODAY).candidates)

    for change in rank(need, crowd, SUBSTITUTIONS, TODAY).opens:
        eased = change.requirement
        if change.to is None:
            rest = tuple(row for row in need.requirements if row is not eased)
        else:
            field = {K.LANGUAGE: "level", K.START: "day"}.get(eased.kind, "number")
            milder = replace(eased, **{field: change.to})
            rest = tuple(milder if row is eased else row for row in need.requirements)
        assert ready(replace(need, requirements=rest)) - ready(need) == change.opens
