"""The short list: order, marks, funnel, near occupations and what would open doors."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from pakten.activities.matching import (
    Change,
    Coming,
    Funnel,
    Near,
    Need,
    Reason,
    ReasonCode,
    Requirement,
    RequirementKind,
    Seeker,
    State,
    Substitutions,
    explain,
    level_rank,
    rank,
)

TODAY = date(2026, 11, 20)
START = date(2027, 2, 1)
TRUCK = Requirement("truck", RequirementKind.SKILL, "skill:forklift")
SFI_C = Requirement("sfi", RequirementKind.LANGUAGE, "lang:sv", level="sfi-c")
EARLY = Requirement("early", RequirementKind.TIME, number=5 * 60 + 45)
THERE = Requirement("there", RequirementKind.PLACE, "farsta")
LICENCE_B = Requirement("b", RequirementKind.LICENCE, "licence:B", must=False)
BEGIN = Requirement("begin", RequirementKind.START, day=START)
NEED = Need(
    "need", (TRUCK, SFI_C, EARLY, THERE, BEGIN, LICENCE_B), "warehouse", "4322", start=START
)
SUBSTITUTIONS = Substitutions(
    [("warehouse", "terminal", 75), ("terminal", "warehouse", 25), ("warehouse", "driver", 25)],
    {"warehouse": "4322", "terminal": "4322", "driver": "8344"},
)
FIT = Seeker(
    "fit",
    wanted=frozenset({"warehouse"}),
    skills=frozenset({"skill:forklift"}),
    languages={"lang:sv": "sfi-c"},
    licences=frozenset({"licence:B"}),
    reach={"farsta": 18},
    waiting_since=TODAY - timedelta(days=30),
)


def listed(*seekers: Seeker, need: Need = NEED) -> list[str]:
    """The ids in the order of the list."""
    return [c.seeker for c in rank(need, seekers, SUBSTITUTIONS, TODAY).candidates]


def found(seeker: Seeker, requirement: Requirement) -> tuple[State, ReasonCode]:
    """How one requirement stands for one person."""
    need = Need("one", (requirement,), start=START)
    (mark,) = explain(need, seeker, SUBSTITUTIONS, TODAY).marks
    return mark.state, mark.reason.code


def test_seeker_has_no_field_for_sex_origin_or_age() -> None:
    assert {field.name for field in fields(Seeker)} == {
        "id", "wanted", "experience", "skills", "languages", "licences", "on_the_way", "reach",
        "earliest", "hours", "available_from", "waiting_since", "ranked",
    }  # fmt: skip


def test_rank_puts_more_musts_in_place_first_then_on_the_way_then_nice_then_waiting() -> None:
    course = (Coming("lang:sv", "sfi-c", date(2027, 1, 12), date(2027, 3, 1)),)
    later = (Coming("lang:sv", "sfi-c", date(2027, 2, 12), date(2027, 4, 1)),)
    low = replace(FIT, languages={"lang:sv": "sfi-b"})
    seekers = [
        replace(low, id="missing"),
        replace(low, id="way later", on_the_way=later),
        replace(low, id="way", on_the_way=course),
        replace(FIT, id="without b", licences=frozenset()),
        replace(FIT, id="new", waiting_since=TODAY),
        FIT,
    ]
    assert listed(*seekers) == ["fit", "new", "without b", "way", "way later", "missing"]


def test_rank_gives_the_same_order_whatever_the_ids() -> None:
    waits = [
        replace(FIT, id=i, waiting_since=TODAY - timedelta(n))
        for i, n in zip("abc", (1, 2, 3), strict=True)
    ]
    turned = [replace(one, id=i) for one, i in zip(waits, "cab", strict=True)]
    assert (listed(*waits), listed(*turned)) == (["c", "b", "a"], ["b", "a", "c"])


def test_rank_counts_the_funnel_step_by_step() -> None:
    seekers = [
        FIT,
        replace(FIT, id="other work", wanted=frozenset({"baker"})),
        replace(FIT, id="far", reach={"kista": 20}),
        replace(FIT, id="three missing", skills=frozenset(), languages={}, earliest=400),
    ]
    ranking = rank(NEED, seekers, SUBSTITUTIONS, TODAY)
    assert ranking.funnel == Funnel(seekers=4, occupation=3, place=2, close=1)
    assert [c.seeker for c in ranking.candidates] == ["fit"]


def test_rank_without_occupation_lets_every_occupation_in() -> None:
    need = Need("visit", (TRUCK,))
    assert listed(replace(FIT, wanted=frozenset()), need=need) == ["fit"]


def test_rank_tells_near_occupations_in_both_directions() -> None:
    seekers = [
        replace(FIT, experience={"driver": 2}),
        replace(FIT, id="b", experience={"driver": 1}),
    ]
    ranking = rank(NEED, seekers, SUBSTITUTIONS, TODAY)
    assert ranking.near == (Near("terminal", 75, 25, 0), Near("driver", 25, None, 2))


def test_rank_does_not_read_substitution_backwards() -> None:
    need = replace(NEED, occupation="driver", occupation_group="8344")
    assert listed(FIT, need=need) == []


def test_rank_tells_what_one_change_would_open() -> None:
    late = [replace(FIT, id=f"late{n}", earliest=n) for n in (360, 390, 480)]
    low = [replace(FIT, id=f"low{n}", languages={"lang:sv": "sfi-b"}) for n in range(2)]
    both = replace(FIT, id="both", earliest=390, languages={})
    opens = rank(NEED, [FIT, *late, *low, both], SUBSTITUTIONS, TODAY).opens
    assert opens == (Change(SFI_C, "sfi-b", 2), Change(EARLY, 390, 2))


def test_rank_names_one_level_among_equals_whatever_the_order() -> None:
    low = [replace(FIT, id=level, languages={"lang:sv": level}) for level in ("basic", "a1")]
    eased = {rank(NEED, crowd, SUBSTITUTIONS, TODAY).opens for crowd in (low, low[::-1])}
    assert eased == {(Change(SFI_C, "a1", 2),)}


def test_rank_of_nobody_is_empty() -> None:
    ranking = rank(NEED, [], SUBSTITUTIONS, TODAY)
    assert (ranking.candidates, ranking.funnel, ranking.opens) == ((), Funnel(0, 0, 0, 0), ())


@pytest.mark.parametrize(
    ("seeker", "reason"),
    [
        (Seeker("a", experience={"warehouse": 3}), Reason(ReasonCode.HAS_DONE, {"occupation": "warehouse", "years": 3})),
        (Seeker("a", wanted=frozenset({"warehouse"})), Reason(ReasonCode.WANTS, {"occupation": "warehouse"})),
        (
            Seeker("a", experience={"terminal": 2, "driver": 9}),
            Reason(ReasonCode.NEAR_OCCUPATION, {"occupation": "terminal", "percent": 75, "years": 2}),
        ),
        (
            Seeker("a", wanted=frozenset({"ssyk:4322"})),
            Reason(ReasonCode.NEAR_OCCUPATION, {"occupation": "ssyk:4322", "percent": None, "years": None}),
        ),
        (Seeker("a", wanted=frozenset({"baker"})), None),
    ],
)  # fmt: skip
def test_explain_says_why_the_occupation_fits(seeker: Seeker, reason: Reason | None) -> None:
    assert explain(NEED, seeker, SUBSTITUTIONS, TODAY).occupation == reason


def test_explain_takes_the_group_as_the_occupation_where_only_the_group_is_known() -> None:
    need = Need("group", (), None, "4322")
    seeker = Seeker("a", wanted=frozenset({"ssyk:4322"}))
    expected = Reason(ReasonCode.WANTS, {"occupation": "ssyk:4322"})
    assert explain(need, seeker, SUBSTITUTIONS, TODAY).occupation == expected


COURSE = Coming("lang:sv", "sfi-c", date(2027, 1, 12), date(2027, 3, 1))
QUEUE = Coming("lang:sv", "sfi-c", how="queue")
AFTER = Coming("lang:sv", "sfi-c", date(2027, 8, 12), date(2027, 12, 1))
WORKED = Requirement("worked", RequirementKind.OCCUPATION, "warehouse", number=2)
FULL_TIME = Requirement("hours", RequirementKind.HOURS, number=100)


@pytest.mark.parametrize(
    ("requirement", "seeker", "state", "code"),
    [
        (SFI_C, Seeker("a", languages={"lang:sv": "SFI_D"}), State.HAS, "has_language"),
        (SFI_C, Seeker("a", languages={"lang:sv": "a2"}), State.MISSING, "language_too_low"),
        (SFI_C, Seeker("a", on_the_way=(COURSE,)), State.ON_THE_WAY, "language_coming"),
        (SFI_C, Seeker("a", on_the_way=(QUEUE,)), State.MISSING, "no_language"),
        (SFI_C, Seeker("a", on_the_way=(AFTER,)), State.MISSING, "no_language"),
        (LICENCE_B, Seeker("a", licences=frozenset({"licence:CE"})), State.HAS, "has_licence"),
        (LICENCE_B, Seeker("a", licences=frozenset({"licence:AM"})), State.MISSING, "no_licence"),
        (TRUCK, Seeker("a"), State.MISSING, "no_skill"),
        (
            TRUCK,
            Seeker("a", on_the_way=(Coming("skill:forklift", ready_on=TODAY),)),
            State.ON_THE_WAY,
            "skill_coming",
        ),
        (EARLY, Seeker("a"), State.HAS, "can_time"),
        (EARLY, Seeker("a", earliest=390), State.MISSING, "too_early"),
        (FULL_TIME, Seeker("a", hours=75), State.MISSING, "fewer_hours"),
        (FULL_TIME, Seeker("a"), State.HAS, "can_hours"),
        (THERE, Seeker("a"), State.HAS, "reaches"),
        (THERE, Seeker("a", reach={}), State.MISSING, "too_far"),
        (BEGIN, Seeker("a", available_from=START), State.HAS, "can_start"),
        (BEGIN, Seeker("a", available_from=date(2027, 3, 1)), State.ON_THE_WAY, "starts_later"),
        (BEGIN, Seeker("a", available_from=date(2027, 9, 1)), State.MISSING, "starts_later"),
        (WORKED, Seeker("a", experience={"warehouse": 2}), State.HAS, "has_done"),
        (WORKED, Seeker("a", experience={"warehouse": 1}), State.ON_THE_WAY, "too_few_years"),
        (WORKED, Seeker("a", experience={"driver": 5}), State.ON_THE_WAY, "near_occupation"),
        (WORKED, Seeker("a", experience={"baker": 5}), State.MISSING, "not_done"),
    ],
)
def test_explain_marks_each_requirement(
    requirement: Requirement, seeker: Seeker, state: State, code: str
) -> None:
    assert found(seeker, requirement) == (state, ReasonCode(code))


def test_explain_tells_the_date_of_what_is_on_the_way() -> None:
    need = Need("one", (SFI_C,), start=START)
    (mark,) = explain(
        need,
        Seeker("a", {}, languages={"lang:sv": "sfi-b"}, on_the_way=(COURSE,)),
        SUBSTITUTIONS,
        TODAY,
    ).marks
    assert (mark.ready_on, mark.reason.params) == (
        date(2027, 3, 1),
        {
            "key": "lang:sv", "level": "sfi-b", "asked": "sfi-c", "how": "course",
            "starts_on": date(2027, 1, 12), "ready_on": date(2027, 3, 1),
        },
    )  # fmt: skip


def test_level_rank_refuses_an_unknown_level() -> None:
    with pytest.raises(ValueError, match="unknown language level 'perfect'"):
        level_rank("perfect")
