"""The office's log of what was said with an organisation, and what comes next."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.organisations.models.contacts import Contact
from pakten.parties.organisations.models.organisation import Organisation
from pakten.parties.organisations.states import TalkKind
from pakten.parties.pacts.models import InPact


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, actor: Actor) -> Self:
        """The log is the office's own: members do not read what is noted about them there."""
        return self if actor.where(Verb.SEE_DIALOGUE, "pact") else self.none()

    def standing(self) -> Self:
        """What no later entry has corrected."""
        return self.filter(corrected_by__isnull=True)

    def with_step_left(self) -> Self:
        """Entries whose next step is not taken."""
        return self.standing().filter(next_on__isnull=False, done_on__isnull=True)


class Talk(InPact):
    """One entry of the log. What was said is never rewritten: a mistake gets a corrected entry.

    The database lets the application change only whether the next step is done, and the contact.
    """

    retention: ClassVar[Retention] = Retention(
        years=3,
        after="the talk",
        why="The dialogue is followed over a letter's time, no longer.",
        since="happened_on",
    )

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="talks")
    happened_on = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=20, choices=TalkKind)
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("with")
    )
    said = models.TextField(_("what was said"), max_length=2000)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by"), null=True, blank=True)
    next_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who does it"),
    )  # fmt: skip
    done_on = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [
            models.Index(fields=["organisation", "-happened_on"], name="talk_by_day"),
            models.Index(
                fields=["next_on"],
                condition=Q(next_on__isnull=False, done_on__isnull=True),
                name="talk_steps_left",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_step="", next_on__isnull=True, next_owner__isnull=True)
                | (~Q(next_step="") & Q(next_on__isnull=False, next_owner__isnull=False)),
                name="talk_step_has_day_and_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on.isoformat()}"
