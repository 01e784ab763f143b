"""Beginning, changing and throwing away a draft."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pakten.agreements.commitments.actions.holding import lock, look, open_for_change, touch
from pakten.agreements.commitments.actions.pledges import clash, put_pledge, set_pledge
from pakten.agreements.commitments.actions.signatories import first_signatories
from pakten.agreements.commitments.beginnings import proposed
from pakten.agreements.commitments.content import lines_of, pledge_terms_of, terms_of
from pakten.agreements.commitments.models import Letter, LetterTemplate, Pledge
from pakten.agreements.commitments.rules import (
    LetterTerms,
    PledgeTerms,
    date_faults,
    merge,
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
    organisation: Organisation, terms: LetterTerms, *, carry_over: bool = False,
    template: LetterTemplate | None = None, by: Actor, at: datetime,
) -> Letter:  # fmt: skip
    """Begin a letter, empty, from a template, or with the pledges of the letter in force.

    One letter at a time is in preparation with a member; a second breaks a unique constraint.
    """
    house = lock_organisation(organisation)
    require(by, Verb.DRAFT_LETTER, house)
    letter = begin(house, terms, by=by, at=at)
    if carry_over:
        _carry_over(house, letter)
    elif template:
        _fill_from(template, letter)
    look(letter, by, at)
    return letter


def begin(
    house: Organisation, terms: LetterTerms, *, by: Actor, at: datetime, **more: Any
) -> Letter:
    """A new draft with those who sign and no pledges. For actions that hold the organisation."""
    if faults := date_faults(terms):
        raise ValidationError(faults)
    before = house.letters.aggregate(last=Max("version"))["last"] or 0
    if house.letters.filter(state__in=[LetterState.DRAFT, LetterState.READY]).exists():
        raise ValidationError(_("A letter is already being drawn up with this member."))
    letter = Letter.objects.create(
        pact_id=house.pact_id,
        organisation=house,
        version=before + 1,
        replaces=house.letters.filter(state=LetterState.ACTIVE).first(),
        drafted_by_id=by.account_id,  # type: ignore[misc]
        drafted_at=at,
        changed_at=at,
        **asdict(terms),
        **more,
    )
    first_signatories(letter)
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


def _fill_from(template: LetterTemplate, letter: Letter) -> None:
    """What the template proposes, with the dates of the letter. Lines of retired measures are left."""
    for position, (line, terms) in enumerate(proposed(template, terms_of(letter)), 1):
        put_pledge(letter, line.promised_by, line.measure, terms, position)
    letter.template, letter.template_version = template, template.version
    letter.background = letter.background or template.background
    letter.save(update_fields=["template", "template_version", "background"])


@dataclass(frozen=True, slots=True)
class Seen:
    """What the writer's page showed. What they did not touch keeps what stands now."""

    terms: LetterTerms
    pledges: Mapping[int, PledgeTerms] = field(default_factory=dict)


def edit_letter(
    letter: Letter, terms: LetterTerms, pledges: Mapping[int, PledgeTerms] | None = None, *,
    seen: Seen | None = None, by: Actor, at: datetime,
) -> Letter:  # fmt: skip
    """Change dates, background and any of the pledges, all or nothing.

    `pledges`: pledge id -> terms; those of a side that is not the writer's are left alone. With
    `seen`, what two have written in different places both stand; in the same place it is refused,
    with code "clash". Errors are keyed "p<pledge id>-<field>".
    """
    kept = lock(letter)
    require(by, Verb.EDIT_LETTER, kept)
    open_for_change(kept)
    lines = {
        line.pledge_id: line.pledge
        for line in lines_of(kept)
        if may_write(by, kept, line.pledge.promised_by)
    }
    wanted = {pk: each for pk, each in (pledges or {}).items() if pk in lines}
    if seen:
        terms, wanted = _merged(kept, lines, terms, wanted, seen)
    first, was_first = terms.valid_from, kept.valid_from
    wanted = {pk: _following(lines[pk], each, was_first, first) for pk, each in wanted.items()}
    _can_stand(terms, lines, wanted)
    changes = [set_pledge(lines[pk], each) for pk, each in wanted.items()]
    if any(changes) or terms_of(kept) != terms:
        for name, value in asdict(terms).items():
            setattr(kept, name, value)
        touch(kept, by, at)
    return kept


def _merged(
    letter: Letter, lines: Mapping[int, Pledge], terms: LetterTerms,
    wanted: Mapping[int, PledgeTerms], seen: Seen,
) -> tuple[LetterTerms, dict[int, PledgeTerms]]:  # fmt: skip
    merged, clashes = merge(terms, seen.terms, terms_of(letter))
    pledges = {}
    for pk, each in wanted.items():
        before = seen.pledges.get(pk, each)
        pledges[pk], found = merge(each, before, pledge_terms_of(lines[pk]))
        clashes |= {f"p{pk}-{name}": value for name, value in found.items()}
    if clashes:
        raise ValidationError({name: clash(value) for name, value in clashes.items()})
    return merged, pledges


def _following(pledge: Pledge, typed: PledgeTerms, was_first: date, first: date) -> PledgeTerms:
    """A pledge that began with the letter follows its first day; one carried on keeps its own."""
    if typed.starts_on != pledge.starts_on or pledge.origin_id:
        return typed
    follows = pledge.starts_on == was_first or pledge.starts_on < first
    return replace(typed, starts_on=first) if follows else typed


def _can_stand(
    terms: LetterTerms, lines: Mapping[int, Pledge], wanted: Mapping[int, PledgeTerms]
) -> None:
    faults = dict(date_faults(terms))
    for pk, each in wanted.items():
        found = pledge_faults(each, terms, carries_on=lines[pk].origin_id is not None)
        faults |= {f"p{pk}-{name}": said for name, said in found.items()}
    if faults:
        raise ValidationError(faults)


def discard_letter(letter: Letter, *, by: Actor, at: datetime) -> Organisation:
    """Throw a draft away. The member is back where it was; the history keeps what was written."""
    kept = lock(letter)
    require(by, Verb.DISCARD_LETTER, kept)
    open_for_change(kept)
    pledges = [line.pledge_id for line in kept.lines.all()]
    kept.lines.all().delete()
    kept.comments.all().delete()
    Pledge.objects.filter(pk__in=pledges).delete()
    house = kept.organisation
    kept.delete()
    if house.stage == Stage.DRAFT:
        return move_stage(house, Stage.DIALOGUE, by=by, at=at)
    return house
