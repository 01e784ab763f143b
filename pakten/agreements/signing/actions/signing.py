"""Signing: by the office's record, by link, by account, on the spot; and coming into force."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions import lock
from pakten.agreements.commitments.content import Content, content_of, hash_of_content, lines_of
from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.queries import text_of
from pakten.agreements.commitments.signing import close_letter
from pakten.agreements.commitments.states import EndReason, LetterState
from pakten.agreements.sealing.actions import seal_letter
from pakten.agreements.signing import notices
from pakten.agreements.signing.models import Evidence, SigningCode, SigningLink, Tablet
from pakten.agreements.signing.rules import LONGEST_DRAWING, Signing, same_name
from pakten.base.access import Actor, Denied, Grant, Role, Scope, Verb, require
from pakten.parties.organisations.actions import move_stage
from pakten.parties.organisations.states import Stage


def sign_letter(
    letter: Letter, signatory: Signatory, signing: Signing, *, by: Actor, at: datetime
) -> Signature:
    """The office records that somebody has signed on paper or at an occasion.

    When the last of both parties has signed, the letter comes into force.
    """
    kept = lock(letter)
    require(by, Verb.SIGN_LETTER, kept)
    made = _sign(kept, signatory, signing, recorded_by=by.account_id, at=at)
    _prove(made, signing)
    _go_on(kept, made, at=at)
    return made


def sign_by_link(
    link: SigningLink, signing: Signing, code: SigningCode, *, at: datetime
) -> Signature:
    """Sign with a personal link and the code that was sent. The link is the permission."""
    kept = lock(link.letter)
    live = SigningLink.objects.select_for_update(of=("self",)).select_related("signatory").get(
        pk=link.pk
    )  # fmt: skip
    if not live.works(kept, at) or live.signatory is None:
        raise ValidationError(_("The link no longer works. Ask the office for a new one."))
    _own_words(live.signatory, signing)
    made = _sign(kept, live.signatory, signing, recorded_by=live.sent_by_id, at=at)
    _prove(made, signing, link=live, code=code)
    _go_on(kept, made, at=at)
    return made


def sign_own_letter(
    letter: Letter, signatory: Signatory, signing: Signing, code: SigningCode, *, by: Actor,
    email: str, at: datetime,
) -> Signature:  # fmt: skip
    """Sign as the one whose account has the address of the signatory, after a code."""
    kept = lock(letter)
    require(by, Verb.SEE_LETTERS, kept)
    if not signatory.email or signatory.email.lower() != email.lower():
        raise Denied(Verb.SIGN_LETTER.value)
    _own_words(signatory, signing)
    made = _sign(kept, signatory, signing, recorded_by=by.account_id, at=at)
    _prove(made, signing, code=code, signed_in=True)
    _go_on(kept, made, at=at)
    return made


def sign_on_tablet(
    tablet: Tablet, letter: Letter, signatory: Signatory, signing: Signing, *,
    code: SigningCode | None, at: datetime,
) -> Signature:  # fmt: skip
    """Sign on a screen on the spot, opened by a coordinator who knows the signer, or with a code."""
    kept = lock(letter)
    live = Tablet.objects.select_for_update(of=("self",)).get(pk=tablet.pk)
    if not live.works(at):
        raise ValidationError(_("This screen is closed. Ask the coordinator to open it again."))
    if code is None and not live.identified:
        raise ValidationError({"code": _("Write the code from the e-mail.")})
    _own_words(signatory, signing)
    made = _sign(kept, signatory, signing, recorded_by=live.opened_by_id, at=at)
    _prove(made, signing, code=code, tablet=live)
    _go_on(kept, made, at=at)
    return made


def _own_words(signatory: Signatory, signing: Signing) -> None:
    if not same_name(signing.typed_name, signatory.name):
        raise ValidationError(
            {"name": _("Write your name as it stands in the letter: %(name)s.")
             % {"name": signatory.name}}
        )  # fmt: skip


def _sign(
    kept: Letter, signatory: Signatory, signing: Signing, *, recorded_by: int | None, at: datetime
) -> Signature:
    """The letter is locked: two who sign at once are both counted, one after the other."""
    _can_sign(kept, signatory, signing, timezone.localdate(at))
    return Signature.objects.create(
        pact_id=kept.pact_id,
        letter=kept,
        signatory=signatory,
        party=signatory.party,
        name=signatory.name,
        title=signatory.title,
        signed_on=signing.signed_on,
        method=signing.method,
        content_hash=kept.content_hash,
        recorded_by_id=recorded_by,  # type: ignore[misc]
        recorded_at=at,
    )


def _can_sign(letter: Letter, signatory: Signatory, signing: Signing, today: date) -> None:
    if signatory.letter_id != letter.pk or Signature.objects.filter(signatory=signatory).exists():
        raise ValidationError(
            _("%(name)s has already signed. Nothing was done twice.") % {"name": signatory.name}
        )
    if letter.state != LetterState.READY:
        raise ValidationError(
            _("The letter is “%(state)s”. Only a letter that is ready can be signed.")
            % {"state": LetterState(letter.state).label}
        )
    if signing.content_hash != letter.content_hash or not _is_untouched(letter):
        raise ValidationError(
            _("The letter was changed after you opened it. Read it again before it is signed."),
            code="changed",
        )
    if signing.signed_on > today:
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if signing.signed_on < timezone.localdate(letter.drafted_at):
        raise ValidationError({"signed_on": _("The letter was not drawn up yet on that day.")})


def _is_untouched(letter: Letter) -> bool:
    """Whether the fixed text has its fingerprint, and the rows still say what it says.

    Names in the catalogue may have changed since; the text keeps the words it was fixed in.
    """
    fixed = text_of(letter)
    live = content_of(letter, lines_of(letter))
    return hash_of_content(fixed) == letter.content_hash and _facts(fixed) == _facts(live)


def _facts(content: Content) -> list[object]:
    own = [content[name] for name in ("version", "valid_from", "valid_to", "background")]
    names = ("by", "measure", "quantity", "from", "by_day", "note", "responsible")
    pledges = [[pledge[name] for name in names] for pledge in content["pledges"]]
    return [*own, content["signatories"], pledges]


def _prove(
    made: Signature, signing: Signing, *, link: SigningLink | None = None,
    code: SigningCode | None = None, tablet: Tablet | None = None, signed_in: bool = False,
) -> None:  # fmt: skip
    """Keep how it was signed: no whole address, nothing about the network."""
    digital = link is not None or tablet is not None or signed_in
    Evidence.objects.create(
        pact_id=made.pact_id,
        signature=made,
        link=link,
        code=code,
        tablet=tablet,
        event=tablet.event if tablet else None,
        code_sent_to=code.sent_to if code else "",
        code_sent_at=code.sent_at if code else None,
        typed_name=signing.typed_name.strip() if digital else "",
        statement=signing.statement,
        language=signing.language,
        drawing=signing.drawing[:LONGEST_DRAWING] if digital else "",
        identified_by_id=tablet.opened_by_id if tablet and tablet.identified else None,
        signed_in=signed_in,
    )


def _go_on(letter: Letter, made: Signature, *, at: datetime) -> None:
    left = letter.signatories.filter(signature__isnull=True).order_by("party", "position", "id")
    names = [each.name for each in left]
    if names:
        notices.tell_signed(letter, made, names, at=at)
    else:
        _come_into_force(letter, at=at)


def _come_into_force(letter: Letter, *, at: datetime) -> None:
    today = timezone.localdate(at)
    for old in Letter.objects.select_for_update().filter(
        organisation=letter.organisation_id, state=LetterState.ACTIVE
    ):
        close_letter(old, EndReason.REPLACED, _last_day(old, letter, today), at)
    letter.state, letter.changed_at = LetterState.ACTIVE, at
    letter.active_from = max(today, letter.valid_from)
    letter.save()
    if letter.organisation.stage != Stage.ACTIVE:
        move_stage(letter.organisation, Stage.ACTIVE, by=_the_office(letter), at=at)
    notices.tell_in_force(letter, at=at)
    seal_letter.defer(pact_id=letter.pact_id, letter_id=letter.pk)


def _the_office(letter: Letter) -> Actor:
    """That the member becomes active follows from the last signature; no role of the signer's is
    asked for, and one who signs by link has none."""
    return Actor(None, "", (Grant(Role.COORDINATOR, Scope("pact", letter.pact_id)),))


def _last_day(old: Letter, new: Letter, today: date) -> date:
    """A renewal signed in good time leaves the old pledges to count until the new ones begin. No day
    belongs to two letters."""
    day = timedelta(days=1)
    return max(today - day, min(old.valid_to, new.valid_from - day))
