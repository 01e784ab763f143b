"""What waits for a signature, for the desk and for the one who signs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.models import Letter, Signatory
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.signing.models import SigningLink
from pakten.agreements.signing.queries.programme import Day, coming_occasions
from pakten.agreements.signing.rules import REMIND_AFTER
from pakten.base.access import Actor


def unsigned() -> QuerySet[Signatory]:
    """Everybody left to sign a letter that is ready."""
    rows = Signatory.objects.filter(letter__state=LetterState.READY, signature__isnull=True)
    return rows.select_related("letter__organisation").order_by("letter__changed_at", "id")


def mine_to_sign(email: str) -> list[Signatory]:
    """What the owner of an address is to sign, the oldest first."""
    return list(unsigned().filter(email__iexact=email)) if email else []


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A letter that is ready and who is left to sign it."""

    letter: Letter
    left: list[Signatory]
    asked: bool
    late: bool
    declined: bool


def signatures_waiting(actor: Actor, now: datetime) -> list[Unsigned]:
    """Letters that are ready and lack signatures, the oldest first. Two queries."""
    letters = Letter.objects.visible_to(actor).filter(state=LetterState.READY)
    rows: dict[int, list[Signatory]] = {}
    live = SigningLink.objects.filter(signatory=OuterRef("pk"), revoked_at=None)
    found = (
        unsigned()
        .filter(letter__in=letters)
        .annotate(
            is_asked=Exists(live),
            is_late=Exists(live.filter(sent_at__lt=now - REMIND_AFTER)),
            is_declined=Exists(live.filter(declined_at__isnull=False)),
        )
    )
    for each in found:
        rows.setdefault(each.letter_id, []).append(each)
    return [
        Unsigned(
            left[0].letter,
            left,
            asked=any(s.is_asked for s in left),  # type: ignore[attr-defined]
            late=any(s.is_late for s in left),  # type: ignore[attr-defined]
            declined=any(s.is_declined for s in left),  # type: ignore[attr-defined]
        )
        for left in rows.values()
    ]


def lacking(day: Day) -> list[str]:
    """What an occasion that comes still lacks, in words."""
    said = []
    if not day.turns:
        said.append(_("No letter is in the programme"))
    hoped = sum(turn.is_hoped for turn in day.turns)
    unsent = sum(bool(g.email) and g.sent_at is None for g in day.guests)
    silent = sum(g.sent_at is not None and g.answer == "waiting" for g in day.guests)
    counted = (
        (hoped, ngettext("%(n)d letter is still a draft", "%(n)d letters are still drafts", hoped)),
        (
            unsent,
            ngettext("%(n)d invitation is not sent", "%(n)d invitations are not sent", unsent),
        ),
        (
            silent,
            ngettext("%(n)d guest has not answered", "%(n)d guests have not answered", silent),
        ),
    )
    said += [words % {"n": number} for number, words in counted if number]
    return said


def occasions_coming(actor: Actor, now: datetime) -> list[tuple[Day, list[str]]]:
    """Occasions within eight weeks with what they lack. For the coordinator's desk."""
    near = now + timedelta(weeks=8)
    return [(d, lacking(d)) for d in coming_occasions(actor, now) if d.event.starts_at <= near]
