"""What the two sides say of each other before anybody is proposed: wishes of places, and of persons."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.models.openings import Opening
from pakten.activities.opportunities.models.placements import Placement
from pakten.activities.opportunities.states import DeclineReason, OpeningState
from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.people.models import OfPerson, Participant

_ACCOUNT = settings.AUTH_USER_MODEL
_TWO_YEARS = Retention(
    years=2,
    after="it was asked for",
    why="A wish about a place means nothing once the place is gone.",
    since="said_at",
)


class Met(models.TextChoices):
    """How an employer knows somebody it asks for."""

    WORKED = "worked", _("Has been with them before")
    PRESENTED = "presented", _("Was presented to them")
    VISIT = "visit", _("Met at a study visit")
    MEETING = "meeting", _("Met at a recruitment meeting")
    OTHER = "other", _("Met in another way")


class OfPlace(OfPerson):
    """Something said about one person and one opening, once: where two pages of one person become one,
    what the kept page says stays."""

    retention: ClassVar[Retention] = _TWO_YEARS

    said_at = models.DateTimeField()

    class Meta:
        abstract = True


class PlaceWishQuerySet(models.QuerySet["PlaceWish"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those who work with the person, and the person; an employer never."""
        if actor.where(Verb.SEE_FITTING, "pact"):
            return self
        return self.filter(participant__in=actor.where(Verb.SEE_OWN_PLACES, "person"))

    def placed(self) -> Self:
        """Each with its `place` among those of the person's choices that are still open, from 1."""
        before = (
            PlaceWish.objects.filter(
                participant=OuterRef("participant"),
                rank__lt=OuterRef("rank"),
                opening__state=OpeningState.OPEN,
            )
            .order_by()
            .values("participant")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(place=Coalesce(Subquery(before), 0) + 1)


class PlaceWish(OfPlace):
    """A person's own word about a place: wanted, with its rank; or, without a rank, not for me.

    `said_by` is the person, or the counsellor who wrote it down together with the person. Ranks may be
    equal after two pages of one person became one, until the next change of the choices.
    """

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="place_wishes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="place_wishes")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(
        _("reason, if one was given"), max_length=20, choices=DeclineReason, blank=True
    )
    said_by = models.ForeignKey(_ACCOUNT, models.PROTECT, null=True, related_name="+")

    objects = PlaceWishQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "participant"], name="place_wish_once"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1, reason=""),
                name="place_wish_ranked_or_refused",
            ),
        ]  # fmt: skip


class HouseWishQuerySet(models.QuerySet["HouseWish"]):
    def visible_to(self, actor: Actor) -> Self:
        """All for those who match; a house its own, while it may read the person's name."""
        if actor.where(Verb.SEE_SHORTLIST, "pact"):
            return self
        houses = actor.where(Verb.ASK_FOR_PERSON, "organisation")
        shown = Placement.objects.filter(presented_at__isnull=False).shown()
        return self.filter(opening__organisation__in=houses, placement__in=shown)


class HouseWish(OfPlace):
    """An employer asks for a person for one of its openings.

    `placement` is how it knows the person, where that is known here. `on_behalf_of` names who at the
    employer said it, when the office wrote it down.
    """

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="house_wishes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="house_wishes")
    placement = models.ForeignKey(
        Placement, models.CASCADE, null=True, blank=True, related_name="house_wishes"
    )
    met = models.CharField(_("how they met"), max_length=10, choices=Met)
    on_behalf_of = models.CharField(_("who said it"), max_length=80, blank=True)
    said_by = models.ForeignKey(_ACCOUNT, models.PROTECT, null=True, related_name="+")

    objects = HouseWishQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "participant"], name="house_wish_once")
        ]

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.opening.organisation_id)}
