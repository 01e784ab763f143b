"""Judging a letter by certificates given by hand: no database, no settings, on any computer."""

import argparse
import sys
from pathlib import Path

from cryptography import x509

from pakten.agreements.sealing.verdict import Verdict, verify_pdf
from pakten.base.documents.verification import LARGEST

GENUINE, REFUSED, UNREADABLE = 0, 1, 2


class NoFile(Exception):  # noqa: N818
    """A file that cannot be read at all; the message is for the person at the keyboard."""


def verify(words: argparse.Namespace) -> int:
    """`pakten letters verify FILE --trust CERT.pem`: 0 only for an untouched, fully signed letter."""
    try:
        trusted = certificates_in(words.trust)
        verdict = verify_pdf(read(words.file), trusted, trusted)
    except NoFile as problem:
        return say(str(problem), UNREADABLE)
    return tell(words.file, verdict)


def read(file: Path) -> bytes:
    """The file, or a little more of it than a letter may have."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as problem:
        raise NoFile(f"{file}: {problem.strerror}") from problem


def certificates_in(file: Path) -> list[x509.Certificate]:
    """Every certificate of a PEM file."""
    try:
        return x509.load_pem_x509_certificates(read(file))
    except ValueError as problem:
        raise NoFile(f"{file}: no certificate in PEM form") from problem


def tell(file: Path, verdict: Verdict, standing: str = "") -> int:
    """One line: on stdout what the letter is, on stderr why the file is refused."""
    facts = verdict.facts
    if not verdict.ok or facts is None:
        return say(f"{file}: {verdict.fault}", REFUSED)
    said = (
        f"{file}: genuine. {facts.member} and {facts.city}, version {facts.version}, "
        f"valid {facts.valid_from} to {facts.valid_to}, signed by {len(facts.signed)}."
    )
    print(f"{said} {standing}".rstrip())
    return GENUINE


def say(message: str, code: int) -> int:
    """One line on stderr, and the code to end with."""
    sys.stderr.write(f"pakten: {' '.join(message.split())}\n")
    return code
