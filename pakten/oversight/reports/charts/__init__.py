"""The charts of every page, file and report: what is shown, where its marks stand, how it is written as SVG.

Each chart is drawn twice, wide and narrow, so that no text shrinks; a missing figure is a gap, never zero.
"""

from pakten.oversight.reports.charts.draw import draw, draw_file
from pakten.oversight.reports.charts.kinds import (
    Band,
    Bar,
    BarChart,
    Chart,
    DotChart,
    DotRow,
    Fan,
    Line,
    LineChart,
    Panels,
    Share,
    ShareBar,
    Spark,
    Table,
)

__all__ = [
    "Band",
    "Bar",
    "BarChart",
    "Chart",
    "DotChart",
    "DotRow",
    "Fan",
    "Line",
    "LineChart",
    "Panels",
    "Share",
    "ShareBar",
    "Spark",
    "Table",
    "draw",
    "draw_file",
]
