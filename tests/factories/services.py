"""Services of others, on this machine: one that signs hashes, one that stamps the time."""

import asyncio
import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from asn1crypto import keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from pakten.base.documents.containers import to_asn1
from pakten.base.documents.signers import LocalSigner, pem_of

Answer = Callable[[str, bytes, Any], bytes]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """An HTTP server that answers `answer(method, body, headers)`; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            said = answer(self.command, body, self.headers)
            self.send_response(200 if said else 500)
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = reply  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def signing_service(signer: LocalSigner, seen: list[bytes]) -> Answer:
    """Gives the certificate, and signatures of digests; `seen` is all it was told."""

    def answer(method: str, body: bytes, headers: Any) -> bytes:
        if method == "GET":
            return pem_of(signer.certificate).encode()
        seen.append(body)
        digest = base64.b64decode(json.loads(body)["digest"])
        signature = base64.b64encode(signer.sign_digest(digest)).decode()
        return json.dumps({"signature": signature}).encode()

    return answer


@cache
def time_signer() -> LocalSigner:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Exact Time")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(7)
        .public_key(key.public_key()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=99))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return LocalSigner(made, key)


def stamping_service() -> Answer:
    """Stamps what it is asked to, by RFC 3161."""
    signer = time_signer()
    key = signer.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(to_asn1(signer.certificate), keys.PrivateKeyInfo.load(key))

    def answer(method: str, body: bytes, headers: Any) -> bytes:
        asked = tsp.TimeStampReq.load(body)
        return bytes(asyncio.run(stamper.async_request_tsa_response(asked)).dump())

    return answer
