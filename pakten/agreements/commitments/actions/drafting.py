"""Beginning, changing and throwing away a draft."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions.holding import lock, open_for_change, touch
from pakten.agreements.commitments.actions.pledges import put_pledge, set_pledge
from pakten.agreements.commitments.actions.signatories import first_signatories
from pakten.agreements.commitments.content import lines_of, pledge_terms_of, terms_of
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.rules import (
    LetterTerms,
    PledgeTerms,
    date_faults,
    pledge_faults,
)
from pakten.agreements.commitments.sides import may_write
from pakten.agreements.commitments.states import LetterState
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import lock as lock_organisation
from pakten.parties.organisations.actions import move_stage
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage


def draft_letter(
    organisation: Organisation, terms: LetterTerms, *, carry_over: bool = False, by: Actor,
    at: datetime,
) -> Letter:  # fmt: skip
    """Begin a letter. `carry_over` starts it with the pledges of the letter in force.

    One letter at a time is in preparation with a member; a second breaks a unique constraint.
    """
    house = lock_organisation(organisation)
    require(by, Verb.DRAFT_LETTER, house)
    if faults := date_faults(terms):
        raise ValidationError(faults)
    before = house.letters.aggregate(last=Max("version"))["last"] or 0
    if house.letters.filter(state__in=[LetterState.DRAFT, LetterState.READY]).exists():
        raise ValidationError(_("A letter is already being drawn up with this member."))
    letter = Letter.objects.create(
        pact_id=house.pact_id,
        organisation=house,
        version=before + 1,
        drafted_by_id=by.account_id,  # type: ignore[misc]
        drafted_at=at,
        changed_at=at,
        **asdict(terms),
    )
    first_signatories(letter)
    if carry_over:
        _carry_over(house, letter)
    if house.stage != Stage.ACTIVE:
        move_stage(house, Stage.DRAFT, by=by, at=at)
    return letter


def _carry_over(house: Organisation, letter: Letter) -> None:
    """Copies: the letter in force keeps its own pledges and what was counted for them."""
    current = house.letters.filter(state=LetterState.ACTIVE).first()
    for line in lines_of(current) if current else []:
        old = pledge_terms_of(line.pledge)
        terms = replace(old, starts_on=letter.valid_from, due_on=letter.valid_to)
        put_pledge(letter, line.pledge.promised_by, line.pledge.measure, terms, line.position)


def edit_letter(
    letter: Letter, terms: LetterTerms, pledges: Mapping[int, PledgeTerms] | None = None, *,
    seen: datetime | None = None, by: Actor, at: datetime,
) -> Letter:  # fmt: skip
    """Change dates, background and any of the pledges, all or nothing.

    `pledges`: pledge id -> terms. `seen` is `changed_at` as the writer saw it; when somebody else
    has changed the letter since, it is refused. Errors are keyed "p<pledge id>-<field>".
    """
    kept = lock(letter)
    require(by, Verb.EDIT_LETTER, kept)
    open_for_change(kept, seen)
    faults = dict(date_faults(terms))
    lines = {
        line.pledge_id: line.pledge
        for line in lines_of(kept)
        if may_write(by, kept, line.pledge.promised_by)
    }
    wanted = {pk: each for pk, each in (pledges or {}).items() if pk in lines}
    for pk, each in wanted.items():
        faults |= {f"p{pk}-{name}": said for name, said in pledge_faults(each, terms).items()}
    if faults:
        raise ValidationError(faults)
    changes = [set_pledge(lines[pk], each) for pk, each in wanted.items()]
    if any(changes) or terms_of(kept) != terms:
        for name, value in asdict(terms).items():
            setattr(kept, name, value)
        touch(kept, at)
    return kept


def discard_letter(letter: Letter, *, by: Actor, at: datetime) -> Organisation:
    """Throw a draft away. The member is back where it was; the history keeps what was written."""
    kept = lock(letter)
    require(by, Verb.DISCARD_LETTER, kept)
    open_for_change(kept)
    pledges = [line.pledge_id for line in kept.lines.all()]
    kept.lines.all().delete()
    Pledge.objects.filter(pk__in=pledges).delete()
    house = kept.organisation
    kept.delete()
    if house.stage == Stage.DRAFT:
        return move_stage(house, Stage.DIALOGUE, by=by, at=at)
    return house
