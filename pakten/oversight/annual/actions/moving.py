"""The report on its way: sent, looked at, approved, published, or taken back. Moves are a table."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.oversight.annual.checklist import missing_before_sending
from pakten.oversight.annual.document import report_pdf
from pakten.oversight.annual.models import AnnualReport, ReportFile
from pakten.oversight.annual.queries import languages_of
from pakten.oversight.annual.states import REPORTS


def _moved(report: AnnualReport, verb: Verb, by: Actor) -> AnnualReport:
    """The report locked and in its new state, not saved yet."""
    locked = AnnualReport.objects.select_for_update().get(pk=report.pk)
    require(by, verb, locked)
    origins, target = REPORTS[verb]
    if locked.state not in origins:
        raise ValidationError(
            _("The report is in another stage now: %(stage)s.")
            % {"stage": locked.get_state_display().lower()}
        )
    locked.state = target
    return locked


def send_report(report: AnnualReport, *, by: Actor, at: datetime) -> AnnualReport:
    """From writing to the analyst, when nothing that must be there is missing."""
    moved = _moved(report, Verb.SEND_REPORT, by)
    if missing := missing_before_sending(moved):
        raise ValidationError(missing)
    moved.sent_at, moved.returned_for = at, ""
    moved.save()
    return moved


def review_report(report: AnnualReport, *, by: Actor, at: datetime) -> AnnualReport:
    """The analyst has looked: what is said follows from the figures."""
    moved = _moved(report, Verb.REVIEW_REPORT, by)
    moved.reviewed_at, moved.reviewed_by_id = at, by.account_id
    moved.save()
    return moved


def return_report(report: AnnualReport, *, reason: str, by: Actor, at: datetime) -> AnnualReport:
    """Back to writing, with what is to be changed. What was said yes to has to be said again."""
    moved = _moved(report, Verb.RETURN_REPORT, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be changed.")})
    moved.returned_for = reason.strip()
    moved.reviewed_at = moved.reviewed_by_id = None
    moved.approved_on = moved.approved_by_id = None
    moved.approving_body = moved.case_number = ""
    moved.save()
    return moved


def approve_report(
    report: AnnualReport, *, body: str, case_number: str, by: Actor, at: datetime
) -> AnnualReport:
    """The board has approved it, or the coordinator notes that it did."""
    moved = _moved(report, Verb.APPROVE_REPORT, by)
    if not body.strip():
        raise ValidationError({"body": _("Say who approved the report.")})
    moved.approving_body, moved.case_number = body.strip(), case_number.strip()
    moved.approved_on, moved.approved_by_id = timezone.localdate(at), by.account_id
    moved.save()
    return moved


def publish_report(report: AnnualReport, *, by: Actor, at: datetime) -> AnnualReport:
    """Put it out, with the files exactly as they stay."""
    moved = _moved(report, Verb.PUBLISH_REPORT, by)
    moved.published_at = at
    moved.save()
    for lang in languages_of(moved):
        content = report_pdf(moved, lang)
        ReportFile.objects.create(
            pact=moved.pact, report=moved, lang=lang, content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
    return moved
