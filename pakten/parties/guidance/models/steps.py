"""What comes next for a person, who minds it, and when somebody left or came back."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Verb
from pakten.parties.guidance.states import Doer, LeaveReason
from pakten.parties.people.models import OfPerson, Participant


class NextStepQuerySet(models.QuerySet["NextStep"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for those who counsel; for the person those they share in, which is all but a few."""
        if actor.where(Verb.PLAN_STEP, "pact"):
            return self
        return self.filter(participant__in=actor.where(Verb.PLAN_STEP, "person"), shown=True)

    def open(self) -> Self:
        return self.filter(done_at__isnull=True)


class NextStep(OfPerson):
    """A small step: what, by whom, before when. The person sees it unless it is only the office's."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="next_steps")
    what = models.CharField(_("what"), max_length=120)
    doer = models.CharField(_("who does it"), max_length=12, choices=Doer, default=Doer.PERSON)
    due_on = models.DateField(_("no later than"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    shown = models.BooleanField(_("the person sees it in the own plan"), default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NextStepQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["participant", "due_on"],
                condition=Q(done_at__isnull=True),
                name="next_step_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_by__isnull=False),
                name="next_step_done_by_somebody",
            )
        ]


class Leave(OfPerson):
    """A time when a person does not go on, and the coming back."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="leaves")
    reason = models.CharField(_("why"), max_length=12, choices=LeaveReason)
    left_on = models.DateField(_("from"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    back_on = models.DateField(null=True, blank=True)
    back_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-left_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(back_on__isnull=True), name="leave_open_once"
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(back_on__gte=F("left_on")),
                name="leave_back_after",
            ),
        ]


class Handover(OfPerson):
    """A person goes from one counsellor to another."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
