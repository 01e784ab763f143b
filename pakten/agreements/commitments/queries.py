"""Reading letters: the list, what may be done with one, and pledges in words."""

from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import LETTERS, LetterState
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
    """Letters the actor may see, with how many pledges and signatures they have."""
    rows = Letter.objects.visible_to(actor).select_related("organisation__responsible")
    return rows.annotate(
        pledge_count=Count("lines", distinct=True),
        signature_count=Count("signatures", distinct=True),
    )


def running_out(letters: QuerySet[Letter], today: date, warn_days: int) -> QuerySet[Letter]:
    """Letters in force whose last day is near or past."""
    return letters.filter(state=LetterState.ACTIVE, valid_to__lte=today + timedelta(days=warn_days))


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
    if letter.state == LetterState.DRAFT and may(actor, Verb.EDIT_LETTER, letter):
        moves[Verb.EDIT_LETTER.value] = True
    return moves


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
