"""Where each signatory of a letter stands, by whom a link is, and the evidence."""

from dataclasses import dataclass
from datetime import datetime

from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.signing.models import Evidence, SigningCode, SigningLink, Tablet
from pakten.agreements.signing.states import Standing
from pakten.parties.pacts.links import hash_of_token


@dataclass(frozen=True, slots=True)
class Row:
    """A signatory with what is known."""

    signatory: Signatory
    standing: Standing
    signature: Signature | None
    evidence: Evidence | None
    link: SigningLink | None

    @property
    def tone(self) -> str:
        return {Standing.SIGNED: "ok", Standing.ASKED: "info", Standing.DECLINED: "late"}.get(
            self.standing, "neutral"
        )


def standings(letter: Letter, at: datetime) -> list[Row]:
    """Every signatory of the letter, the member's first. Three queries."""
    signatories = list(letter.signatories.select_related("signature").order_by("id"))
    signatories.sort(key=lambda s: (s.party != Party.MEMBER, s.position, s.pk))
    evidence = {
        each.signature_id: each
        for each in Evidence.objects.filter(signature__letter=letter).select_related(
            "code", "link", "tablet", "event", "identified_by"
        )
    }
    links: dict[int | None, SigningLink] = {}
    rows = SigningLink.objects.filter(letter=letter, revoked_at=None).select_related("signatory")
    for link in rows.order_by("sent_at", "id"):
        links[link.signatory_id] = link
    return [_row(each, letter, evidence, links.get(each.pk), at) for each in signatories]


def _row(
    signatory: Signatory, letter: Letter, evidence: dict[int, Evidence],
    link: SigningLink | None, at: datetime,
) -> Row:  # fmt: skip
    signature = getattr(signatory, "signature", None)
    if signature is not None:
        standing = Standing.SIGNED
    elif link is None:
        standing = Standing.NOT_ASKED
    elif link.declined_at:
        standing = Standing.DECLINED
    else:
        standing = Standing.ASKED if link.works(letter, at) else Standing.EXPIRED
    known = evidence.get(signature.pk) if signature else None
    return Row(signatory, standing, signature, known, link)


def link_by(token: str) -> SigningLink | None:
    """The link of a secret, in the pact of the running context."""
    rows = SigningLink.objects.select_related("letter__organisation", "letter__pact", "signatory")
    return rows.filter(token_hash=hash_of_token(token)).first() if token else None


def tablet_by(token: str) -> Tablet | None:
    """The screen of a secret, in the pact of the running context."""
    rows = Tablet.objects.select_related("letter__organisation", "letter__pact", "event__pact")
    return rows.filter(token_hash=hash_of_token(token)).first() if token else None


def live_code(signatory: Signatory, at: datetime) -> SigningCode | None:
    """The code that can be used now, if one is on its way."""
    latest = SigningCode.objects.filter(signatory=signatory).order_by("-sent_at", "-id").first()
    return latest if latest and latest.works(at) else None


def signature_of(signatory: Signatory) -> Signature | None:
    """The signatory's signature, if given."""
    return Signature.objects.filter(signatory=signatory).first()


def own_signatory(letter: Letter, email: str) -> Signatory | None:
    """The one to sign whose address is that of the account, if any."""
    rows = letter.signatories.filter(email__iexact=email).order_by("id") if email else None
    return rows.first() if rows is not None else None


def can_be_signed(letter: Letter) -> bool:
    return letter.state == LetterState.READY
