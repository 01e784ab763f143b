"""Ways in for somebody who is not registered: to be called, or to begin alone."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models.participant import Participant
from pakten.parties.people.states import CallTime, Door


class CallbackQuerySet(models.QuerySet["CallbackRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who meet the pact's participants call back; nobody else reads this."""
        return self.filter(pact__in=actor.where(Verb.SEE_CALLBACKS, "pact"))


class CallbackRequest(InPact):
    """Somebody who is not registered asks to be called: a number and little more."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="it was asked for",
        why="After a call the person is registered, or is not.",
        since="asked_at",
    )

    name = models.CharField(_("your name"), max_length=120)
    phone = models.CharField(_("your phone number"), max_length=40)
    language = models.CharField(_("language"), max_length=5)
    best_time = models.CharField(
        _("when may we call?"), max_length=10, choices=CallTime, default=CallTime.ANY
    )
    door = models.CharField(max_length=10, choices=Door)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CallbackQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_by__isnull=False),
                name="callback_answered_by_somebody",
            )
        ]


class ProfileLink(InPact):
    """A way in to one's own profile, sent to an address: to begin alone, or to go on elsewhere.

    Only a hash of the secret is kept. Without `participant` somebody begins; nothing else is known
    of them until they have opened the link.
    """

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="it was sent",
        why="An old link opens nothing; it only shows it was sent.",
        since="sent_at",
    )

    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="links"
    )
    email = models.EmailField()
    language = models.CharField(max_length=5)
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]
        indexes = [models.Index(fields=["pact", "email", "sent_at"], name="profile_link_by_email")]
