"""Will the goal be reached? Checked by hand."""

import pytest

from pakten.oversight.reports.forecast import Chance, forecast

BEFORE = [(336, 400), (276, 331)]


def test_forecast_follows_the_seasons_of_the_years_before() -> None:
    """418 / 0.84 = 497.6 and 418 / 0.8338 = 501.3; 1.64 x root of 80 and 83 is 14.6 and 15."""
    found = forecast(418, BEFORE, 500)
    assert found is not None
    assert (found.low, found.high, round(found.share, 2)) == (480, 520, 0.84)
    assert found.chance == Chance.UNSURE


@pytest.mark.parametrize(
    ("target", "chance"), [(470, Chance.LIKELY), (600, Chance.UNLIKELY), (None, None)]
)
def test_forecast_says_what_the_range_means_for_the_goal(
    target: int | None, chance: Chance | None
) -> None:
    found = forecast(418, BEFORE, target)
    assert found is not None
    assert found.chance == chance


@pytest.mark.parametrize(
    ("now", "before"),
    [(20, BEFORE), (None, BEFORE), (418, []), (418, [(None, 400)]), (418, [(9, 12)])],
)
def test_forecast_says_nothing_of_too_little_or_of_what_is_hidden(
    now: int | None, before: list[tuple[int | None, int | None]]
) -> None:
    assert forecast(now, before, 500) is None


def test_forecast_never_ends_below_what_is_already_there() -> None:
    found = forecast(400, [(400, 400)], 400)
    assert found is not None
    assert (found.low, found.high) == (400, 400)
