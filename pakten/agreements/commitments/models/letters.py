"""Letters, pledges and signatures. A source (letter line) points at the pledge, not the other way."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models.templates import LetterTemplate
from pakten.agreements.commitments.rules import LARGEST_QUANTITY
from pakten.agreements.commitments.states import (
    EndReason,
    LetterState,
    Method,
    Party,
    RevisionReason,
)
from pakten.base.access import Actor, Scope, Verb
from pakten.base.audit.retention import Retention
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import InPact, Measure

M = TypeVar("M", bound=models.Model)


class OfOrganisationQuerySet(models.QuerySet[M]):
    verb: ClassVar[Verb] = Verb.SEE_LETTERS

    def visible_to(self, actor: Actor) -> Self:
        """Everything for those who see letters in the pact, the own house's for a representative."""
        if actor.where(self.verb, "pact"):
            return self
        return self.filter(organisation__in=actor.where(self.verb, "organisation"))


class OfOrganisation(InPact):
    """What lies in an organisation's scope as well as in the pact's."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    def scopes(self) -> frozenset[Scope]:
        return super().scopes() | {Scope("organisation", self.organisation_id)}


class PledgeQuerySet(OfOrganisationQuerySet["Pledge"]):
    def in_force(self, on: date) -> Self:
        """Pledges of the letter that holds on a day, each once."""
        return self.filter(in_force_on(on, "letter_lines__letter__")).distinct()


def in_force_on(on: date, prefix: str = "") -> Q:
    """The letter holds on that day. `prefix` leads to it: "letter__", "letter_lines__letter__"."""
    begun = Q(**{f"{prefix}active_from__lte": on})
    living = Q(**{f"{prefix}state": LetterState.ACTIVE})
    replaced_later = Q(
        **{f"{prefix}state": LetterState.ENDED, f"{prefix}ended_on__gte": on,
           f"{prefix}end_reason": EndReason.REPLACED}
    )  # fmt: skip
    return begun & (living | replaced_later)


class Pledge(OfOrganisation):
    """A promise (åtagande): who promises how much of what by when.

    `promised_by` tells whether the member or the city promises; `organisation` is the member the
    letter is with in both cases. `origin` is the pledge that a revision carries on, as it was first
    signed: what was done for one counts for all its forms.
    """

    promised_by = models.CharField(max_length=10, choices=Party)
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="+", verbose_name=_("measure")
    )
    quantity = models.PositiveIntegerField(_("how many"))
    starts_on = models.DateField(_("from"))
    due_on = models.DateField(_("no later than"))
    note = models.CharField(_("in more detail"), max_length=200, blank=True)
    responsible = models.CharField(_("responsible"), max_length=120, blank=True)
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_forms"
    )

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["pact", "organisation"], name="pledge_by_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=LARGEST_QUANTITY),
                name="pledge_quantity",
                violation_error_message=_("A pledge is for at least one."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="pledge_dates_in_order",
                violation_error_message=_("The last day comes before the first."),
            ),
        ]

    def expected(self, today: date) -> float:
        """Where an even pace says the pledge should be: quantity x share of the time gone."""
        span = (self.due_on - self.starts_on).days or 1
        gone = min(max((today - self.starts_on).days, 0), span)
        return self.quantity * gone / span


class LetterQuerySet(OfOrganisationQuerySet["Letter"]):
    def in_force(self, on: date) -> Self:
        """Letters that hold on a day, also when the next one is signed already."""
        return self.filter(in_force_on(on))

    def begins_later(self, on: date) -> Self:
        """Signed by all, with a first day that has not come."""
        return self.filter(state=LetterState.ACTIVE, active_from__gt=on)


class Letter(OfOrganisation):
    """A letter of intent (avsiktsförklaring), time-limited and numbered by version.

    `turn` is the party that the draft waits for. A new version `replaces` the letter in force when
    it is signed, not before.
    """

    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    background = models.TextField(_("background"), max_length=2000, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    active_from = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    revision_reason = models.CharField(_("why"), max_length=20, choices=RevisionReason, blank=True)
    reason = models.CharField(_("in your own words"), max_length=500, blank=True)
    turn = models.CharField(max_length=10, choices=Party, default=Party.CITY)
    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    template_version = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="letter_dates_in_order",
                violation_error_message=_("The letter ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=[LetterState.DRAFT, LetterState.READY]),
                name="letter_in_preparation_once",
                violation_error_message=_("A letter is already being drawn up with this member."),
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state=LetterState.ACTIVE),
                name="letter_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.DRAFT) | ~Q(content_hash=""),
                name="letter_hash_unless_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.ENDED) | ~Q(end_reason=""),
                name="letter_ended_with_reason",
            ),
        ]


class LetterLine(InPact):
    """A pledge as it stands in a letter, in order."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="lines")
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="letter_lines")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "pledge"], name="pledge_once_in_letter")
        ]


class Signatory(InPact):
    """Somebody who is to sign for a party; a party may have several, in any order."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Who signed for whom is part of the agreement.",
        since="letter__ended_on letter__valid_to",
    )

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatories")
    party = models.CharField(max_length=10, choices=Party)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["party", "position", "id"]
        verbose_name_plural = "signatories"
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "party", "name"],
                name="signatory_once_per_party",
                violation_error_message=_("This person already signs for this party."),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.title]))


class Signature(InPact):
    """One party's signature under exactly the content whose hash it carries."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Who signed for whom is part of the agreement.",
        since="letter__ended_on letter__valid_to",
    )

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="signatures")
    signatory = models.OneToOneField(
        Signatory, models.PROTECT, null=True, blank=True, related_name="signature"
    )
    party = models.CharField(max_length=10, choices=Party)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    signed_on = models.DateField(_("signed on"))
    method = models.CharField(_("how"), max_length=20, choices=Method, default=Method.OCCASION)
    content_hash = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "party", "name"],
                name="signature_once_per_person",
                violation_error_message=_("This person has already signed for this party."),
            )
        ]
