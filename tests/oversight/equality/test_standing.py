"""What is known of a person's work over time."""

from datetime import date

from pakten.oversight.equality.rules.standing import Life, months_kept

DAY = date(2026, 6, 1)


def test_life_is_at_work_within_a_spell() -> None:
    life = Life(spells=[(date(2026, 1, 1), date(2026, 6, 30))])
    assert [life.at(DAY), life.at(date(2026, 9, 1))] == [True, None]


def test_life_listens_to_the_nearest_answer() -> None:
    life = Life(answers=[(date(2026, 5, 1), True), (date(2026, 6, 10), False)])
    assert [life.at(DAY), life.at(date(2026, 5, 3)), life.at(date(2026, 8, 1))] == [
        False, True, None,
    ]  # fmt: skip


def test_life_lets_a_spell_go_before_an_answer() -> None:
    life = Life([(date(2026, 5, 1), date(2026, 7, 1))], [(DAY, False)])
    assert life.at(DAY) is True


def test_last_known_is_the_latest_yes() -> None:
    life = Life([(date(2025, 1, 1), date(2025, 3, 1))], [(DAY, True), (date(2026, 9, 1), False)])
    assert life.last_known(date(2026, 1, 1)) == DAY
    assert life.last_known(date(2026, 7, 1)) is None


def test_months_kept_is_the_longest_mark_that_is_reached() -> None:
    marks = [(1, date(2026, 2, 1)), (3, date(2026, 4, 1)), (6, date(2026, 7, 1))]
    since = date(2026, 1, 1)
    assert [months_kept(since, last, marks) for last in (None, since, date(2026, 4, 1), DAY)] == [
        0, 0, 3, 3,
    ]  # fmt: skip
