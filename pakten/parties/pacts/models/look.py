"""The city's look, what came before it and what is being tried; and how long persons are kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.parties.pacts.models.pact import InPact
from pakten.parties.pacts.states import ImageKind, LookState


class Logo(InPact):
    """A picture file with what was found in it. Never changed: another file is another row."""

    kind = models.CharField(max_length=12, choices=ImageKind)
    data = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("what the picture says"), max_length=120, blank=True)
    uploaded_at = models.DateTimeField()


class Look(InPact):
    """Colour and logo: one in use, at most one on trial, those before it kept to go back to."""

    state = models.CharField(max_length=10, choices=LookState, default=LookState.TRIAL)
    colour = models.CharField(_("colour"), max_length=7, blank=True)
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "state"],
                condition=Q(state__in=[LookState.USED, LookState.TRIAL]),
                name="look_of_each_state_once",
            )
        ]


class RetentionRule(InPact):
    """How many years a city keeps the rows of a table: never more than the table declares."""

    model = models.CharField(max_length=80)
    years = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "model"], name="retention_rule_once")
        ]
