"""Reading letters: the list, what may be done with one, and pledges in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, Pledge, in_force_on
from pakten.agreements.commitments.rules import Surroundings
from pakten.agreements.commitments.states import LETTERS, EndReason, LetterState, Party
from pakten.base.access import Actor, Verb, may
from pakten.parties.pacts.models import Measure

_MARK = "{quantity}"


def sentence_of(measure: Measure) -> tuple[str, str]:
    """The words before and after the number in a pledge of this measure."""
    said = str(measure.pledge_sentence)
    if _MARK not in said:
        return f"{measure.name}: ", ""
    before, after = said.split(_MARK, 1)
    return before, after


def pledge_text(pledge: Pledge) -> str:
    """The pledge as a sentence without its date: "Hire 4 of the pact's participants"."""
    before, after = sentence_of(pledge.measure)
    return f"{before}{pledge.quantity}{after}"


def letters_for_list(actor: Actor) -> QuerySet[Letter]:
    """Letters the actor may see, with how many pledges, signatures and signatories they have."""
    rows = Letter.objects.visible_to(actor).select_related("organisation__responsible")
    return rows.annotate(
        pledge_count=Count("lines", distinct=True),
        signature_count=Count("signatures", distinct=True),
        signatory_count=Count("signatories", distinct=True),
    )


def running_out(letters: QuerySet[Letter], today: date, warn_days: int) -> QuerySet[Letter]:
    """Letters in force whose last day is near or past."""
    return letters.filter(state=LetterState.ACTIVE, valid_to__lte=today + timedelta(days=warn_days))


def letter_now(letters: QuerySet[Letter], today: date) -> Letter | None:
    """The letter in force of one member's letters; before there is one, the signed one to come."""
    signed = letters.filter(in_force_on(today) | Q(state=LetterState.ACTIVE))
    return signed.order_by("active_from", "pk").first()


def in_preparation(organisation_id: int) -> Letter | None:
    """The letter being drawn up with a member, if any."""
    open_states = [LetterState.DRAFT, LetterState.READY]
    return Letter.objects.filter(organisation=organisation_id, state__in=open_states).first()


def moves_of(letter: Letter, actor: Actor) -> dict[str, bool]:
    """What the actor may do with the letter as it stands: verb -> True. For buttons."""
    moves = {
        verb.value: True
        for origins, verb in LETTERS.values()
        if letter.state in origins and may(actor, verb, letter)
    }
    if letter.state == LetterState.DRAFT:
        drafting = (Verb.EDIT_LETTER, Verb.SHARE_LETTER, Verb.DISCARD_LETTER)
        moves |= {verb.value: True for verb in drafting if may(actor, verb, letter)}
    if letter.state == LetterState.ACTIVE and may(actor, Verb.REVISE_LETTER, letter):
        moves[Verb.REVISE_LETTER.value] = True
    if letter.state in (LetterState.DRAFT, LetterState.READY):
        moves[Verb.COMMENT_LETTER.value] = may(actor, Verb.COMMENT_LETTER, letter)
    return moves


@dataclass(frozen=True, slots=True)
class Standing:
    """How a letter stands today, in words: a signed one may begin later, a replaced one still hold."""

    label: str
    tone: str
    more: str = ""


def standing_of(letter: Letter, today: date) -> Standing:
    """The state as people read it. Use it wherever a letter's state is shown."""
    if letter.state == LetterState.ACTIVE and letter.active_from and letter.active_from > today:
        day = letter.active_from.isoformat()
        return Standing(_("Signed, begins %(day)s") % {"day": day}, "info")
    replaced = letter.state == LetterState.ENDED and letter.end_reason == EndReason.REPLACED
    if replaced and letter.ended_on and letter.ended_on >= today:
        day = letter.ended_on.isoformat()
        return Standing(_("In force until %(day)s") % {"day": day}, "ok")
    more = days_left(letter, today) if letter.state == LetterState.ACTIVE else ""
    if letter.state == LetterState.ENDED:
        more = str(letter.get_end_reason_display())
    return Standing(str(letter.get_state_display()), state_tone(letter.state), more)


def surroundings_of(letter: Letter, *, agreed: bool = True, open_comments: int = 0) -> Surroundings:
    """What the checks compare a letter with: the size of the house and what it promised before."""
    before: dict[str, int] = {}
    if letter.replaces_id:
        rows = Pledge.objects.filter(
            letter_lines__letter=letter.replaces_id, promised_by=Party.MEMBER
        )
        for kin, number in rows.values_list("measure__kin", "quantity"):
            before[kin] = before.get(kin, 0) + number
    return Surroundings(letter.organisation.employees, before, agreed, open_comments)


def state_tone(state: str) -> str:
    """The tone of a letter's tag."""
    return {"draft": "neutral", "ready": "info", "active": "ok"}.get(state, "neutral")


def days_left(letter: Letter, today: date) -> str:
    """How long a letter in force lasts, in words."""
    days = (letter.valid_to - today).days
    if days < 0:
        return _("ran out %(n)d days ago") % {"n": -days}
    if days == 0:
        return _("runs out today")
    return _("%(n)d days left") % {"n": days}
