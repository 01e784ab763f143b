"""A need before it is posted: read from an ad, copied from an earlier one, or for next year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.activities.opportunities.actions.offers import count_offers
from pakten.activities.opportunities.actions.openings import EDITABLE, lock_opening
from pakten.activities.opportunities.contacts import without_contacts
from pakten.activities.opportunities.kinds import kind_of
from pakten.activities.opportunities.models import Opening, Requirement
from pakten.activities.opportunities.needs import missing_in, refuse_state
from pakten.activities.opportunities.reading import Found
from pakten.activities.opportunities.states import (
    OpeningState,
    OwnTerm,
    RequirementKind,
)
from pakten.base.access import Actor, Verb, require
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage

DAYS = frozenset({"starts_on", "ends_on", "apply_by"})
CLOCKS = frozenset({"starts_at", "ends_at"})
# what is read of an ad -> the own term that its wish or must is said of
WISHABLE = {"swedish": OwnTerm.SWEDISH, "years": OwnTerm.YEARS, "times": OwnTerm.TIMES}
LONGEST_AD = 20000


@dataclass(frozen=True, slots=True)
class Begun:
    """What a draft begins with: a kind, and perhaps a title, an ad and what was understood of it."""

    kind: str
    title: str = ""
    ad_text: str = ""
    found: tuple[Found, ...] = ()


def draft_opening(organisation: Organisation, begun: Begun, *, by: Actor, at: datetime) -> Opening:
    """Begin to describe a need. Nobody but the house and the office sees it until it is posted."""
    require(by, Verb.POST_OPENING, organisation)
    if organisation.stage != Stage.ACTIVE:
        raise ValidationError(
            {"organisation": _("Openings are for members with a letter of intent in force.")}
        )
    kind = kind_of(begun.kind)
    opening = Opening(
        pact_id=organisation.pact_id, organisation=organisation, kind=kind.code,
        state=OpeningState.DRAFT, ad_text=begun.ad_text, title=begun.title or str(kind.code.label),
        posted_by_id=cast("int", by.account_id), posted_at=at, saved_at=at,
    )  # fmt: skip
    asked = _understood(opening, begun.found)
    opening.save()
    Requirement.objects.bulk_create(asked)
    return opening


def ad_without_people(text: str) -> str:
    """The ad as we keep it: people's contact details are gone before anything is read or stored."""
    return without_contacts(text.replace("\x00", "").replace("\r\n", "\n"))[:LONGEST_AD]


def _understood(opening: Opening, found: Iterable[Found]) -> list[Requirement]:
    """Put what was understood in place; what was guessed waits for a yes."""
    terms: dict[int, Found] = {}
    asks = kind_of(opening.kind).asks | {"occupation"}
    for one in found:
        column = one.what.partition(":")[0]
        if column == "term":
            terms[int(one.value)] = one
        elif column in asks:
            _put(opening, column, one)
        else:
            continue
        row = {"what": one.what, "from": one.start, "to": one.end}
        opening.reading.append({**row, "guessed": one.guessed, "seen": not one.guessed})
    return _requirements(opening, terms)


def _put(opening: Opening, column: str, found: Found) -> None:
    value: Any = found.value
    if column in DAYS:
        value = date.fromisoformat(value)
    elif column in CLOCKS:
        value = time.fromisoformat(value)
    if column == "times":
        opening.times = [*opening.times, value]
    elif column in {"occupation", "district"}:
        setattr(opening, f"{column}_id", value)
        if column == "occupation" and opening.title == opening.get_kind_display():
            opening.title = opening.ad_text[found.start : found.end].capitalize()[:120]
    else:
        setattr(opening, column, value)
    own = WISHABLE.get(column)
    if own and not found.must and own not in opening.nice:
        opening.nice = [*opening.nice, own]


def _requirements(opening: Opening, terms: dict[int, Found]) -> list[Requirement]:
    known = Concept.objects.in_bulk(list(terms))
    return [
        Requirement(
            pact_id=opening.pact_id, opening=opening, concept=known[pk], must=found.must,
            kind=RequirementKind.LANGUAGE
            if known[pk].kind == ConceptKind.LANGUAGE
            else RequirementKind.SKILL,
        )
        for pk, found in terms.items()
        if pk in known
    ]  # fmt: skip


def publish_opening(opening: Opening, *, by: Actor, at: datetime) -> Opening:
    """Post a draft: from now on people are looked for. Refused while something needed is missing."""
    opening = lock_opening(opening.pk)
    require(by, Verb.PUBLISH_OPENING, opening)
    refuse_state(opening.state, OpeningState.OPEN)
    left = missing_in(opening, timezone.localdate(at))
    if left:
        raise ValidationError({**left})
    opening.state, opening.posted_at, opening.confirmed_at = OpeningState.OPEN, at, at
    opening.posted_by_id = cast("int", by.account_id)
    opening.save()
    count_offers(opening, by=by, at=at)
    return opening


def duplicate_opening(opening: Opening, *, by: Actor, at: datetime) -> Opening:
    """A draft with everything of an earlier opening, without the days that have passed."""
    require(by, Verb.DUPLICATE_OPENING, opening)
    if opening.organisation.stage != Stage.ACTIVE:
        raise ValidationError(_("Openings are for members with a letter of intent in force."))
    return copy_of(opening, timezone.localdate(at), by_id=cast("int", by.account_id), at=at)


def copy_of(opening: Opening, today: date, *, by_id: int, at: datetime, years: int = 0) -> Opening:
    """A draft like the opening, its days moved by whole years; what has passed then is left out."""
    made = Opening(
        pact_id=opening.pact_id, organisation_id=opening.organisation_id,
        state=OpeningState.DRAFT, posted_by_id=by_id, posted_at=at, saved_at=at,
        repeat_of=opening if years else None,
    )  # fmt: skip
    for name in EDITABLE:
        if name != "reading":
            setattr(made, name, getattr(opening, name))
    for name in (*DAYS, "trains_from", "trains_until"):
        day = _later(getattr(opening, name), years)
        setattr(made, name, day if day and day >= today else None)
    made.repeats = bool(years) and opening.repeats
    made.save()
    Requirement.objects.bulk_create(
        Requirement(
            pact_id=row.pact_id, opening=made, kind=row.kind, concept_id=row.concept_id,
            must=row.must, level=row.level, number=row.number,
        )
        for row in opening.requirements.all()
    )  # fmt: skip
    return made


def _later(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
