"""Links, codes, screens on the spot, the programme of an occasion, and the evidence of a signature."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.events.models import Event
from pakten.agreements.signing.rules import CODE_TRIES, hash_of_address
from pakten.agreements.signing.states import DeclineReason, NotSigned
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact

_ACCOUNT = settings.AUTH_USER_MODEL


class Programme(InPact):
    """Which letters are signed at an occasion, and how many minutes each takes."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="programme")
    first_after = models.PositiveSmallIntegerField(
        _("minutes before the first letter"), default=10, validators=[MaxValueValidator(240)]
    )
    minutes_each = models.PositiveSmallIntegerField(
        _("minutes for each letter"), default=8,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )  # fmt: skip


class ProgrammeItem(InPact):
    """A letter in the programme, in order. A draft there is hoped for."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="items")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="occasions")
    position = models.PositiveSmallIntegerField()
    called_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("why not"), max_length=20, choices=NotSigned, blank=True)
    next_on = models.DateField(_("new date"), null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "letter"], name="letter_once_in_programme",
                violation_error_message=_("The letter is already in the programme."),
            )
        ]  # fmt: skip


class SigningLink(InPact):
    """A personal link to sign a letter with: its hash, and the text it is for."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Who was asked to sign is part of how it was signed.",
        since="letter__ended_on letter__valid_to",
    )

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signing_links")
    signatory = models.ForeignKey(
        Signatory, models.SET_NULL, null=True, blank=True, related_name="links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    content_hash = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64)
    sent_to = models.CharField(max_length=120)  # masked
    sent_by = models.ForeignKey(_ACCOUNT, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_reminder = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    decline_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory"], condition=Q(revoked_at__isnull=True), name="signing_link_live_once"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(decline_reason=""),
                name="signing_declined_with_reason",
            ),
        ]  # fmt: skip

    def works(self, letter: Letter, at: datetime) -> bool:
        """Whether it can be signed with: not replaced, not too old, the same text, the same address."""
        if self.signatory is None or self.revoked_at is not None or self.expires_at <= at:
            return False
        same_address = self.address_hash == hash_of_address(self.signatory.email)
        return same_address and self.content_hash == letter.content_hash


class OneTimeCode(InPact):
    """Digits that were mailed to somebody, to say yes with once. Only a keyed hash is kept."""

    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def works(self, at: datetime) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and self.tries < CODE_TRIES and self.expires_at > at


class SigningCode(OneTimeCode):
    """A one-time code sent to a signatory."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="That a code was confirmed is part of the evidence.",
        since="signatory__letter__ended_on signatory__letter__valid_to",
    )

    signatory = models.ForeignKey(Signatory, models.CASCADE, related_name="codes")
    sent_to = models.CharField(max_length=120)  # masked

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["signatory", "-sent_at"], name="signing_code_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=CODE_TRIES), name="signing_code_tries")
        ]


class Tablet(InPact):
    """A screen on the spot that shows letters to sign and nothing else, with nobody signed in."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Which screen was signed on is part of the evidence.",
        since="letter__ended_on letter__valid_to",
    )

    event = models.ForeignKey(Event, models.CASCADE, null=True, blank=True, related_name="tablets")
    letter = models.ForeignKey(Letter, models.CASCADE, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    identified = models.BooleanField(default=False)
    opened_by = models.ForeignKey(_ACCOUNT, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False) | Q(letter__isnull=False),
                name="tablet_shows_something",
            )
        ]

    def works(self, at: datetime) -> bool:
        """Whether it may still show anything."""
        return self.closed_at is None and self.expires_at > at


class Evidence(InPact):
    """How a signature was given. Holds no whole address and no network address."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="How it was signed is part of the agreement.",
        since="signature__letter__ended_on signature__letter__valid_to",
    )

    signature = models.OneToOneField(Signature, models.CASCADE, related_name="evidence")
    link = models.ForeignKey(SigningLink, models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.ForeignKey(SigningCode, models.SET_NULL, null=True, blank=True, related_name="+")
    tablet = models.ForeignKey(Tablet, models.SET_NULL, null=True, blank=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="+")
    code_sent_to = models.CharField(max_length=120, blank=True)  # masked
    code_sent_at = models.DateTimeField(null=True, blank=True)
    typed_name = models.CharField(max_length=120, blank=True)
    statement = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, blank=True)
    drawing = models.TextField(blank=True)
    identified_by = models.ForeignKey(
        _ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_in = models.BooleanField(default=False)
