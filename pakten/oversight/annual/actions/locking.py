"""Locking a year: the figures as shown, once; again only as a new edition with a reason."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.oversight.annual.freezing import fingerprint, freeze_pact
from pakten.oversight.annual.models import AnnualReport, LockedYear, ReportText
from pakten.oversight.annual.rules import has_ended
from pakten.parties.pacts.models import Pact


def lock_year(pact: Pact, year: int, *, reason: str = "", by: Actor, at: datetime) -> AnnualReport:
    """Freeze the figures of a year that has ended and open its report; the texts come along."""
    Pact.objects.select_for_update().get(pk=pact.pk)
    require(by, Verb.LOCK_YEAR, pact)
    today = timezone.localdate(at)
    last = LockedYear.objects.of_pact().filter(pact=pact, year=year).first()
    _check(year, today, last, reason)
    locked = keep_figures(
        pact, freeze_pact(pact, year, at=at, today=today), edition=last.edition + 1 if last else 1,
        reason=reason.strip(), by=by, at=at,
    )  # fmt: skip
    report = AnnualReport.objects.create(pact=pact, locked=locked)
    if last:
        _carry_over(AnnualReport.objects.get(locked=last), report)
    return report


def _check(year: int, today: date, last: LockedYear | None, reason: str) -> None:
    if not has_ended(year, today):
        text = _("%(year)s has not ended. You can look at the figures so far, but not lock them.")
        raise ValidationError({"year": text % {"year": year}})
    if last and not reason.strip():
        text = _("The year is locked already. Say why it is locked again.")
        raise ValidationError({"reason": text})


def keep_figures(
    pact: Pact, figures: dict[str, Any], *, edition: int, reason: str = "",
    organisation_id: int | None = None, by: Actor | None, at: datetime,
) -> LockedYear:  # fmt: skip
    """One row of locked figures with their fingerprint."""
    return LockedYear.objects.create(
        pact=pact,
        year=figures["year"],
        organisation_id=organisation_id,
        edition=edition,
        figures=figures,
        sha256=fingerprint(figures),
        reason=reason,
        locked_at=at,
        locked_by_id=by.account_id if by else None,
    )


def _carry_over(old: AnnualReport, new: AnnualReport) -> None:
    """The words of the last edition, to be looked through beside the new figures."""
    texts = list(old.texts.all())
    for text in texts:
        text.pk, text.report = None, new
    ReportText.objects.bulk_create(texts)
