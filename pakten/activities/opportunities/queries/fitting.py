"""The short list turned round: the places that suit one person, with every reason and obstacle."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from pakten.activities.matching import Candidate, State, explain
from pakten.activities.opportunities import explain as words
from pakten.activities.opportunities.besides import BUSY_CODES, in_words
from pakten.activities.opportunities.explain import Names, Said
from pakten.activities.opportunities.fit import (
    coded_marks,
    need_of,
    seekers_of,
    substitutions_for_all,
)
from pakten.activities.opportunities.models import Opening, PlaceWish, Requirement
from pakten.activities.opportunities.queries.shortlist import verdict
from pakten.activities.opportunities.queries.sides import Sides, sides_of
from pakten.activities.opportunities.states import FOR_ONE_PERSON, TAKES_SEAT, OpeningState
from pakten.base.access import Actor, Verb
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
    choice: int  # where the place stands among the person's choices, from 1; 0: not chosen


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
    chosen: list[PlaceWish]
    refused: list[PlaceWish]
    busy: list[str]  # what else the person is in, where it leaves places out


def openings_for(
    person: Participant, actor: Actor, today: date, *, everyone: bool = False, to_you: bool = False
) -> Fitting:
    """The open places that suit a person, the nearest first. At most fifteen queries."""
    every_row = _open_to(person, actor)
    sides = sides_of(every_row, today, [person.pk])
    rows = {str(row.pk): row for row in every_row if (person.pk, row.pk) not in sides.against}
    needs = [need_of(row, today) for row in rows.values()]
    seeker = seekers_of([person], today)[0]
    near = substitutions_for_all(needs)
    every = [explain(need, seeker, near, today) for need in needs]
    fits = [one for one in every if _fits(one) and _missing(one) <= NEARLY]
    fits.sort(key=lambda one: _order(one, rows[one.need.id]))
    shown = fits if everyone else fits[:FIRST]
    soles = _soles(fits)
    names = _names(shown, soles)
    wishes = said_of_places(person, actor)
    told = _Telling(person, sides, names, to_you)
    return Fitting(
        places=[told.place(one, rows[one.need.id]) for one in shown],
        doors=_doors(soles, names), looked_at=len(rows), hidden=len(fits) - len(shown),
        chosen=[one for one in wishes if one.rank], refused=[one for one in wishes if not one.rank],
        busy=sorted({in_words(m) for m in sides.against.values() if m["code"] in BUSY_CODES}),
    )  # fmt: skip


def said_of_places(person: Participant, actor: Actor) -> list[PlaceWish]:
    """What the person has said of places, the choices first, the first choice before the others."""
    rows = PlaceWish.objects.visible_to(actor).filter(participant=person)
    return list(rows.select_related("opening__organisation").order_by("rank", "pk"))


def _open_to(person: Participant, actor: Actor) -> list[Opening]:
    """Open places for one person each, with a seat left: for the person all those of the pact."""
    rows = Opening.objects.all()
    if person.pk not in actor.where(Verb.SEE_OWN_PLACES, "person"):
        rows = Opening.objects.visible_to(actor)
    rows = (
        rows.filter(state=OpeningState.OPEN, kind__in=FOR_ONE_PERSON)
        .select_related("organisation", "district", "occupation__parent")
        .prefetch_related(
            Prefetch("requirements", Requirement.objects.select_related("concept")), "placements"
        )
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


@dataclass(frozen=True, slots=True)
class _Telling:
    """To whom, and with which names, places are told of."""

    person: Participant
    sides: Sides
    names: Names
    to_you: bool

    def place(self, one: Candidate, opening: Opening) -> Place:
        wishes = self.sides.marks(self.person.pk, opening.pk)
        said = words.said([*wishes, *coded_marks(one)], self.names, to_you=self.to_you)
        asked = [each for each in said if each.kind != "why"]
        return Place(
            opening=opening,
            has=[each for each in said if each.state == "has"],
            todo=sorted((e for e in said if e.state != "has"), key=lambda each: not each.must),
            marks={s: sum(each.state == s for each in asked) for s in ("has", "coming", "missing")},
            verdict=verdict([each for each in asked if each.must]),
            free=_free(opening),
            choice=self.sides.chosen.get((self.person.pk, opening.pk), 0),
        )
