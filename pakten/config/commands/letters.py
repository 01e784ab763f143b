"""Signed letters as files: check one by the register, write all of a pact to a folder."""

import argparse
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import ProgrammingError
from django.utils import timezone, translation

from pakten.agreements.commitments.models import Letter
from pakten.agreements.sealing.actions import SIGNED, NotSealable, seal_in
from pakten.agreements.sealing.keys import renew_certificate
from pakten.agreements.sealing.models import SealedFile, SealedLetter, SigningCertificate
from pakten.agreements.sealing.queries import sealed_name, verify_here
from pakten.base.documents.signers import SigningFailed
from pakten.base.tenancy.context import pact_context
from pakten.base.ui.exports import safe
from pakten.config.commands.chosen import named_pact
from pakten.config.commands.trust import UNREADABLE, NoFile, read, say, tell
from pakten.config.refusal import Refusal
from pakten.parties.pacts.models import Pact

INDEX, CERTIFICATES = "index.csv", "certificate.pem"
HEAD = (
    "file", "member", "number", "version", "language", "valid_from", "valid_to", "state",
    "content_sha256", "file_sha256", "certificate_sha256", "sealed_at",
)  # fmt: skip


def verify(words: argparse.Namespace) -> int:
    """`pakten letters verify FILE`: 0 only for an untouched, fully signed letter."""
    try:
        data = read(words.file)
    except NoFile as problem:
        return say(str(problem), UNREADABLE)
    try:
        verdict, register = verify_here(data, timezone.localdate())
    except ProgrammingError as problem:
        raise Refusal(
            "There are no certificates here: the database is empty. Name one with --trust."
        ) from problem
    with translation.override("en"):
        standing = f"{register.standing.label} today." if register else ""
    return tell(words.file, verdict, standing)


def export(words: argparse.Namespace) -> int:
    """`pakten letters export DIR`: every letter that all have signed, sealed where it was not yet."""
    pact, folder = named_pact(words.pact), words.directory
    _prepare(folder, overwrite=words.overwrite)
    written, faults = 0, []
    for letter_id in _signed(pact):
        try:
            _write(folder, pact, letter_id, words.lang, overwrite=words.overwrite)
            written += 1
        except NotSealable as problem:
            faults.append(f"letter {letter_id}: {problem}")
        except SigningFailed as problem:
            raise Refusal(f"Letter {letter_id} is not sealed: {problem}") from problem
    with pact_context(pact.pk):
        pems = SigningCertificate.objects.filter(pact=pact).values_list("pem", flat=True)
        _put(folder / CERTIFICATES, "".join(pems).encode())
        _put(folder / INDEX, _table(_rows(folder, pact)).encode("utf-8-sig"))
    noun = "letter" if written == 1 else "letters"
    print(f"{written} signed {noun} of {pact.slug} in {folder}")
    return max((say(f"not written: {each}", 1) for each in faults), default=0)


def renew(words: argparse.Namespace) -> int:
    """`pakten letters renew-certificate`: seal with a new key; what was sealed stays valid."""
    if settings.SIGNER_URL:
        raise Refusal("A signing service seals here (SIGNER_URL): renew its certificate there.")
    pact = named_pact(words.pact)
    with pact_context(pact.pk, verb="renew_certificate"):
        _signer, row = renew_certificate(pact, at=timezone.now())
    print(f"{row.subject}: {row.fingerprint}, valid to {row.valid_to.date()}")
    return 0


def _signed(pact: Pact) -> list[int]:
    with pact_context(pact.pk):
        rows = Letter.objects.filter(pact=pact, state__in=SIGNED)
        return list(rows.order_by("pk").values_list("pk", flat=True))


def _prepare(folder: Path, *, overwrite: bool) -> None:
    """The folder, where nothing of somebody else's will be written over."""
    index = folder / INDEX
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = not index.exists() or index.read_text("utf-8-sig").startswith(",".join(HEAD))
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(
            f"{folder}: {getattr(problem, 'strerror', 'not a folder of ours')}"
        ) from problem
    if not known and not overwrite:
        raise Refusal(f"{index} is not of this export; choose another folder, or --overwrite.")


def _write(folder: Path, pact: Pact, letter_id: int, language: str, *, overwrite: bool) -> None:
    """One letter's file."""
    made = seal_in(language, pact_id=pact.pk, letter_id=letter_id, at=timezone.now())
    with pact_context(pact.pk):
        sealed = SealedLetter.objects.select_related("letter__organisation").get(pk=made.pk)
        content = bytes(SealedFile.objects.get(sealed=sealed).content)
    file = folder / _name(sealed)
    if not overwrite and file.exists() and file.read_bytes() != content:
        raise Refusal(f"{file} is there with another content; --overwrite replaces it.")
    _put(file, content)


def _name(sealed: SealedLetter) -> str:
    with translation.override(sealed.language):
        return sealed_name(sealed.letter, sealed.language)


def _rows(folder: Path, pact: Pact) -> list[list[object]]:
    """The index: every letter whose file lies in the folder, from this run or an earlier one."""
    sealed = SealedLetter.objects.filter(pact=pact)
    rows = sealed.select_related("letter__organisation", "certificate")
    return [list(_row(each)) for each in rows if (folder / _name(each)).exists()]


def _row(sealed: SealedLetter) -> Iterator[object]:
    letter, house = sealed.letter, sealed.letter.organisation
    yield from (_name(sealed), house.name, house.number, letter.version, sealed.language)
    yield from (letter.valid_from, letter.valid_to, letter.state, sealed.content_hash)
    yield from (sealed.sha256, sealed.certificate.fingerprint)
    yield sealed.sealed_at.isoformat(timespec="seconds")


def _table(rows: list[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue()


def _put(file: Path, content: bytes) -> None:
    """Whole or not at all: written aside, then moved into place. What is right already stays."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        if file.exists() and file.read_bytes() == content:
            return
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as problem:
        raise Refusal(f"{file}: {problem.strerror}") from problem
    finally:
        aside.unlink(missing_ok=True)
