"""Where a report stands, and the steps the reader may take: from the table of moves, nowhere else."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, may
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.states import REPORTS, ReportState

_ORDER = list(ReportState)


def stages_of(report: AnnualReport) -> list[dict[str, Any]]:
    """The five stages with their days, for the line at the top."""
    now = _ORDER.index(ReportState(report.state))
    steps = [
        (_("Period locked"), report.locked.locked_at),
        (_("Text is written"), report.sent_at if now > 0 else None),
        (_("Analyst looks"), report.reviewed_at),
        (_("Board approves"), report.approved_on),
        (_("Published"), report.published_at),
    ]
    # Writing is the second stage; a published report has none left.
    at = {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}[now]
    return [
        {
            "label": label,
            "date": timezone.localdate(day) if isinstance(day, datetime) else day,
            "state": "done" if n < at else "now" if n == at else "next",
        }
        for n, (label, day) in enumerate(steps)
    ]


def buttons_of(report: AnnualReport, actor: Actor) -> dict[str, bool]:
    """The moves that the state and the actor's roles allow, by verb."""
    return {
        verb.value: report.state in origins and may(actor, verb, report)
        for verb, (origins, _target) in REPORTS.items()
    } | {
        "write_report": report.is_open and may(actor, Verb.WRITE_REPORT, report),
        "lock_year": may(actor, Verb.LOCK_YEAR, report),
    }
