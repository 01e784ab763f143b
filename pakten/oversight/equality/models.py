"""What the city writes: whom reach is counted against, what is done about gaps, what came after."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.models import Placement
from pakten.base.audit.retention import Retention
from pakten.base.ui.fields import LocalTextField
from pakten.oversight.equality.states import TONES, Standing, StepState
from pakten.parties.pacts.models import District, InPact, TargetGroup


class Written(InPact):
    """Something a city writes and corrects; the history keeps what it was."""

    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Eligible(Written):
    """How many women and men could take part in a year: what reach is counted against.

    Without target group and district: the whole target group of the pact.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("target group"),
    )  # fmt: skip
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("district"),
    )  # fmt: skip
    women = models.PositiveIntegerField(_("women"))
    men = models.PositiveIntegerField(_("men"))
    source = models.CharField(_("source"), max_length=200)
    counted_on = models.DateField(_("counted on"))

    class Meta:
        ordering = ["-year", "target_group__position", "district__position", "id"]
        verbose_name_plural = "eligible groups"
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "year", "target_group", "district"],
                nulls_distinct=False,
                name="eligible_group_once_a_year",
                violation_error_message=_("This group already has figures for the year."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="eligible_year",
                violation_error_message=_("Write a year between 2000 and 2100."),
            ),
        ]

    @property
    def total(self) -> int:
        return self.women + self.men


class EqualityStep(Written):
    """Something the city or its members do about a gap, and what came of it."""

    what = LocalTextField()
    owner = models.CharField(_("who sees to it"), max_length=120)
    due_on = models.DateField(_("ready"))
    state = models.CharField(max_length=10, choices=StepState, default=StepState.ON_TRACK)
    reason = models.CharField(_("why it was dropped"), max_length=200, blank=True)
    result = LocalTextField(blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=StepState.DROPPED) | ~Q(reason=""),
                name="equality_step_dropped_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=StepState.DONE) | Q(done_on__isnull=False),
                name="equality_step_done_on_a_day",
            ),
        ]

    @property
    def tone(self) -> str:
        """The colour of the state; the word stands beside it."""
        return TONES[self.state]


class Afterwards(Written):
    """What somebody does so many months after an effort ended, asked once each."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the effort ended",
        why="Asked up to twelve months; figures of past years are kept without the person.",
        follows="placement",
    )

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="afterwards")
    months = models.PositiveSmallIntegerField()
    standing = models.CharField(_("now"), max_length=12, choices=Standing)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "months"],
                name="afterwards_asked_once",
                violation_error_message=_("This is already answered."),
            )
        ]
