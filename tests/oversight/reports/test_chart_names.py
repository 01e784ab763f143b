"""A name stands near the end of its line and over no line."""

import pytest

from pakten.oversight.reports.charts import Line, LineChart
from pakten.oversight.reports.charts.draw import drawing_of
from pakten.oversight.reports.charts.marks import Drawing, Rule, Text, Trace
from pakten.oversight.reports.charts.names import beside_end
from pakten.oversight.reports.charts.scale import SIZE, width_of

NAME = "2026: 122"


def hides(x: float, y: float, trace: Trace) -> bool:
    """Whether a name there covers a point of the line, looked at closely."""
    for (ax, ay), (bx, by) in zip(trace.points, trace.points[1:], strict=False):
        for i in range(101):
            px, py = ax + (bx - ax) * i / 100, ay + (by - ay) * i / 100
            if x < px < x + width_of(NAME) and y - SIZE + 2 < py < y + 2:
                return True
    return False


@pytest.mark.parametrize("last", [60.0, 110.0, 160.0, 240.0])
def test_beside_end_hides_no_line(last: float) -> None:
    line = Trace(((40, 280), (440, last)), "line-now")
    goal = Rule(40, 100, 560, 100, "target")
    name = beside_end(NAME, "text-now", (440, last), 40, Drawing(640, 320, [line, goal]))
    assert not hides(name.x, name.y, line)
    assert not hides(name.x, name.y, Trace(((40, 100), (560, 100)), "target"))


def test_beside_end_stands_near_its_own_line() -> None:
    """Not over the goal line, where it would be read as the goal's name."""
    line = Trace(((40, 280), (440, 120)), "line-now")
    goal = Trace(((40, 270), (560, 40)), "line-plan")
    name = beside_end(NAME, "text-now", (440, 120), 40, Drawing(640, 320, [line, goal]))
    assert name.y > 120


def test_beside_end_hides_no_other_words() -> None:
    """On a phone the goal's name reaches as far as the end of a line that stops early."""
    line = Trace(((32, 230), (150, 120)), "line-now")
    goal, told = Rule(32, 105, 200, 105, "target"), Text(36, 98, "Årets mål 140", "text")
    name = beside_end(NAME, "text-now", (150, 120), 32, Drawing(280, 270, [goal, told, line]))
    assert name.x > told.x + width_of(told.text) or not told.y - 24 < name.y < told.y + 24


def test_names_of_lines_hide_no_name_beside_the_drawing() -> None:
    early = Line(NAME, [(1, 8), (10, 122)], "now")
    late = Line("2025: 105", [(1, 2), (12, 105)], "before")
    ticks = [(1.0, "jan"), (12.0, "dec")]
    chart = LineChart("", "", "", ticks, [early, late], target=140, target_label="Årets mål 140")
    words = {m.text: m for m in drawing_of(chart, narrow=True).marks if isinstance(m, Text)}
    name, beside = words[NAME], words["2025: 105"]
    assert name.x + width_of(NAME) <= beside.x or abs(name.y - beside.y) >= SIZE
