"""Every change of a letter and its pledges: lock, may, can, change, record, tell."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pakten.agreements.commitments.content import lines_of, pledge_terms_of, terms_of
from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.rules import (
    LetterTerms,
    PledgeTerms,
    date_faults,
    pledge_faults,
)
from pakten.agreements.commitments.states import LETTERS, LetterState, Party
from pakten.base.access import Actor, Verb, require
from pakten.parties.organisations.actions import lock as lock_organisation
from pakten.parties.organisations.actions import move_stage
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure


def lock(letter: Letter) -> Letter:
    """The letter as it is now, held until the transaction ends."""
    rows = Letter.objects.select_related("organisation", "pact")
    return rows.select_for_update(of=("self",)).get(pk=letter.pk)


def can_move(letter: Letter, to: LetterState) -> None:
    """Raise in words unless `LETTERS` lets the letter go there."""
    origins, _verb = LETTERS[to]
    if letter.state not in origins:
        raise ValidationError(
            _("The letter is “%(state)s” and cannot become “%(to)s” from there.")
            % {"state": LetterState(letter.state).label, "to": to.label}
        )


def _open_for_change(letter: Letter, seen: datetime | None) -> None:
    if letter.state != LetterState.DRAFT:
        raise ValidationError(
            _("The letter is “%(state)s”. Open it again before you change it.")
            % {"state": LetterState(letter.state).label}
        )
    if seen and letter.changed_at != seen:
        raise ValidationError(
            _(
                "Somebody changed the letter while you were writing. What you wrote is still here:"
                " compare with the letter and save again."
            ),
            code="changed",
        )


def _touch(letter: Letter, at: datetime) -> None:
    letter.changed_at = at
    letter.save()


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
        _put(letter, line.pledge.promised_by, line.pledge.measure, terms, line.position)


def _put(letter: Letter, party: str, measure: Measure, terms: PledgeTerms, position: int) -> Pledge:
    pledge = Pledge.objects.create(
        pact_id=letter.pact_id,
        organisation_id=letter.organisation_id,
        promised_by=party,
        measure=measure,
        **asdict(terms),
    )
    LetterLine.objects.create(
        pact_id=letter.pact_id, letter=letter, pledge=pledge, position=position
    )
    return pledge


def edit_letter(
    letter: Letter, terms: LetterTerms, pledges: Mapping[int, PledgeTerms] | None = None, *,
    seen: datetime | None = None, by: Actor, at: datetime,
) -> Letter:  # fmt: skip
    """Change dates, background, signatories and any of the pledges, all or nothing.

    `pledges`: pledge id -> terms. `seen` is `changed_at` as the writer saw it; when somebody else
    has changed the letter since, it is refused. Errors are keyed "p<pledge id>-<field>".
    """
    kept = lock(letter)
    require(by, Verb.EDIT_LETTER, kept)
    _open_for_change(kept, seen)
    faults = dict(date_faults(terms))
    lines = {line.pledge_id: line.pledge for line in lines_of(kept)}
    wanted = {pk: each for pk, each in (pledges or {}).items() if pk in lines}
    for pk, each in wanted.items():
        faults |= {f"p{pk}-{name}": said for name, said in pledge_faults(each, terms).items()}
    if faults:
        raise ValidationError(faults)
    changes = [_set(lines[pk], each) for pk, each in wanted.items()]
    if any(changes) or terms_of(kept) != terms:
        for name, value in asdict(terms).items():
            setattr(kept, name, value)
        _touch(kept, at)
    return kept


def _set(pledge: Pledge, terms: PledgeTerms) -> bool:
    """Whether anything changed: saving what stands there already leaves no trace in the history."""
    if pledge_terms_of(pledge) == terms:
        return False
    for name, value in asdict(terms).items():
        setattr(pledge, name, value)
    pledge.save()
    return True


def add_pledge(
    letter: Letter, party: Party, measure: Measure, terms: PledgeTerms, *, by: Actor, at: datetime
) -> Pledge:
    """Add a promise of the member's or the city's to a draft."""
    kept = lock(letter)
    require(by, Verb.ADD_PLEDGE, kept)
    _open_for_change(kept, None)
    if measure.by_city != (party == Party.CITY):
        raise ValidationError({"measure": _("This is something the other party promises.")})
    if faults := pledge_faults(terms, terms_of(kept)):
        raise ValidationError(faults)
    last = kept.lines.aggregate(last=Max("position"))["last"] or 0
    pledge = _put(kept, party, measure, terms, last + 1)
    _touch(kept, at)
    return pledge


def edit_pledge(
    letter: Letter, pledge: Pledge, terms: PledgeTerms, *, by: Actor, at: datetime
) -> Pledge:
    """Change one promise of a draft."""
    kept = lock(letter)
    require(by, Verb.EDIT_PLEDGE, kept)
    _open_for_change(kept, None)
    if faults := pledge_faults(terms, terms_of(kept)):
        raise ValidationError(faults)
    _set(pledge, terms)
    _touch(kept, at)
    return pledge


def remove_pledge(letter: Letter, pledge: Pledge, *, by: Actor, at: datetime) -> Letter:
    """Take a promise out of a draft."""
    kept = lock(letter)
    require(by, Verb.REMOVE_PLEDGE, kept)
    _open_for_change(kept, None)
    kept.lines.filter(pledge=pledge).delete()
    pledge.delete()
    _touch(kept, at)
    return kept


def discard_letter(letter: Letter, *, by: Actor, at: datetime) -> Organisation:
    """Throw a draft away. The member is back where it was; the history keeps what was written."""
    kept = lock(letter)
    require(by, Verb.DISCARD_LETTER, kept)
    _open_for_change(kept, None)
    pledges = [line.pledge_id for line in kept.lines.all()]
    kept.lines.all().delete()
    Pledge.objects.filter(pk__in=pledges).delete()
    house = kept.organisation
    kept.delete()
    if house.stage == Stage.DRAFT:
        return move_stage(house, Stage.DIALOGUE, by=by, at=at)
    return house
