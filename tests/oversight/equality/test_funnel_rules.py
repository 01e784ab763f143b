"""From a proposal to still at work: what is told, and what is not."""

from pakten.oversight.equality.drawings import funnel_chart
from pakten.oversight.equality.rules.funnel import Funnel, Journey, make_funnel
from pakten.oversight.equality.states import STAGES, STARTED, Stage


def people(
    gender: str, furthest: int, number: int, passed: int = 0, stopped: str = ""
) -> list[Journey]:
    return [Journey(gender, furthest, passed, stopped)] * number


def made(*groups: list[Journey]) -> Funnel:
    return make_funnel([each for group in groups for each in group], 2025, 5)


def test_a_funnel_counts_how_many_came_how_far() -> None:
    told = made(
        people("woman", 0, 20, stopped="person"), people("man", 0, 20, stopped="employer"),
        people("woman", STARTED, 30, 12), people("man", STARTED, 10, 12),
        people("woman", 8, 10, 12), people("man", 8, 10, 12),
    )  # fmt: skip
    assert [(s.stage, s.count, s.women, s.men) for s in told.stages if s.women is not None] == [
        (Stage.PROPOSED, 100, 60, 40),
        *[(stage, 60, 40, 20) for stage in STAGES[1 : STARTED + 1]],
        *[(stage, 20, 10, 10) for stage in STAGES[STARTED + 1 :]],
    ]
    assert (told.began and told.began.per_100, told.last and told.last.of_due) == (60, 33)
    assert told.sides == [("The employer", 20), ("The person", 20)]


def test_a_funnel_merges_stages_where_few_stopped() -> None:
    told = made(
        people("woman", 0, 20), people("woman", 1, 2), people("woman", STARTED, 20),
        people("man", STARTED, 20),
    )  # fmt: skip
    assert Stage.PRESENTED not in {s.stage for s in told.stages} or Stage.INTERVIEWED not in {
        s.stage for s in told.stages
    }
    assert told.is_merged


def test_a_funnel_tells_women_and_men_only_where_both_are_enough() -> None:
    told = made(people("woman", 0, 20), people("woman", STARTED, 20), people("man", 0, 20))
    assert told.by_gender[0].stage == Stage.PROPOSED
    few = made(people("woman", 0, 20), people("woman", STARTED, 20), people("man", STARTED, 3))
    assert few.by_gender == []


def test_a_funnel_of_a_few_is_empty() -> None:
    assert made(people("woman", 0, 2), people("man", 0, 2)).is_empty
    assert made().is_empty


def test_a_funnel_leaves_out_those_who_state_neither() -> None:
    told = made(people("woman", 0, 20), people("man", 0, 20), people("unstated", STARTED, 2))
    assert [s.count for s in told.stages] == [40, *[0] * (len(told.stages) - 1)]


def test_a_funnel_says_at_least_where_somebody_was_not_heard_from() -> None:
    told = made(people("woman", STARTED, 20, 12), people("man", 8, 20, 12))
    floors = {s.stage for s in told.stages if s.is_floor}
    assert floors == set(STAGES[STARTED + 1 :])


def test_a_funnel_hides_how_many_are_due_when_a_few_are_not() -> None:
    told = made(
        people("woman", 8, 20, 12), people("man", STARTED, 20, 12), people("man", STARTED, 2, 6)
    )
    assert {s.due for s in told.stages} == {None}


def test_a_funnel_draws_steps_of_as_many_people_as_one_bar() -> None:
    told = made(people("woman", 0, 20), people("woman", STARTED, 40), people("man", STARTED, 40))
    chart = funnel_chart(told)
    assert chart is not None
    assert [(bar.label, bar.value) for bar in chart.bars if bar.value] == [
        ("Were proposed to an employer", 100),
        ("Were presented to the employer, met the employer, got a yes and began", 80),
    ]
