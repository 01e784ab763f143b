"""Sealed letters, and the certificates and keys that seal them."""

from dataclasses import replace
from typing import ClassVar

from cryptography import x509
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.sealing.states import Purpose
from pakten.base.access import Scope
from pakten.base.audit.retention import Retention
from pakten.parties.pacts.models import InPact


class SigningCertificate(InPact):
    """A certificate of the pact's, past or present. One seals at a time; none is ever taken away.

    What it sealed stays verifiable after `retired_at`. It has a key here, or the key is with the
    city's signing service.
    """

    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.SEAL)
    subject = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    pem = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "fingerprint"], name="certificate_once"),
            models.UniqueConstraint(
                fields=["pact"],
                condition=Q(purpose=Purpose.SEAL, retired_at__isnull=True),
                name="certificate_in_use_once",
            ),
        ]

    def loaded(self) -> x509.Certificate:
        """The certificate itself."""
        return x509.load_pem_x509_certificate(self.pem.encode())


class SealingKey(InPact):
    """The private key of a certificate, encrypted. It goes when the certificate retires.

    Not in the history, which would keep a copy for ever.
    """

    certificate = models.OneToOneField(SigningCertificate, models.PROTECT, related_name="key")
    locked = models.TextField()


class SealedLetter(InPact):
    """A letter in force, or that was, as a sealed file in one language. Made once, never changed."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="The signed letter is the agreement itself.",
        since="letter__ended_on letter__valid_to",
    )

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="sealed")
    language = models.CharField(max_length=5)
    sha256 = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    certificate = models.ForeignKey(SigningCertificate, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["letter_id", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "language"],
                name="letter_sealed_once",
                violation_error_message=_("The letter is sealed already."),
            )
        ]
        indexes = [models.Index(fields=["sha256"], name="sealed_by_fingerprint")]

    def scopes(self) -> frozenset[Scope]:
        return self.letter.scopes()


class SealedFile(InPact):
    """The bytes of a sealed letter. Apart from it, so that the history does not keep them twice."""

    retention: ClassVar[Retention] = replace(SealedLetter.retention, since="", follows="sealed")

    sealed = models.OneToOneField(SealedLetter, models.PROTECT, related_name="file")
    content = models.BinaryField()
