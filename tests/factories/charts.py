"""One chart of each kind, with a gap, a hidden figure and a break, for tests that draw."""

from pakten.oversight.reports.charts import (
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
)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def cumulative() -> LineChart:
    now = Line("2026: 418", [(m, 40 * m + 18) for m in range(1, 11)], "now", name="2026")
    before = Line("2025: 400", [(m, 33 * m + 4) for m in range(1, 13)], "before", name="2025")
    return LineChart(
        "418 people <so far>",
        "People",
        "The ledger",
        list(enumerate(MONTHS, 1)),
        [before, now],
        target=500,
        target_label="Goal 500",
        bands=[Band(3, 5, "both")],
        fan=Fan([(10, 418, 418), (12, 485, 510)], "485-510"),
    )


def broken() -> LineChart:
    line = Line("A", [(1, 5), (2, None), (3, 7), (4, 9)])
    return LineChart("A", "", "", [(n, str(n)) for n in range(1, 5)], [line])


def years() -> BarChart:
    bars = [Bar("2024", 20), Bar("2025", None, "fewer than 5"), Bar("2026", 40, pale=True)]
    return BarChart("Bars", "People", "The ledger", bars, break_after="2024")


def steps() -> BarChart:
    bars = [Bar("Proposed to an employer", 2940, "100 of 100"), Bar("Got a job", 400, "14 of 100")]
    return BarChart("Steps", "People", "The ledger", [*bars, Bar("Still there", None)])


def dots() -> DotChart:
    rows = [DotRow("Met", 93, 146, verdict="A sure difference"), DotRow("Clause", None, 6)]
    spread = DotRow("Job after a year", 61, 74, (52, 70), (66, 81), note="352 known")
    return DotChart("Reach", "Per 1 000", "The ledger", [*rows, spread], goal=100)


def every_chart() -> list[Chart]:
    shares = [Share("from a register", 159), Share("by both", 196, "s2"), Share("self", 63, "s3")]
    return [
        cumulative(),
        broken(),
        years(),
        steps(),
        Panels("Panels", "People", "The ledger", [years(), years(), years(), years()]),
        dots(),
        ShareBar("Sure", "People", "The ledger", shares),
    ]
