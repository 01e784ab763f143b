"""Who signs a document's digest: a key kept here, or a service elsewhere that is given only the hash."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.x509.oid import NameOID

BITS = 3072
YEARS = 5
TIMEOUT = 20  # seconds
LONGEST_ANSWER = 100_000  # bytes
LOCAL = {"127.0.0.1", "::1", "localhost"}


class SigningFailed(Exception):  # noqa: N818  (what happened, in words for the log)
    """No signature came about. Trying again later may help."""


class Signer(Protocol):
    """Holds a private key and signs digests with it; never sees what they are digests of."""

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the key; it goes into every file."""

    def sign_digest(self, digest: bytes) -> bytes:
        """RSA signature (PKCS #1 v1.5) of a SHA-256 digest of 32 bytes."""


@dataclass(frozen=True, slots=True)
class LocalSigner:
    """A key in this process's memory."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    def sign_digest(self, digest: bytes) -> bytes:
        return self.key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))

    def __repr__(self) -> str:
        return "LocalSigner(…)"  # a key must not end up in a log


@dataclass(frozen=True, slots=True)
class RemoteSigner:
    """A signing service: GET gives the certificate as PEM, POST a signature of a digest.

    POST carries `{"algorithm": "sha256", "digest": "<base64>"}` and is answered with
    `{"signature": "<base64>"}`. `token` goes along as a bearer token.
    """

    url: str
    token: str
    certificate: x509.Certificate

    @classmethod
    def at(cls, url: str, token: str = "") -> "RemoteSigner":
        """The service at an address, asked for its certificate."""
        return cls(url, token, load_certificate(fetch(url, token=token)))

    def sign_digest(self, digest: bytes) -> bytes:
        asked = {"algorithm": "sha256", "digest": base64.b64encode(digest).decode()}
        answer = fetch(self.url, json.dumps(asked).encode(), token=self.token)
        try:
            return base64.b64decode(json.loads(answer)["signature"], validate=True)
        except (ValueError, KeyError, TypeError) as problem:
            raise SigningFailed("the signing service gave no signature") from problem

    def __repr__(self) -> str:
        return f"RemoteSigner({self.url!r})"


def fetch(
    url: str, body: bytes | None = None, *, token: str = "", kind: str = "application/json"
) -> bytes:
    """What a service of the city's answers; by TLS, or on this machine."""
    parts = urlsplit(url)
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in LOCAL):
        raise SigningFailed(f"{parts.scheme}://{parts.hostname} is not an https address")
    headers = {"Content-Type": kind} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        with urlopen(Request(url, body, headers), timeout=TIMEOUT) as answer:  # noqa: S310
            return bytes(answer.read(LONGEST_ANSWER))
    except HTTPError as problem:
        problem.close()
        raise SigningFailed(f"{parts.hostname} answers {problem.code}") from problem
    except (URLError, OSError, ValueError) as problem:
        raise SigningFailed(f"{parts.hostname} does not answer: {problem}") from problem


def load_certificate(pem: bytes) -> x509.Certificate:
    """The first certificate of a PEM text; its key must be RSA of 2048 bits or more."""
    try:
        found = x509.load_pem_x509_certificate(pem)
        key = found.public_key()
    except ValueError as problem:
        raise SigningFailed("not a certificate in PEM form") from problem
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < 2048:
        raise SigningFailed("the certificate needs an RSA key of at least 2048 bits")
    return found


def make_signer(name: str, organisation: str, *, at: datetime, years: int = YEARS) -> LocalSigner:
    """A new key with a certificate issued by itself; `name` is what readers of a file see."""
    key = rsa.generate_private_key(65537, BITS)
    who = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )
    first = at.replace(microsecond=0) - timedelta(minutes=5)  # clocks differ
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(first + timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_documents(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return LocalSigner(certificate, key)


def _signs_documents() -> x509.KeyUsage:
    no = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
         "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    return x509.KeyUsage(digital_signature=True, content_commitment=True, **no)


def pem_of(certificate: x509.Certificate) -> str:
    """The certificate as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, in hex: what two people compare over the phone."""
    return certificate.fingerprint(hashes.SHA256()).hex()
