"""The score: what gives points, what stands in the way, and that its three forms are one."""

import inspect
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from benchmarks.dense import dense_scores
from pakten.activities.matching import Coming, Need, Requirement, RequirementKind, Seeker, points
from pakten.activities.matching.score import Obstacle, Score, TermCode, score
from pakten.activities.matching.scoring.columns import Seekers
from pakten.activities.matching.scoring.compiling import compile_city
from pakten.activities.matching.scoring.streaming import Stream
from tests.factories.matching import NEAR, TODAY, cities, points_of

NEED = Need("n", (), "o1", "4322")
WHO = Seeker("p", wanted=frozenset({"o1"}))
City = tuple[list[Need], list[Seeker]]
NEVER_WEIGHED = {
    "sex",
    "gender",
    "kön",
    "age",
    "birth",
    "born",
    "origin",
    "country",
    "citizen",
    "name",
}


def got(found: Score) -> dict[str, int]:
    return {term.code.value: term.points for term in found.terms}


def asked(kind: RequirementKind, key: str = "", **more: object) -> Need:
    return replace(NEED, requirements=(Requirement("r", kind, key, **more),))  # type: ignore[arg-type]


@given(cities())
def test_score_is_the_sum_of_its_terms(city: City) -> None:
    for need in city[0]:
        for seeker in city[1]:
            found = score(need, seeker, NEAR, TODAY)
            assert found.points == sum(term.points for term in found.terms) <= points.MOST


@settings(deadline=None)
@given(cities())
def test_score_is_the_same_one_by_one_compiled_and_dense(city: City) -> None:
    fitting, compiled = points_of(*city), compile_city(*city, NEAR, TODAY)
    stream, table = Stream(compiled.city), dense_scores(compiled.city)
    walked, dense = {}, {}
    for i, seeker in enumerate(compiled.seekers):
        for j, worth in zip(*(each.tolist() for each in stream.one(i)), strict=True):
            walked[seeker.id, compiled.needs[j].id] = worth
        for j, need in enumerate(compiled.needs):
            if table[i, j] > 0:
                dense[seeker.id, need.id] = int(table[i, j])
    assert walked == fitting
    assert dense == fitting


def test_score_of_a_wish_and_of_work_done_is_that_of_the_nearest() -> None:
    near = replace(WHO, wanted=frozenset({"o2"}), experience={"o2": 4, "o3": 9})
    assert got(score(NEED, WHO, NEAR, TODAY)) == {"placed": 1000, "wanted": 2500}
    assert got(score(NEED, near, NEAR, TODAY)) == {"placed": 1000, "done": 1125, "wanted": 1406}


def test_score_of_a_wish_falls_with_its_place() -> None:
    second = replace(WHO, wanted=frozenset({"o1", "o9"}), ranked=("o9", "o1"))
    assert got(score(NEED, second, NEAR, TODAY))["wanted"] == 2250


def test_score_of_what_is_asked_is_half_when_it_is_on_the_way() -> None:
    need = asked(RequirementKind.SKILL, "s1")
    soon = replace(WHO, on_the_way=(Coming("s1", ready_on=TODAY + timedelta(30)),))
    late = replace(WHO, on_the_way=(Coming("s1", ready_on=TODAY + timedelta(300)),))
    assert got(score(need, replace(WHO, skills=frozenset({"s1"})), NEAR, TODAY))["asked"] == 3000
    assert got(score(need, soon, NEAR, TODAY))["asked"] == 1500
    assert [o.code for o in score(need, late, NEAR, TODAY).obstacles] == ["no_skill"]


def test_score_of_the_rest() -> None:
    need = replace(
        asked(RequirementKind.LANGUAGE, "lang:sv", level="a2"),
        district="d1", start=TODAY, organisation="h", wanted_by=frozenset({"p"}),
    )  # fmt: skip
    who = replace(
        WHO, languages={"lang:sv": "b1"}, reach={"d1": 20}, waiting_since=date(2026, 8, 1),
        available_from=TODAY + timedelta(10),
    )  # fmt: skip
    rest = {"more_swedish": 200, "way_to_work": 400, "start": 180, "waited": 30, "wanted_by": 1500}
    assert got(score(need, who, NEAR, TODAY)) == {
        "placed": 1000, "wanted": 2500, "asked": 3000, **rest,
    }  # fmt: skip


@pytest.mark.parametrize(("place", "worth"), [(1, 1000), (2, 900), (5, 600), (9, 600)])
def test_score_of_a_place_asked_for_falls_with_its_place(place: int, worth: int) -> None:
    chosen = replace(NEED, chosen_by={"p": place, "q": 1})
    found = score(chosen, WHO, NEAR, TODAY)
    assert got(found)["asked_for_place"] == worth
    assert found.terms[-1].params == {"place": place}
    assert score(chosen, replace(WHO, id="r"), NEAR, TODAY).points == found.points - worth


@pytest.mark.parametrize(
    ("need", "who", "code"),
    [
        (NEED, replace(WHO, wanted=frozenset({"o4"})), "other_occupation"),
        (asked(RequirementKind.SKILL, "s1"), WHO, "no_skill"),
        (asked(RequirementKind.LANGUAGE, "lang:sv", level="b1"), WHO, "no_language"),
        (asked(RequirementKind.LICENCE, "licence:B"), WHO, "no_licence"),
        (asked(RequirementKind.TIME, number=345), replace(WHO, earliest=400), "too_early"),
        (asked(RequirementKind.HOURS, number=100), replace(WHO, hours=50), "fewer_hours"),
        (asked(RequirementKind.PLACE, "d1"), replace(WHO, reach={"d2": 5}), "too_far"),
        (asked(RequirementKind.START, day=TODAY), replace(WHO, available_from=date(2027, 6, 1)), "starts_later"),
        (asked(RequirementKind.OCCUPATION, "o1", number=2), replace(WHO, experience={"o1": 1}), "too_few_years"),
        (asked(RequirementKind.OCCUPATION, "o1"), replace(WHO, experience={"o2": 9}), "near_occupation"),
    ],
)  # fmt: skip
def test_score_codes_every_obstacle(need: Need, who: Seeker, code: str) -> None:
    (found,) = score(need, who, NEAR, TODAY).obstacles
    assert isinstance(found, Obstacle)
    assert found.code == code


def test_score_knows_neither_sex_nor_origin_nor_age() -> None:
    known = [field.name for kind in (Need, Seeker, Coming, Requirement) for field in fields(kind)]
    words = {word for name in [*known, *Seekers._fields] for word in name.split("_")}
    assert words & NEVER_WEIGHED == set()
    assert list(inspect.signature(score).parameters) == ["need", "seeker", "substitutions", "today"]


def test_score_has_a_word_for_every_term() -> None:
    assert len(TermCode) == len({code.value for code in TermCode}) == 12
