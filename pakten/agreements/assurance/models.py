"""How the months are drawn, each month's round, and the deeds that were put to the other side."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.assurance.rules import FEWEST, MOST, SHARE, Draw
from pakten.agreements.assurance.states import WRONG, Answer, Mend, Side, Standing
from pakten.agreements.results.models import Outcome
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact

_ACCOUNT = settings.AUTH_USER_MODEL


class Sampling(InPact):
    """How much a pact checks, from the next round on. Without a row the usual numbers hold."""

    share = models.PositiveSmallIntegerField(
        _("Share of the deeds, in per cent"), default=SHARE,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    fewest = models.PositiveSmallIntegerField(
        _("At least"), default=FEWEST, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    most = models.PositiveSmallIntegerField(
        _("At most"), default=MOST, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact"], name="sampling_once"),
            models.CheckConstraint(
                condition=Q(most__gte=F("fewest")), name="sampling_bounds",
                violation_error_message=_("The most is less than the fewest."),
            ),
        ]  # fmt: skip

    @property
    def draw(self) -> Draw:
        return Draw(self.share, self.fewest, self.most)


class Round(InPact):
    """One month's drawing: seed, how many there were to draw from, and by which numbers."""

    month = models.DateField()
    seed = models.CharField(max_length=64)
    population = models.PositiveIntegerField()
    share = models.PositiveSmallIntegerField()
    fewest = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["pact", "month"], name="round_once_a_month")]

    @property
    def draw(self) -> Draw:
        return Draw(self.share, self.fewest, self.most)


class Sample(InPact):
    """A deed told by one side, put to the other: what it said, and what was put right."""

    retention: ClassVar[Retention] = Retention(
        years=5,
        after="the round",
        why="How the published error rate came about can be shown.",
        since="round__drawn_at",
    )

    round = models.ForeignKey(Round, models.PROTECT, related_name="samples")
    outcome = models.OneToOneField(Outcome, models.PROTECT, related_name="sample")
    side = models.CharField(max_length=10, choices=Side)
    token_hash = models.CharField(max_length=64, blank=True)
    sent_to = models.CharField(max_length=120, blank=True)  # masked
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    number = models.PositiveIntegerField(_("the right number"), null=True, blank=True)
    note = models.CharField(_("in few words"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        _ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mend = models.CharField(max_length=10, choices=Mend, blank=True)
    mend_note = models.CharField(_("reason"), max_length=200, blank=True)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(_ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-round__month", "id"]
        indexes = [
            models.Index(fields=["pact"], condition=Q(answer=""), name="sample_unanswered"),
            models.Index(fields=["token_hash"], name="sample_by_token"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="sample_answered_when"
            ),
            models.CheckConstraint(
                condition=Q(mend="") | Q(answer__in=WRONG), name="sample_mended_if_wrong"
            ),
        ]

    @property
    def standing(self) -> Standing:
        """What it waits for."""
        if not self.answer:
            return Standing(self.side)
        return Standing.MEND if self.answer in WRONG and not self.mend else Standing.DONE

    @property
    def month(self) -> date:
        return self.round.month
