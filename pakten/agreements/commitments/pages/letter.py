"""Everything on the page of one letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from pakten.agreements.commitments.content import (
    content_of,
    hash_of_content,
    lines_of,
    promises_of,
    signers_of,
    terms_of,
)
from pakten.agreements.commitments.differences import SAME, Differences, differences
from pakten.agreements.commitments.forms import SheetForm
from pakten.agreements.commitments.history import history_of
from pakten.agreements.commitments.models import Letter, LetterLine, LetterLook, LetterSnapshot
from pakten.agreements.commitments.queries import (
    Talk,
    by_pledge,
    in_preparation,
    is_agreed,
    look_of,
    moves_of,
    standing_of,
    surroundings_of,
    talks_of,
    text_of,
)
from pakten.agreements.commitments.rules import Check, readiness
from pakten.agreements.commitments.sheet import (
    Section,
    sections_of,
    sections_of_text,
    stages_of,
    unused_activities,
)
from pakten.agreements.commitments.sides import may_write, side_of
from pakten.agreements.commitments.states import LetterState, Party, Severity, SnapshotKind
from pakten.base.access import Actor, Verb
from pakten.parties.organisations.queries import coordinators
from pakten.parties.pacts.http import PactRequest

SHOWN_EVENTS = 12


@dataclass(slots=True)
class Turn:
    """Where a draft is between the parties, seen by one of them."""

    last: LetterSnapshot | None
    is_mine: bool
    can_agree: bool
    is_agreed: bool
    content_hash: str


def turn_of(letter: Letter, actor: Actor, content_hash: str) -> Turn:
    """Who has the draft, and whether this reader can say yes to it as it stands."""
    kept = list(letter.snapshots.all())
    last, side = (kept[-1] if kept else None), side_of(actor, letter)
    theirs = last is not None and last.kind == SnapshotKind.SHARED and last.party != side
    same = last is not None and last.content_hash == content_hash
    agreed = is_agreed(kept, content_hash)
    return Turn(last, letter.turn == side, theirs and same and not agreed, agreed, content_hash)


def checks_of(
    letter: Letter, lines: Sequence[LetterLine], *, agreed: bool = True, talks: Sequence[Talk] = ()
) -> list[Check]:
    """What is left before the letter is signed, and what is worth a look."""
    unsolved = sum(not t.is_solved and not t.first.is_internal for t in talks)
    around = surroundings_of(letter, agreed=agreed, open_comments=unsolved)
    return readiness(terms_of(letter), promises_of(lines), signers_of(letter), around)


def sheet_form(
    letter: Letter, lines: Sequence[LetterLine], actor: Actor, data: Any = None
) -> SheetForm:
    """The sheet with fields for what the actor may change."""
    sides = [party for party in Party if may_write(actor, letter, party)]
    return SheetForm(letter, lines, data, sides=sides)


def letter_page(
    request: PactRequest, letter: Letter, form: SheetForm | None = None
) -> dict[str, Any]:
    """Everything on the letter's page. With `form`, what was typed and refused."""
    actor, lines = request.actor, lines_of(letter)
    prefetch_related_objects([letter], "signatories", "signatures", "snapshots")
    moves = moves_of(letter, actor)
    if form is None and moves.get(Verb.EDIT_LETTER):
        form = sheet_form(letter, lines, actor)
    is_draft = letter.state == LetterState.DRAFT
    shown = sections_of(lines, form) if is_draft else _as_fixed(letter, lines)
    page = {
        "letter": letter,
        "form": form,
        "moves": moves,
        "sections": shown,
        "standing": standing_of(letter, timezone.localdate()),
        "unused": unused_activities(letter.pact_id, letter.valid_from, shown) if form else [],
        "people": [each.name for each in coordinators(letter.pact_id)] if form else [],
        "writes": {party.value: may_write(actor, letter, party) for party in Party},
        "history": history_of(letter, lines, SHOWN_EVENTS),
        "can_renew": letter.state == LetterState.ACTIVE
        and (letter.active_from or letter.valid_from) <= timezone.localdate()
        and actor.holds(Verb.DRAFT_LETTER)
        and in_preparation(letter.organisation_id) is None,
    }
    return page | _who_signs(letter, request.user.email) | _between_us(letter, lines, actor, shown)


def _as_fixed(letter: Letter, lines: Sequence[LetterLine]) -> list[Section]:
    """A letter that is not a draft, in the words it was fixed in."""
    return sections_of_text(text_of(letter, lines), letter.pact_id)


def _who_signs(letter: Letter, email: str) -> dict[str, Any]:
    signatures = list(letter.signatures.all())
    given = {s.signatory_id for s in signatures} | {(s.party, s.name) for s in signatures}
    everybody = list(letter.signatories.all())
    left = [s for s in everybody if not {s.pk, (s.party, s.name)} & given]
    return {
        "signatures": signatures,
        "unsigned": [p for p in Party if p not in {s.party for s in signatures}],
        "mine_to_sign": letter.state == LetterState.READY
        and any(s.email.lower() == email.lower() for s in left),
        "left_to_sign": [] if letter.state == LetterState.ENDED else left,
        "signatories": [(p, [s for s in everybody if s.party == p]) for p in Party],
        "stages": stages_of(letter, signatures),
    }


def _between_us(
    letter: Letter, lines: Sequence[LetterLine], actor: Actor, shown: Sequence[Section]
) -> dict[str, Any]:
    """Comments, whose turn it is, what is new to the reader, and what is left to do."""
    if letter.state not in (LetterState.DRAFT, LetterState.READY):
        return {"checks": [], "talks": [], "changes": 0, "missing": 0}
    look = look_of(letter, actor)
    talks = talks_of(letter, actor, look)
    now = content_of(letter, lines)
    turn = turn_of(letter, actor, hash_of_content(now))
    is_draft = letter.state == LetterState.DRAFT
    checks = checks_of(letter, lines, agreed=turn.is_agreed, talks=talks) if is_draft else []
    found = _new_to(look, now)
    _mark(lines, shown, found, by_pledge(talks))
    return {
        "checks": checks,
        "missing": sum(check.blocks for check in checks),
        "worth_a_look": [c for c in checks if c.severity == Severity.SHOULD],
        "talks": talks,
        "unread": sum(len(talk.new) for talk in talks),
        "unsolved": sum(not talk.is_solved for talk in talks),
        "turn": turn,
        "changes": found.count if found else 0,
        "me": actor.account_id,
    }


def _new_to(look: LetterLook | None, now: dict[str, Any]) -> Differences | None:
    if look is None or look.content == now:
        return None
    return differences(look.content, now)


def _mark(
    lines: Sequence[LetterLine], shown: Sequence[Section], found: Differences | None,
    comments: dict[int, int],
) -> None:  # fmt: skip
    """On each pledge: how many comments wait, and whether others changed it since the last look."""
    changed = {
        line.pledge_id
        for line, row in zip(lines, found.rows if found else (), strict=False)
        if row.kind != SAME
    }
    for section in shown:
        for line in section.member + section.city:
            line.comments = comments.get(line.id, 0)
            line.changed = line.id in changed
