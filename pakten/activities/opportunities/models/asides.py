"""People whom the office sets aside for an opening, to come back to."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.models.openings import Opening
from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office's only: neither the member nor the person meets it in a list."""
        return self if actor.where(Verb.SEE_SHORTLIST, "pact") else self.none()

    def seeking(self) -> Self:
        """Those who still let us look for them: asked whenever a row is read."""
        agreed = Participant.objects.consenting(Purpose.MATCHING).filter(left_on__isnull=True)
        return self.filter(participant__in=agreed.order_by().values("pk"))


class SetAside(InPact):
    """Somebody saved for an opening, for later. It ranks nobody, and goes when the person is asked."""

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="it was written",
        why="Somebody saved for a place is saved for nothing once the place is gone.",
        since="set_at",
    )

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="asides")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="asides")
    note = models.CharField(_("note"), max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("Person saved for later")
        verbose_name_plural = _("People saved for later")
        ordering = ["set_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "participant"], name="set_aside_once")
        ]
