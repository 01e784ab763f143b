"""Judging files with the certificates of this deployment, and what the register says of a letter."""

from dataclasses import dataclass, replace
from datetime import date

from cryptography import x509
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import EndReason, LetterState
from pakten.agreements.sealing.models import SealedLetter, SigningCertificate
from pakten.agreements.sealing.reading import Facts, pact_in
from pakten.agreements.sealing.states import Purpose, Standing
from pakten.agreements.sealing.verdict import Verdict, verdict_on, verify_part
from pakten.base.access import Actor, Verb
from pakten.base.documents.verification import SealedPart, read_sealed
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Register:
    """How the letter of a genuine file stands today. `on`: since or until when; `version`: the newest."""

    standing: Standing
    on: date | None = None
    version: int = 0


def verify_here(data: bytes, today: date) -> tuple[Verdict, Register | None]:
    """Judge a file by the certificates of the pact it names, past and present.

    The register speaks only of the very file that it keeps. Call inside a transaction; the context
    of the asker is as it was afterwards.
    """
    part = read_sealed(data)
    if not isinstance(part, SealedPart):
        return verdict_on(data, part), None
    pact = Pact.objects.filter(slug=pact_in(part.attached)).first()
    if pact is None:
        return verify_part(data, part, ()), None
    with pact_context(pact.pk):
        known = certificates(pact.pk)
        verdict = verify_part(data, part, known[Purpose.SEAL], known[Purpose.STAMP])
        if verdict.facts is None:
            return verdict, None
        kept = _kept(verdict.facts)
        if kept is None or not verdict.ok:
            return verdict, None
        if kept.sha256 != verdict.sha256:
            return replace(verdict, code="other_file", facts=None), None
        return verdict, register_of(kept.letter, today)


def genuine_for(verdict: Verdict, pact: Pact, actor: Actor) -> SealedLetter | None:
    """The real file of a letter that somebody has a changed copy of, if they may see it."""
    facts = verdict.facts
    if verdict.ok or facts is None or facts.pact != pact.slug:
        return None
    if not actor.holds(Verb.SEE_SEALED_LETTER):
        return None
    seen = Letter.objects.visible_to(actor).filter(pk=facts.letter)
    return SealedLetter.objects.filter(letter__in=seen, language=facts.language).first()


def certificates(pact_id: int) -> dict[Purpose, list[x509.Certificate]]:
    """All the pact has had, by what they are for; what one of them sealed stays sealed."""
    found: dict[Purpose, list[x509.Certificate]] = {purpose: [] for purpose in Purpose}
    for row in SigningCertificate.objects.filter(pact=pact_id):
        found[Purpose(row.purpose)].append(row.loaded())
    return found


def _kept(facts: Facts) -> SealedLetter | None:
    """What the register keeps of the letter that a file says it is."""
    rows = SealedLetter.objects.select_related("letter")
    return rows.filter(letter=facts.letter, language=facts.language).first()


def register_of(letter: Letter, today: date) -> Register:
    """How a letter stands: to come, in force, run out, ended or replaced."""
    newest = (
        Letter.objects.filter(organisation=letter.organisation_id, version__gt=letter.version)
        .filter(state__in=[LetterState.ACTIVE, LetterState.ENDED])
        .order_by("-version")
        .first()
    )
    version = newest.version if newest else letter.version
    if letter.end_reason == EndReason.REPLACED:
        ends = letter.ended_on
        standing = Standing.IN_FORCE if ends and ends >= today else Standing.REPLACED
        return Register(standing, ends, version)
    if letter.state == LetterState.ENDED:
        return Register(Standing.ENDED, letter.ended_on, version)
    if letter.active_from and letter.active_from > today:
        return Register(Standing.TO_COME, letter.active_from, version)
    if letter.valid_to < today:
        return Register(Standing.ENDED, letter.valid_to, version)
    return Register(Standing.IN_FORCE, letter.valid_to, version)


def sealed_name(letter: Letter, language: str) -> str:
    """“letter-of-intent-almhaga-omsorg-ab-12-v2-sv.pdf”; the number keeps namesakes apart."""
    house = slugify(letter.organisation.name)[:60].strip("-") or "member"
    return f"{_('letter-of-intent')}-{house}-{letter.pk}-v{letter.version}-{language}.pdf"
