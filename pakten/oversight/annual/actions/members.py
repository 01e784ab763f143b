"""The members' own reports: all at once in a job that may be run any number of times."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pakten.base.access import Actor, Verb, require
from pakten.base.tenancy.context import pact_context
from pakten.oversight.annual.freezing import fingerprint, freeze_members
from pakten.oversight.annual.freezing.member import members_in
from pakten.oversight.annual.models import LockedYear
from pakten.oversight.annual.rules import has_ended
from pakten.parties.pacts.models import Pact

AT_ONCE = 200


@app.task(name="freeze_member_years", queue="documents", retry=RetryStrategy(max_attempts=5))
def freeze_member_years(*, pact_id: int, year: int) -> None:
    """Lock the year of every member that has none yet, by hundreds. Safe to run twice."""
    at = timezone.now()
    with pact_context(pact_id, verb=Verb.PREPARE_MEMBER_REPORTS):
        left = members_left(year)
    for first in range(0, len(left), AT_ONCE):
        with pact_context(pact_id, verb=Verb.PREPARE_MEMBER_REPORTS):
            freeze_some(pact_id, year, left[first : first + AT_ONCE], at=at)


def members_left(year: int) -> list[int]:
    """Members of the year whose own figures are not locked."""
    have = LockedYear.objects.filter(year=year, organisation__isnull=False)
    done = set(have.values_list("organisation", flat=True))
    return [house.pk for house in members_in(year) if house.pk not in done]


def freeze_some(pact_id: int, year: int, ids: list[int], *, at: datetime) -> None:
    """Lock the year of some members, unless another worker was quicker."""
    pact = Pact.objects.select_for_update().get(pk=pact_id)
    left = set(members_left(year)) & set(ids)
    houses = [house for house in members_in(year) if house.pk in left]
    figures = freeze_members(pact, year, houses, at=at, today=timezone.localdate(at))
    LockedYear.objects.bulk_create(
        LockedYear(
            pact=pact, year=year, organisation_id=pk, figures=each, sha256=fingerprint(each),
            locked_at=at,
        )
        for pk, each in figures.items()
    )  # fmt: skip


def prepare_member_reports(pact: Pact, year: int, *, by: Actor, at: datetime) -> None:
    """Ask for the reports of all members on a year whose figures are locked."""
    require(by, Verb.PREPARE_MEMBER_REPORTS, pact)
    locked = LockedYear.objects.of_pact().filter(year=year)
    if not has_ended(year, timezone.localdate(at)) or not locked.exists():
        raise ValidationError(
            _(
                "Lock the figures of %(year)s first. The members’ reports are made from the same day."
            )
            % {"year": year}
        )
    freeze_member_years.defer(pact_id=pact.pk, year=year)
