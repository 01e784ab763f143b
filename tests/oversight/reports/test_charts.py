"""Bars that begin at zero and tell no more than they may."""

import pytest

from pakten.base.statistics.suppression import suppress
from pakten.oversight.reports.charts.stacked import _step, stacked_bars
from pakten.oversight.reports.figures import Year, YearByYear
from pakten.parties.pacts.models import Measure

MEASURES = (Measure(pk=1, name={"en": "Hires"}), Measure(pk=2, name={"en": "Internships"}))


def years(*rows: tuple[int, int, int]) -> YearByYear:
    return YearByYear(
        MEASURES,
        tuple(Year(y, suppress({1: a, 2: b}), is_running=y == 2026) for y, a, b in rows),
        None,
    )


def test_stacked_bars_stand_on_zero_and_reach_their_total() -> None:
    chart = stacked_bars(years((2025, 30, 20), (2026, 60, 40)), width=640)
    assert chart is not None
    first, last = chart.bars
    heights = [piece.height for piece in last.pieces]
    assert [bar.total for bar in chart.bars] == [50, 100]
    assert last.pieces[0].y + last.pieces[0].height == pytest.approx(chart.base)
    assert sum(heights) == pytest.approx(2 * sum(p.height for p in first.pieces), abs=0.2)
    assert (chart.ticks[0], chart.ticks[-1][1]) == ((chart.base, 0), 100)


def test_stacked_bars_draw_a_year_with_a_hidden_part_in_one_piece() -> None:
    chart = stacked_bars(years((2026, 30, 2)), width=640)
    assert chart is not None
    assert [(p.hue, p.count) for p in chart.bars[0].pieces] == [(4, 32)]


def test_stacked_bars_leave_out_years_too_small_to_show() -> None:
    assert stacked_bars(years((2026, 2, 1)), width=640) is None


@pytest.mark.parametrize(
    ("most", "step"), [(3, 1), (7, 2), (23, 5), (50, 10), (100, 20), (418, 100), (1134, 500)]
)
def test_step_gives_at_most_five_lines(most: int, step: int) -> None:
    assert _step(most) == step
