"""The certificate and key that seal for a pact: its own, made when first needed, or a service's."""

import base64
import logging
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import IntegrityError, transaction

from pakten.agreements.sealing.models import SealingKey, SigningCertificate
from pakten.agreements.sealing.states import Purpose
from pakten.base.documents.signers import (
    LocalSigner,
    RemoteSigner,
    Signer,
    fingerprint_of,
    make_signer,
    pem_of,
)
from pakten.parties.pacts.models import Pact

log = logging.getLogger(__name__)

RENEW = timedelta(days=365)  # before the last day; a certificate is never used to its end
_PURPOSE = b"pakten sealing key 1"


def signer_for(pact: Pact, *, at: datetime) -> tuple[Signer, SigningCertificate]:
    """Who seals for the pact now. Makes a key where there is none that can be used."""
    if settings.SIGNER_URL:
        signer = RemoteSigner.at(settings.SIGNER_URL.format(pact=pact.slug), settings.SIGNER_TOKEN)
        return signer, adopt_certificate(pact, signer.certificate, at=at)
    current = _in_use(pact)
    if current is not None and current.valid_to - at > RENEW:
        key = _unlock(current)
        if key is not None:
            return LocalSigner(current.loaded(), key), current
    return renew_certificate(pact, at=at)


def renew_certificate(pact: Pact, *, at: datetime) -> tuple[Signer, SigningCertificate]:
    """A new key and certificate; the one in use retires and its private key is thrown away."""
    said = f"{pact.city}, letters of intent"
    made = make_signer(f"{said}, example" if pact.is_example else said, pact.city, at=at)
    try:
        return made, store_signer(pact, made, at=at)
    except IntegrityError:  # another worker was quicker, and its key is the one
        row = _in_use(pact)
        key = _unlock(row) if row else None
        if row is None or key is None:
            raise
        return LocalSigner(row.loaded(), key), row


def store_signer(pact: Pact, signer: LocalSigner, *, at: datetime) -> SigningCertificate:
    """Seal with this key from now on. It is kept locked with a secret made of SECRET_KEY."""
    with transaction.atomic():
        row = adopt_certificate(pact, signer.certificate, at=at)
        SealingKey.objects.create(pact=pact, certificate=row, locked=_lock(signer.key))
    log.info("Pact %s seals with a new certificate, %s", pact.slug, row.fingerprint)
    return row


def adopt_certificate(
    pact: Pact, certificate: x509.Certificate, *, at: datetime, purpose: Purpose = Purpose.SEAL
) -> SigningCertificate:
    """Store a certificate; from now on what it sealed is trusted. A new seal retires the one before."""
    fingerprint = fingerprint_of(certificate)
    known = SigningCertificate.objects.filter(pact=pact, fingerprint=fingerprint).first()
    if known is not None and (known.retired_at is None or purpose == Purpose.STAMP):
        return known
    with transaction.atomic():
        if purpose == Purpose.SEAL:
            _retire(pact, at)
        if known is not None:
            known.retired_at = None
            known.save(update_fields=["retired_at"])
            return known
        return SigningCertificate.objects.create(
            pact=pact,
            purpose=purpose,
            subject=certificate.subject.rfc4514_string()[:200],
            fingerprint=fingerprint,
            pem=pem_of(certificate),
            valid_from=certificate.not_valid_before_utc,
            valid_to=certificate.not_valid_after_utc,
            made_at=at,
        )


def _retire(pact: Pact, at: datetime) -> None:
    for old in SigningCertificate.objects.select_for_update().filter(
        pact=pact, purpose=Purpose.SEAL, retired_at__isnull=True
    ):
        SealingKey.objects.filter(certificate=old).delete()
        old.retired_at = at
        old.save(update_fields=["retired_at"])


def _in_use(pact: Pact) -> SigningCertificate | None:
    rows = SigningCertificate.objects.filter(pact=pact, purpose=Purpose.SEAL)
    return rows.filter(retired_at__isnull=True).select_related("key").first()


def _lock(key: rsa.RSAPrivateKey) -> str:
    plain = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return _locks().encrypt(plain).decode()


def _unlock(certificate: SigningCertificate) -> rsa.RSAPrivateKey | None:
    """The key, or nothing where it is kept elsewhere or the secret has changed."""
    row = SealingKey.objects.filter(certificate=certificate).first()
    if row is None:
        return None
    try:
        plain = _locks().decrypt(row.locked.encode())
    except InvalidToken:
        log.warning("The key of certificate %s does not open", certificate.fingerprint)
        return None
    # What Fernet opened is what we locked: testing its primes again would take a tenth of a second.
    key = serialization.load_der_private_key(plain, None, unsafe_skip_rsa_key_validation=True)
    return key if isinstance(key, rsa.RSAPrivateKey) else None


def _locks() -> MultiFernet:
    """Locks with SECRET_KEY; opens also what one of SECRET_KEY_FALLBACKS locked."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(str(secret))) for secret in secrets])


def _derive(secret: str) -> bytes:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(made.derive(secret.encode()))
