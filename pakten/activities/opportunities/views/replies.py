"""The coordinator's list of how members keep their promise to answer."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.queries.replies import Row, worst_replies
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.exports import as_csv, as_xlsx, safe
from pakten.parties.pacts.http import PactRequest

PER_PAGE = 50
_FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@needs(Verb.SEE_PLACEMENTS)
def see_replies(request: PactRequest) -> HttpResponse:
    """Who answers within the promised working days, the worst first; as a file when asked for."""
    require(request.actor, Verb.SEE_PLACEMENTS, request.pact)
    rows = worst_replies(request.actor, timezone.localdate())
    if (kind := request.GET.get("format", "")) in _FORMATS:
        return _export(rows, kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    asked = sum(row.replies.asked for row in rows)
    in_time = sum(row.replies.in_time for row in rows)
    context = {"page": page, "rows": page.object_list, "asked": asked, "in_time": in_time}
    return render(request, "opportunities/see_replies.html", context)


def _export(rows: Sequence[Row], kind: str) -> HttpResponse:
    headings = [
        _("Member"), _("Promised working days"), _("Answers asked for"), _("In time"), _("Share in time"),
        _("Half within (working days)"), _("Wait now"), _("Past their day"), _("Responsible"),
    ]  # fmt: skip
    make, content_type = _FORMATS[kind]
    made = make(headings, [[safe(value) for value in _cells(row)] for row in rows])
    response = HttpResponse(made, content_type=content_type)
    name = f"{_('answers')}-{timezone.localdate().isoformat()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(row: Row) -> list[str | int | float | None]:
    replies, responsible = row.replies, row.organisation.responsible
    return [
        row.organisation.name, replies.promise_days, replies.asked, replies.in_time,
        None if replies.share is None else round(replies.share, 3), replies.median_days,
        len(replies.waiting), replies.overdue, responsible.name if responsible else "",
    ]  # fmt: skip
