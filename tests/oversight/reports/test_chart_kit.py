"""Charts: the right geometry, readable text, gaps that stay gaps, and a table that says the same."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pakten.oversight.reports.charts import (
    Bar,
    BarChart,
    Chart,
    DotChart,
    DotRow,
    Line,
    LineChart,
    Panels,
    Spark,
    draw,
    draw_file,
)
from pakten.oversight.reports.charts.draw import drawing_of
from pakten.oversight.reports.charts.looks import LOOKS
from pakten.oversight.reports.charts.marks import Box, Diamond, Dot, Rule, Text, Trace
from pakten.oversight.reports.charts.scale import SIZE, apart, number, steps_to, width_of
from tests.factories import charts

BOTH = pytest.mark.parametrize("narrow", [False, True])
EVERY = pytest.mark.parametrize("chart", charts.every_chart(), ids=lambda c: type(c).__name__)
# The narrowest column a drawing gets: a phone of 320 less its margins, and the wide one's limit.
LEAST = {False: 638.4, True: 280.0}


def boxes(chart: Chart, *, narrow: bool = False) -> list[Box]:
    return [m for m in drawing_of(chart, narrow=narrow).marks if isinstance(m, Box)]


def words(chart: Chart, *, narrow: bool = False) -> list[str]:
    return [m.text for m in drawing_of(chart, narrow=narrow).marks if isinstance(m, Text)]


@EVERY
@BOTH
def test_draw_never_writes_smaller_than_15_pixels(chart: Chart, narrow: bool) -> None:
    drawing = drawing_of(chart, narrow=narrow)
    assert round(SIZE * LEAST[narrow] / drawing.width, 1) >= 15
    assert "font-size" not in draw(chart, narrow=narrow)


@EVERY
@BOTH
def test_draw_keeps_every_mark_inside_the_drawing(chart: Chart, narrow: bool) -> None:
    drawing = drawing_of(chart, narrow=narrow)
    for mark in drawing.marks:
        if isinstance(mark, Text):
            wide = width_of(mark.text) * 0.93
            left = mark.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor]
            assert left >= -4, mark
            assert left + wide <= drawing.width + 4, mark
            assert 10 <= mark.y <= drawing.height + 1, mark
        elif isinstance(mark, Box):
            assert mark.x >= 0 <= mark.y, mark
            assert mark.x + mark.width <= drawing.width + 0.2, mark
            assert mark.y + mark.height <= drawing.height + 0.2, mark


@EVERY
@BOTH
def test_draw_is_well_formed_and_escapes_what_people_wrote(chart: Chart, narrow: bool) -> None:
    for svg in (draw(chart, narrow=narrow), draw_file(chart)):
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
    assert "<so far>" not in draw_file(charts.cumulative())


@EVERY
def test_draw_file_has_its_own_colours_a_title_and_a_description(chart: Chart) -> None:
    svg = draw_file(chart)
    root = ET.fromstring(svg)
    names = {child.tag.rpartition("}")[2] for child in root}
    assert {"title", "desc"} <= names
    assert "class=" not in svg
    assert "var(" not in svg
    assert chart.source in "".join(root.itertext())


@EVERY
def test_draw_knows_the_look_of_every_role(chart: Chart) -> None:
    roles = {r for m in drawing_of(chart).marks for r in m.role.split()}
    assert roles <= set(LOOKS)
    css = Path("assets/css/components/charts.css").read_text(encoding="utf-8")
    plain = {r for r in roles if "-" not in r} - {"text", "heading"}
    assert [r for r in plain if f".c-{r}" not in css] == []


@EVERY
def test_table_has_as_many_cells_in_every_row_as_its_head(chart: Chart) -> None:
    head, rows = chart.table
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_bars_begin_at_zero_and_are_as_long_as_their_figures() -> None:
    whole, part = boxes(BarChart("", "", "", [Bar("a", 40), Bar("b", 10)]))
    assert whole.height == pytest.approx(4 * part.height, abs=0.5)
    assert whole.y + whole.height == part.y + part.height
    lying = boxes(BarChart("", "", "", [Bar("a" * 60, 40), Bar("b", 10)]))
    assert lying[0].width == pytest.approx(4 * lying[1].width, abs=0.5)


@BOTH
def test_a_hidden_bar_is_said_and_never_drawn_as_zero(narrow: bool) -> None:
    chart = charts.years()
    assert len(boxes(chart, narrow=narrow)) == 2
    assert "fewer than 5" in words(chart, narrow=narrow)
    assert "0" not in words(chart, narrow=narrow)
    assert chart.table.rows[1] == ("2025", "fewer than 5")
    assert "hidden" in words(charts.steps(), narrow=narrow)


@BOTH
def test_a_gap_in_a_line_is_not_joined(narrow: bool) -> None:
    drawing = drawing_of(charts.broken(), narrow=narrow)
    traces = [m for m in drawing.marks if isinstance(m, Trace)]
    assert [len(trace.points) for trace in traces] == [2]
    assert len([m for m in drawing.marks if isinstance(m, Dot)]) == 2
    assert charts.broken().table.rows[1] == ("2", "–")


def test_a_partial_year_is_pale_and_a_break_is_dotted() -> None:
    drawing = drawing_of(charts.years())
    assert [m.role for m in drawing.marks if isinstance(m, Box)] == ["fill-now", "pale-now"]
    edge = next(m for m in drawing.marks if isinstance(m, Rule) and m.role == "break")
    first, last = boxes(charts.years())
    assert first.x + first.width < edge.x < last.x


def test_panels_share_one_scale() -> None:
    one, other = (BarChart("", "", "", [Bar("a", n)]) for n in (100, 25))
    first, second = boxes(Panels("", "", "", [one, other]))
    assert first.height == pytest.approx(4 * second.height, abs=0.5)
    assert first.y + first.height == second.y + second.height


def test_women_are_dots_and_men_are_diamonds() -> None:
    chart = DotChart("", "", "", [DotRow("a", 10, 20)])
    marks = drawing_of(chart).marks
    dots = [m for m in marks if isinstance(m, Dot)]
    diamonds = [m for m in marks if isinstance(m, Diamond)]
    assert {m.role for m in dots} == {"fill-women"}
    assert {m.role for m in diamonds} == {"fill-men"}
    assert dots[-1].x < diamonds[-1].x
    line = LineChart("", "", "", [(1, "1")], [Line("Men", [(1, 3), (2, 4)], "men")])
    assert [m.role for m in drawing_of(line).marks if isinstance(m, Diamond)] == ["fill-men"]


def test_a_hidden_figure_of_women_is_said_in_words() -> None:
    assert "Women: hidden" in words(charts.dots())
    assert charts.dots().table.rows[1][1] == "hidden"


def test_the_goal_and_the_likely_range_stand_where_they_should() -> None:
    marks = drawing_of(charts.cumulative()).marks
    goal = next(m for m in marks if isinstance(m, Rule) and m.role == "target")
    fan = next(m for m in marks if isinstance(m, Trace) and m.closed)
    highest = min(y for _x, y in fan.points)
    assert highest < goal.y < max(y for _x, y in fan.points)


def test_crowded_ticks_are_left_out_rather_than_shrunk() -> None:
    wide, narrow = words(charts.cumulative()), words(charts.cumulative(), narrow=True)
    assert [m for m in charts.MONTHS if m in wide] == list(charts.MONTHS)
    assert 3 <= len([m for m in charts.MONTHS if m in narrow]) < 12


@pytest.mark.parametrize(
    ("most", "expected"), [(418, [0, 100, 200, 300, 400, 500]), (3, [0, 1, 2, 3]), (0, [0, 1])]
)
def test_steps_are_round_and_reach_over_the_highest(most: float, expected: list[float]) -> None:
    assert steps_to(most, whole=True) == expected


def test_names_that_would_collide_are_moved_apart() -> None:
    assert apart([50, 52, 100], 19, 0, 300) == [50, 69, 100]
    assert apart([298, 299], 19, 0, 300) == [281, 300]


def test_numbers_are_written_as_people_read_them() -> None:
    assert [number(n) for n in (1134, 0, 71.5, 2.0)] == ["1\u00a0134", "0", "71,5", "2"]


def test_spark_is_a_decoration_without_text() -> None:
    svg = draw(Spark("", [1, None, 3, 4], 5))
    assert 'aria-hidden="true"' in svg
    assert "<text" not in svg
    assert len(re.findall("<path", svg)) == 1


def test_draw_is_never_mirrored() -> None:
    assert 'direction="ltr"' in draw(charts.cumulative())
