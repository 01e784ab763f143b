"""A report on its way: checklist, moves in order, who may, and the very bytes that are published."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from pakten.base.access import Denied
from pakten.oversight.annual.actions.moving import (
    approve_report,
    publish_report,
    return_report,
    review_report,
    send_report,
)
from pakten.oversight.annual.document import report_pdf
from pakten.oversight.annual.models import AnnualReport, ReportFile
from pakten.oversight.annual.queries import reports_waiting_for
from pakten.oversight.annual.states import Part
from tests.factories.annual import AnnualWorld, make_deeds
from tests.factories.browser import browser
from tests.factories.world import NOW


def published(world: AnnualWorld) -> AnnualReport:
    report = world.written()
    send_report(report, by=world.writer, at=NOW)
    review_report(report, by=world.analyst, at=NOW)
    approve_report(report, body="The board", case_number="A 1", by=world.board, at=NOW)
    return publish_report(report, by=world.writer, at=NOW)


def test_send_report_says_what_is_missing(world: AnnualWorld) -> None:
    report = world.lock()
    world.write(report, body="98 people began.")
    world.write(report, Part.EXAMPLE, body="A house hired.")
    with pytest.raises(ValidationError) as refused:
        send_report(report, by=world.writer, at=NOW)
    assert refused.value.messages == [
        "“Cover” has no text in Swedish", "“Promises by activity” has no text in Swedish",
        "“Women and men” has no text in Swedish", "The member has not agreed to the example",
        "1 number in the text differs from the locked one",
    ]  # fmt: skip


def test_publish_report_keeps_the_bytes(world: AnnualWorld) -> None:
    report = published(world)
    kept = bytes(report.files.get().content)
    make_deeds(world.house, world.hires, 5, 5)
    assert report_pdf(AnnualReport.objects.get(pk=report.pk), "sv") == kept
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportFile.objects.update(content=b"")


def test_publish_report_comes_last(world: AnnualWorld) -> None:
    with pytest.raises(ValidationError, match="another stage"):
        publish_report(world.written(), by=world.writer, at=NOW)


def test_return_report_takes_the_approval_back(world: AnnualWorld) -> None:
    report = world.written()
    send_report(report, by=world.writer, at=NOW)
    review_report(report, by=world.analyst, at=NOW)
    approve_report(report, body="The board", case_number="", by=world.board, at=NOW)
    back = return_report(report, reason="The goal", by=world.board, at=NOW)
    assert (back.state, back.approved_on, back.approving_body) == ("writing", None, "")


def test_approve_report_is_the_boards_or_the_coordinators(world: AnnualWorld) -> None:
    report = world.written()
    AnnualReport.objects.update(state="approval")
    with pytest.raises(Denied):
        approve_report(report, body="I", case_number="", by=world.analyst, at=NOW)
    assert list(reports_waiting_for(world.board)) == [report]
    assert list(reports_waiting_for(world.analyst)) == []


def test_annual_report_is_seen_by_outsiders_only_when_published(world: AnnualWorld) -> None:
    report, visitor = world.written(), browser(world.pact)
    paths = [f"/results/reports/{report.year}/", f"/results/reports/{report.year}/report-sv.pdf"]
    assert [visitor.get(path).status_code for path in paths] == [404, 404]
    assert b"No report is published yet" in visitor.get("/results/reports/").content


def test_annual_report_file_is_sent_once(world: AnnualWorld) -> None:
    report, visitor = published(world), browser(world.pact)
    first = visitor.get(f"/results/reports/{report.year}/report-sv.pdf")
    again = visitor.get(
        f"/results/reports/{report.year}/report-sv.pdf", headers={"If-None-Match": first["ETag"]}
    )
    assert (first.status_code, first.content, again.status_code) == (
        200, bytes(report.files.get().content), 304,
    )  # fmt: skip


def test_annual_report_tells_what_was_corrected_since(world: AnnualWorld) -> None:
    report = published(world)
    make_deeds(world.house, world.hires, 5, 5)
    page = browser(world.pact).get(f"/results/reports/{report.year}/").content.decode()
    assert "Hired: 100 in the report, 110 today." in page
    assert "100 people began to work." in page
