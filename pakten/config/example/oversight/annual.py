"""Two years' reports, locked, written, approved and published; and a new edition being written."""

import hashlib
from datetime import date
from typing import Any

from django.utils import translation

from pakten.config.example.world import World, read
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.document import report_pdf
from pakten.oversight.annual.freezing import fingerprint, freeze_members, freeze_pact
from pakten.oversight.annual.freezing.member import members_in
from pakten.oversight.annual.inserts import inserts_of, unknown
from pakten.oversight.annual.models import AnnualReport, LockedYear, ReportFile, ReportText
from pakten.oversight.annual.queries import languages_of
from pakten.oversight.annual.states import WITH_FIGURE, ReportState
from pakten.oversight.annual.words import figure_in_words


def make_reports(world: World) -> None:
    """Last year's and the year before's; last year also for every member, and again as a draft."""
    for year in (world.today.year - 2, world.today.year - 1):
        figures = _figures(world, year)
        published = _report(world, figures, 1)
        _publish(world, published)
    draft = _report(world, figures, 2)
    _leave_work(draft)
    _make_members(world, world.today.year - 1)


def _figures(world: World, year: int) -> dict[str, Any]:
    at = world.moment(date(year + 1, 1, 29), 16, 2)
    return freeze_pact(world.pact, year, at=at, today=world.today)


def _report(world: World, figures: dict[str, Any], edition: int) -> AnnualReport:
    """The figures locked, and every text that they can carry."""
    year = figures["year"]
    locked = LockedYear.objects.create(
        pact=world.pact,
        year=year,
        edition=edition,
        figures=figures,
        sha256=fingerprint(figures),
        reason=read("annual")["reason"] if edition > 1 else "",
        locked_at=world.moment(date(year + 1, 1, 29), 16, 2)
        if edition == 1
        else world.moment(world.ago(3), 9, 12),
        locked_by=world.accounts["coordinator"],
    )
    report = AnnualReport.objects.create(pact=world.pact, locked=locked, example_agreed=True)
    ReportText.objects.bulk_create(_texts(world, report))
    return report


def _texts(world: World, report: AnnualReport) -> list[ReportText]:
    contents, rows = Contents(report.locked.figures), []
    inserts = inserts_of(contents)
    for part, languages in read("annual")["texts"].items():
        for lang, (heading, *sentences) in languages.items():
            told = [s.replace("{year}", str(report.year)) for s in sentences]
            told = [s for s in told if not unknown(s, inserts)]
            with translation.override(lang):
                alt = figure_in_words(contents, part) if part in WITH_FIGURE else ""
            rows.append(ReportText(
                pact=world.pact, report=report, part=part, lang=lang, heading=heading,
                body=" ".join(told), alt=alt, revision=1, matches=1,
                changed_at=world.moment(date(report.year + 1, 2, 4), 10, 41),
                changed_by=world.accounts["analyst"],
            ))  # fmt: skip
    return rows


def _publish(world: World, report: AnnualReport) -> None:
    year, content = report.year + 1, read("annual")
    report.state = ReportState.PUBLISHED
    report.sent_at = world.moment(date(year, 2, 6), 14)
    report.reviewed_at = world.moment(date(year, 2, 12), 11)
    report.reviewed_by = world.accounts["analyst"]
    report.approved_on = min(date(year, 2, 23), world.today)
    report.approved_by = world.accounts["board"]
    report.approving_body = content["body"]
    report.case_number = content["case"].format(year=year)
    report.published_at = world.moment(date(year, 3, 1), 9)
    report.save()
    for lang in languages_of(report):
        made = report_pdf(report, lang)
        ReportFile.objects.create(
            pact=world.pact, report=report, lang=lang, content=made,
            sha256=hashlib.sha256(made).hexdigest(),
        )  # fmt: skip


def _leave_work(report: AnnualReport) -> None:
    """A typed number that differs from the locked one, and an English that is older."""
    hires = Contents(report.locked.figures).measure("hires")
    text = report.texts.get(part="brief", lang="sv")
    if hires and hires.total and hires.total > 20:
        text.body = text.body.replace("{hires}", f"{int(hires.total) - 2}")
    text.revision = text.matches = 2
    text.save()


def _make_members(world: World, year: int) -> None:
    at = world.moment(date(year + 1, 2, 2), 8)
    found = freeze_members(world.pact, year, members_in(year), at=at, today=world.today)
    LockedYear.objects.bulk_create(
        LockedYear(
            pact=world.pact, year=year, organisation_id=pk, figures=figures,
            sha256=fingerprint(figures), locked_at=at,
        )
        for pk, figures in found.items()
    )  # fmt: skip
