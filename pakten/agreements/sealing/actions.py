"""Sealing letters: a job that takes ids, may be run any number of times, and makes each file once."""

import hashlib
import logging
from datetime import datetime
from typing import Any

from cryptography import x509
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.document import TEMPLATE, document_of
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.sealing.content import sealed_content
from pakten.agreements.sealing.keys import adopt_certificate, signer_for
from pakten.agreements.sealing.models import SealedFile, SealedLetter, SigningCertificate
from pakten.agreements.sealing.reading import NAME, canonical, unsigned
from pakten.agreements.sealing.states import Purpose
from pakten.base.documents.containers import stampers_of
from pakten.base.documents.pdf import ARCHIVE, render_pdf
from pakten.base.documents.seals import seal_pdf
from pakten.base.documents.signers import SigningFailed
from pakten.base.documents.verification import check_seal
from pakten.base.notices.links import link_to
from pakten.base.tenancy.context import pact_context
from pakten.base.ui.languages import AT_WORK
from pakten.parties.pacts.models import Pact

log = logging.getLogger(__name__)

SIGNED = (LetterState.ACTIVE, LetterState.ENDED)
LANGUAGES = AT_WORK
_TRIES = RetryStrategy(
    max_attempts=10, exponential_wait=4, retry_exceptions={SigningFailed, OSError}
)


class NotSealable(Exception):  # noqa: N818  (what is the matter, in words for the log and the keyboard)
    """The letter cannot be sealed as it is; trying again does not help."""


@app.task(name="seal_letter", queue="documents", retry=_TRIES)
def seal_letter(*, pact_id: int, letter_id: int) -> None:
    """Make the sealed files of a letter that all have signed. Safe to run twice, or to be killed."""
    for language in LANGUAGES:
        try:
            seal_in(language, pact_id=pact_id, letter_id=letter_id, at=timezone.now())
        except NotSealable as problem:
            log.error("Letter %s of pact %s is not sealed: %s", letter_id, pact_id, problem)
            return


def seal_all_letters(timestamp: int) -> None:
    """Ask for the seals that are missing, in every pact; runs by the clock, and when a pact is new.

    They stand back for all else: nobody waits for a code while a hundred letters are sealed.
    """
    patient = seal_letter.configure(priority=-10)
    for pact in Pact.objects.all():
        with pact_context(pact.pk, verb="seal_letter"):
            for letter_id in unsealed(pact.pk):
                patient.defer(pact_id=pact.pk, letter_id=letter_id)


def unsealed(pact_id: int) -> list[int]:
    """Letters in force, or that were, without all their sealed files."""
    files = Count("sealed", filter=Q(sealed__language__in=LANGUAGES))
    signed = Letter.objects.filter(pact=pact_id, state__in=SIGNED).annotate(files=files)
    rows = signed.filter(files__lt=len(LANGUAGES)).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def seal_in(language: str, *, pact_id: int, letter_id: int, at: datetime) -> SealedLetter:
    """The letter as a sealed file in a language: the one there is, or a new one.

    Signing, which may go over the network, happens outside the transactions. Raises `NotSealable`,
    or `SigningFailed` where a service does not answer.
    """
    with pact_context(pact_id, verb="seal_letter"):
        if made := SealedLetter.objects.filter(letter=letter_id, language=language).first():
            return made
        letter = Letter.objects.select_related("pact", "organisation").get(pk=letter_id)
        data = _document(letter, language, at)
        signer, certificate = signer_for(letter.pact, at=at)
    paper = render_pdf(TEMPLATE, data, language, at=at, standards=ARCHIVE)
    sealed = seal_pdf(
        paper, signer, reason=data["title"], place=letter.pact.city, at=at,
        stamp_url=settings.STAMP_URL,
    )  # fmt: skip
    stampers = stampers_of(sealed)
    if fault := check_seal(sealed, [signer.certificate], stampers).fault:
        raise SigningFailed(f"the seal would not pass: {fault}")
    with pact_context(pact_id, verb="seal_letter"):
        return _store(letter, language, sealed, certificate, stampers=stampers, at=at)


def _store(
    letter: Letter,
    language: str,
    sealed: bytes,
    certificate: SigningCertificate,
    *,
    stampers: list[x509.Certificate],
    at: datetime,
) -> SealedLetter:
    """Keep the file, unless another worker was quicker: then theirs is the one."""
    try:
        with transaction.atomic():
            row = SealedLetter.objects.create(
                pact=letter.pact,
                letter=letter,
                language=language,
                sha256=hashlib.sha256(sealed).hexdigest(),
                content_hash=letter.content_hash,
                sealed_at=at,
                certificate=certificate,
            )
            SealedFile.objects.create(pact=letter.pact, sealed=row, content=sealed)
            for stamper in stampers:
                adopt_certificate(letter.pact, stamper, at=at, purpose=Purpose.STAMP)
    except IntegrityError:
        return SealedLetter.objects.get(letter=letter, language=language)
    return row


def _document(letter: Letter, language: str, at: datetime) -> dict[str, Any]:
    """What the paper says, with the same for machines inside."""
    lines = lines_of(letter)
    content = sealed_content(letter, lines, language, at=at)
    if fault := unsigned(content):
        raise NotSealable(fault)
    with translation.override(language):
        address = link_to(letter.pact, "/verify/")
        return document_of(letter, lines) | {
            "foot_note": _("Check this file at %(address)s") % {"address": address},
            "attached": {
                "name": NAME,
                "kind": "application/json",
                "about": _("What the letter says and who signed it, for machines"),
                "content": canonical(content).decode(),
            },
        }
