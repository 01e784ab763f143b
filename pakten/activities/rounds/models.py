"""Rounds with their pairs, those without a place, and the fairness report kept with each."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.rounds.states import (
    Mode,
    PairState,
    RoundState,
    Skipped,
    Stopped,
    VetoReason,
)
from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose

_TWO_YEARS = Retention(
    years=2,
    after="the round was published or put aside",
    why="Who was proposed for what can be asked about; the figures stay without the person.",
    since="round__ended_at",
)


Row = TypeVar("Row", bound=models.Model)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for those who match people in the pact; nobody else."""
        return self.filter(pact__in=actor.where(Verb.SEE_ROUND, "pact"))


class Round(InPact):
    """All open needs and all who seek, worked out together once, and again after each decision.

    `inputs` and `prices` are kept so that a proposal can be explained later; no person is in them.
    """

    number = models.PositiveIntegerField()
    name = models.CharField(gettext_lazy("name"), max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.DRAFT)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.BEST)
    kinds = models.JSONField(default=list)
    groups = models.JSONField(default=list, blank=True)
    districts = models.JSONField(default=list, blank=True)
    starts_from = models.DateField(null=True, blank=True)
    starts_until = models.DateField(null=True, blank=True)
    most_per_house = models.PositiveSmallIntegerField(null=True, blank=True)
    most_loss = models.DecimalField(max_digits=4, decimal_places=1, default=2)
    first_waiting = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    turn = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=20, blank=True)
    people = models.PositiveIntegerField(default=0)
    seats = models.PositiveIntegerField(default=0)
    houses = models.PositiveIntegerField(default=0)
    paired = models.PositiveIntegerField(default=0)
    wished = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    bound = models.BigIntegerField(default=0)
    changes = models.JSONField(default=dict, blank=True)
    inputs = models.JSONField(default=dict, blank=True)
    prices = models.JSONField(default=dict, blank=True)

    lift_split = models.CharField(max_length=20, blank=True)
    lift_group = models.CharField(max_length=40, blank=True)
    lift_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_at = models.DateTimeField(null=True, blank=True)

    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "number"], name="round_number_once"),
            models.CheckConstraint(
                condition=Q(bound__gte=F("total")), name="round_bound_over_total"
            ),
        ]

    def __str__(self) -> str:
        told = _("Round %(number)d") % {"number": self.number}
        return f"{told}: {self.name}" if self.name else told

    @property
    def gap(self) -> int:
        """How much more any other distribution could give, at most. 0 when the best is proved."""
        return self.bound - self.total

    @property
    def left_out(self) -> int:
        """How many are without a proposal."""
        return self.people - self.paired


class OfRoundQuerySet(models.QuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of rounds one sees, without anybody who has taken back the consent or has left."""
        willing = Participant.objects.filter(left_on__isnull=True).consenting(Purpose.MATCHING)
        return self.filter(
            round__in=Round.objects.visible_to(actor), participant__in=willing.values("pk")
        )


class RoundPairQuerySet(OfRoundQuerySet["RoundPair"]):
    pass


class RoundUnmatchedQuerySet(OfRoundQuerySet["RoundUnmatched"]):
    pass


class RoundPair(InPact):
    """One person and one place as the round proposes it, and what a person decided about it.

    `counted` is the state that the last count built on: a decision waits while they differ.
    """

    retention: ClassVar[Retention] = _TWO_YEARS

    round = models.ForeignKey(Round, models.CASCADE, related_name="pairs")
    opening = models.ForeignKey(Opening, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    points = models.IntegerField()
    terms = models.JSONField(default=list, blank=True)
    marks = models.JSONField(default=list, blank=True)
    look_again = models.BooleanField(default=False)
    is_new = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PairState, default=PairState.PROPOSED)
    counted = models.CharField(max_length=10, choices=PairState, default=PairState.PROPOSED)
    reason = models.CharField(max_length=12, choices=VetoReason, blank=True)
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    skipped = models.CharField(max_length=10, choices=Skipped, blank=True)

    objects = RoundPairQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "opening", "participant"], name="round_pair_once"
            ),
            models.UniqueConstraint(
                fields=["round", "participant"],
                condition=~Q(state="vetoed") & ~Q(counted="vetoed"),
                name="round_person_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="vetoed") | ~Q(reason=""), name="round_veto_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.opening}"


class RoundUnmatched(InPact):
    """Somebody without a proposal, what stopped it in code, and the place that was nearest."""

    retention: ClassVar[Retention] = _TWO_YEARS

    round = models.ForeignKey(Round, models.CASCADE, related_name="unmatched")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    stopped = models.CharField(max_length=10, choices=Stopped)
    mark = models.JSONField(default=dict, blank=True)
    opening = models.ForeignKey(Opening, models.PROTECT, null=True, blank=True, related_name="+")
    again = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = RoundUnmatchedQuerySet.as_manager()

    class Meta:
        ordering = ["-again", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "participant"], name="round_unmatched_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.stopped}"


class RoundFairness(InPact):
    """Rates per group as they may be shown: small groups are merged before they are kept."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="fairness")
    smallest = models.PositiveSmallIntegerField()
    got = models.PositiveIntegerField()
    pool = models.PositiveIntegerField()
    splits = models.JSONField(default=list)
    offer = models.JSONField(default=dict, blank=True)
