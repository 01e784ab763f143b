"""The short list turned round: the places that suit one person, with every reason and obstacle."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pakten.activities.matching import Candidate, State, explain
from pakten.activities.opportunities import explain as words
from pakten.activities.opportunities.explain import Names, Said
from pakten.activities.opportunities.fit import (
    coded_marks,
    need_of,
    seekers_of,
    substitutions_for_all,
)
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.queries.shortlist import BUSY, verdict
from pakten.activities.opportunities.states import FOR_ONE_PERSON, LIVE, TAKES_SEAT, OpeningState
from pakten.base.access import Actor
from pakten.parties.people.models import Participant

NEARLY = 2  # no more musts than this are missing altogether
FIRST = 12
Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """An opening beside the person, in words."""

    opening: Opening
    has: list[Said]
    todo: list[Said]
    marks: dict[str, int]
    verdict: str
    free: int


@dataclass(frozen=True, slots=True)
class Door:
    """One missing thing, and how many places it alone keeps shut."""

    text: str
    opens: int


@dataclass(frozen=True, slots=True)
class Fitting:
    """All the page shows."""

    places: list[Place]
    doors: list[Door]
    looked_at: int
    hidden: int


def openings_for(
    person: Participant, actor: Actor, today: date, *, everyone: bool = False
) -> Fitting:
    """The open places that suit a person, the nearest first. At most a dozen queries."""
    rows = {str(row.pk): row for row in _open_to(person, actor)}
    needs = [need_of(row, today) for row in rows.values()]
    seeker = seekers_of([person], today)[0]
    near = substitutions_for_all(needs)
    every = [explain(need, seeker, near, today) for need in needs]
    fits = [one for one in every if _fits(one) and _missing(one) <= NEARLY]
    fits.sort(key=lambda one: _order(one, rows[one.need.id]))
    shown = fits if everyone else fits[:FIRST]
    soles = _soles(fits)
    names = _names(shown, soles)
    return Fitting(
        places=[_place(one, rows[one.need.id], names) for one in shown],
        doors=_doors(soles, names), looked_at=len(rows), hidden=len(fits) - len(shown),
    )  # fmt: skip


def _open_to(person: Participant, actor: Actor) -> list[Opening]:
    """Open places for one person each, with a seat left, that the person is not asked about."""
    mine = list(
        Placement.objects.filter(participant=person).values_list(
            "opening_id", "opening__kind", "state"
        )
    )
    busy = {kind for _pk, kind, state in mine if state in BUSY}
    rows = (
        Opening.objects.visible_to(actor)
        .filter(state=OpeningState.OPEN, kind__in=FOR_ONE_PERSON - busy)
        .exclude(pk__in=[pk for pk, _kind, state in mine if state in LIVE])
        .select_related("organisation", "district", "occupation__parent")
        .prefetch_related("requirements__concept", "placements")
    )  # fmt: skip
    return [row for row in rows if _free(row) > 0]


def _free(opening: Opening) -> int:
    return opening.seats - sum(each.state in TAKES_SEAT for each in opening.placements.all())


def _fits(one: Candidate) -> bool:
    """Wants or knows this work or a near one; who has wished for nothing may look at all."""
    asked = one.need.occupation or one.need.occupation_group
    return one.occupation is not None or not asked


def _musts(one: Candidate) -> list[State]:
    return [mark.state for mark in one.marks if mark.requirement.must]


def _missing(one: Candidate) -> int:
    return _musts(one).count(State.MISSING)


def _order(one: Candidate, opening: Opening) -> tuple[int, int, int, date, int]:
    """Fewest missing, fewest on the way, most wishes met, then the first day nearest."""
    wishes = sum(m.state == State.HAS for m in one.marks if not m.requirement.must)
    day = opening.apply_by or opening.starts_on or date.max
    return (_missing(one), _musts(one).count(State.ON_THE_WAY), -wishes, day, opening.pk)


def _soles(fits: Iterable[Candidate]) -> Counter[Key]:
    """The one must that is not in place, of the places where it is the only one."""
    found: Counter[Key] = Counter()
    for one in fits:
        unmet = [m.requirement for m in one.marks if m.requirement.must and m.state != State.HAS]
        if len(unmet) == 1:
            asked = unmet[0]
            found[(asked.kind.value, asked.key, asked.level, asked.number)] += 1
    return found


def _names(shown: Iterable[Candidate], soles: Iterable[Key]) -> Names:
    keys = {key for _kind, key, _level, _number in soles}
    for one in shown:
        keys |= words.keys_of(coded_marks(one))
    return words.names_of(keys)


def _doors(soles: Counter[Key], names: Names) -> list[Door]:
    return [Door(words.thing(*key, names=names), number) for key, number in soles.most_common(3)]


def _place(one: Candidate, opening: Opening, names: Names) -> Place:
    said = words.said(coded_marks(one), names)
    asked = [each for each in said if each.kind != "why"]
    return Place(
        opening=opening,
        has=[each for each in said if each.state == "has"],
        todo=sorted((e for e in said if e.state != "has"), key=lambda each: not each.must),
        marks={s: sum(each.state == s for each in asked) for s in ("has", "coming", "missing")},
        verdict=verdict([each for each in asked if each.must]),
        free=_free(opening),
    )
