"""Who supervises a placement and can be asked, and each week's answer from both sides."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.states import Mood, Present
from pakten.base.access import Actor, Scope
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact

_ACCOUNT = settings.AUTH_USER_MODEL
_WITH_PLACEMENT = Retention(
    years=4, after="the placement ended", why="The weeks tell how a placement went, and go with it.",
    follows="placement",
)  # fmt: skip


class Supervision(InPact):
    """Who supervises, where a question reaches them, and whether they and the person are asked weekly."""

    retention: ClassVar[Retention] = _WITH_PLACEMENT

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="supervision")
    name = models.CharField(_("supervisor"), max_length=120)
    email = models.EmailField(_("the supervisor's e-mail"), blank=True)
    phone = models.CharField(_("the supervisor's phone"), max_length=40, blank=True)
    asks_supervisor = models.BooleanField(_("ask the supervisor every Friday"), default=True)
    asks_person = models.BooleanField(_("ask the participant every Friday"), default=True)
    stopped_at = models.DateTimeField(null=True, blank=True)  # by the supervisor's own link

    def scopes(self) -> frozenset[Scope]:
        return self.placement.scopes()


class PulseQuerySet(models.QuerySet["Pulse"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the placement: the office all, an employer those shown to it, a person the own."""
        return self.filter(placement__in=Placement.objects.visible_to(actor).order_by())


class Pulse(InPact):
    """One week and one side: asked on Friday, answered in a minute."""

    retention: ClassVar[Retention] = _WITH_PLACEMENT

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="pulses")
    side = models.CharField(max_length=10, choices=Side)
    week_on = models.DateField()  # the week's Monday
    asked_at = models.DateTimeField()
    mood = models.CharField(_("How did the week go?"), max_length=10, choices=Mood, blank=True)
    present = models.CharField(max_length=10, choices=Present, blank=True)
    worked = models.JSONField(default=list, blank=True)
    call_me = models.BooleanField(_("Ring me"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(_ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PulseQuerySet.as_manager()

    class Meta:
        ordering = ["week_on", "side"]
        indexes = [
            models.Index(
                fields=["pact"], condition=Q(call_me=True, called_at__isnull=True),
                name="pulse_to_call",
            )
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "side", "week_on"], name="pulse_once_a_week"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(mood=""), name="pulse_answered_with_mood"
            ),
        ]

    def scopes(self) -> frozenset[Scope]:
        return self.placement.scopes()
