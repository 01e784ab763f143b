"""The file of a page: exactly the figures it shows, one to a row, with the hidden ones named as hidden."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.ui.exports import as_csv, as_xlsx, safe, xlsx_response
from pakten.oversight.analysis.answer import Answer, Number
from pakten.oversight.analysis.pictures import over_time

FORMATS = ("csv", "xlsx")


def rows_of(answer: Answer) -> Iterator[tuple[str, str, str, str, Number | str, str]]:
    """Measure, what, period, who, figure, note."""
    name, chart = str(answer.series.measure.name), over_time(answer)
    ticks = dict(chart.ticks)
    for line in chart.lines:
        for x, y in line.points:
            yield (name, line.name, ticks.get(x, ""), _("All"), *_told(y))
    year = str(answer.question.last)
    for row in answer.rows:
        for each, figure in zip(answer.question.years, row.years, strict=True):
            yield (name, row.label, str(each), _("All"), *_told(figure))
        if answer.crossing:
            yield (name, row.label, year, _("Women"), *_told(row.women))
            yield (name, row.label, year, _("Men"), *_told(row.men))


def _told(figure: Number | None) -> tuple[Number | str, str]:
    return ("", _("hidden")) if figure is None else (round(figure, 1), "")


def file_of(answer: Answer, form: str) -> HttpResponse:
    """The rows as CSV or XLSX."""
    head = [_("Measure"), _("What"), _("Period"), _("Who"), _("Figure"), _("Note")]
    table = [[safe(cell) for cell in row] for row in rows_of(answer)]
    name = f"{answer.question.kin}-{timezone.localdate().isoformat()}"
    if form == "xlsx":
        return xlsx_response(as_xlsx(head, table), name)
    response = HttpResponse(as_csv(head, table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
