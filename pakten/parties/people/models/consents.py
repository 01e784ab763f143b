"""What a person has said yes to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pakten.parties.people.models.participant import Participant
from pakten.parties.people.models.pieces import OfPerson
from pakten.parties.people.states import ConsentWay, Purpose


class Consent(OfPerson):
    """A yes to one purpose, how it was given, and when it was taken back."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    how = models.CharField(max_length=10, choices=ConsentWay, default=ConsentWay.TALK)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    with_interpreter = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_in_force_once",
            )
        ]
