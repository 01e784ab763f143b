"""Locked figures, the report written beside them, its texts, and the files as published."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope, Verb
from pakten.oversight.annual.states import TONES, Lang, Part, ReportState
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import InPact


class LockedYearQuerySet(models.QuerySet["LockedYear"]):
    def of_pact(self) -> Self:
        """The years of the whole pact."""
        return self.filter(organisation=None)

    def visible_to(self, actor: Actor) -> Self:
        """Everything for the office; the own house's years for a representative."""
        if actor.where(Verb.SEE_REPORTS, "pact"):
            return self
        return self.filter(organisation__in=actor.where(Verb.OUR_REPORT, "organisation"))


class LockedYear(InPact):
    """The figures of a year as they were shown on a day, of the pact or of one member. Append-only.

    `figures` is the whole content of a report as data (form in `freezing`), `sha256` its
    fingerprint. A later correction of the ledger never comes in here: that is a new edition.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="locked_years"
    )
    edition = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(_("why the figures are locked again"), max_length=300, blank=True)
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LockedYearQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "year", "organisation", "edition"],
                nulls_distinct=False,
                name="locked_year_edition_once",
                violation_error_message=_("Somebody locked the year just before you."),
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | Q(organisation__isnull=False) | ~Q(reason=""),
                name="locked_again_for_a_reason",
                violation_error_message=_("Say why the figures are locked again."),
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        own = {Scope("organisation", self.organisation_id)} if self.organisation_id else set()
        return super().scopes() | own


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    def visible_to(self, actor: Actor) -> Self:
        """The reports of the pact, in every stage, for its office."""
        return self if actor.where(Verb.SEE_REPORTS, "pact") else self.none()

    def published(self) -> Self:
        """What outsiders may see, the newest edition of each year first."""
        rows = self.filter(state=ReportState.PUBLISHED).select_related("locked", "pact")
        return rows.order_by("-locked__year", "-locked__edition")


class AnnualReport(InPact):
    """One edition of the pact's report on one year, on its way to being published."""

    locked = models.OneToOneField(LockedYear, models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.WRITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approving_body = models.CharField(_("approved by"), max_length=120, blank=True)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    example_agreed = models.BooleanField(_("the member agrees to the example"), default=False)
    returned_for = models.CharField(_("what is to be changed"), max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        ordering = ["-locked__year", "-locked__edition"]

    @property
    def year(self) -> int:
        return self.locked.year

    @property
    def tone(self) -> str:
        return TONES[ReportState(self.state)]

    @property
    def is_open(self) -> bool:
        return self.state == ReportState.WRITING


class ReportText(InPact):
    """The words of one part in one language. `revision` counts the savings, so none is lost unseen.

    `matches` is the revision of the Swedish that this language was last saved beside.
    `kept` are numbers that the writer means although they differ from a locked one.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="texts")
    part = models.CharField(max_length=10, choices=Part)
    lang = models.CharField(max_length=2, choices=Lang)
    heading = models.CharField(_("heading"), max_length=120, blank=True)
    body = models.TextField(_("text"), blank=True)
    alt = models.CharField(_("the figure in words"), max_length=600, blank=True)
    kept = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)
    matches = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["report_id", "part", "lang"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "part", "lang"],
                name="report_text_once",
                violation_error_message=_("Somebody else wrote this part just before you."),
            )
        ]


class ReportFile(InPact):
    """The PDF of a published edition in one language: the very bytes, kept for good. Append-only."""

    LANGUAGES: ClassVar[tuple[str, ...]] = tuple(Lang.values)

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="files")
    lang = models.CharField(max_length=2, choices=Lang)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "lang"], name="report_file_once")]
