"""The short list: the need at one side, people at the other, one mark per requirement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray

from pakten.activities.matching import Candidate, Funnel, Need, Substitutions, rank
from pakten.activities.matching.crowd import Candidates, Crowd, CrowdRanking
from pakten.activities.opportunities import besides, explain
from pakten.activities.opportunities.crowd import crowd_of
from pakten.activities.opportunities.explain import Names, Said
from pakten.activities.opportunities.fit import (
    coded_marks,
    named_substitutions_for,
    need_of,
)
from pakten.activities.opportunities.models import Met, Opening, SetAside
from pakten.activities.opportunities.queries.sides import HouseSaid, Saved, Sides, sides_of
from pakten.activities.opportunities.states import PlacementState
from pakten.parties.people.models import Participant

FIRST = 12
MOST = 100  # on one page, and in the log of whom it named; a need for more is narrowed
MOST_KEPT_OUT = 100  # looked at; the twelve first of those who fit are shown
DAYS_A_MONTH = 30.44
Unmet = NDArray[np.int8]
# by how many musts are not in place
TABS: dict[str, Callable[[Unmet], NDArray[np.bool_]]] = {
    "": lambda unmet: unmet >= 0,
    "ready": lambda unmet: unmet == 0,
    "one": lambda unmet: unmet == 1,
    "two": lambda unmet: unmet >= 2,
}
WISHED = "wished"  # the tab of those whom a wish of either side is about


@dataclass(frozen=True, slots=True)
class Row:
    """A person on the list, in words."""

    person: Participant
    has: list[Said]
    todo: list[Said]
    marks: dict[str, int]
    unmet: int
    verdict: str
    waited: str


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Whom the employer asks for, and why the list does not hold the person, if something keeps."""

    said: HouseSaid
    met: str
    person: Participant
    kept: str


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Somebody who would be on the list, and what keeps the person from the place now."""

    person: Participant
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody already asked about this opening, and how far it has come."""

    pk: int
    person: Participant
    state: PlacementState


@dataclass(frozen=True, slots=True)
class Opened:
    """A change of the need, and how many more would have everything in place."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class SavedRow:
    """Somebody saved for later, with the office's note."""

    said: Saved
    person: Participant


@dataclass(frozen=True, slots=True)
class NearRow:
    """A near occupation, both ways."""

    name: str
    percent: int
    back: int | None
    people: int


@dataclass(frozen=True, slots=True)
class Shortlist:
    """All the page shows. `rows` are those of the chosen tab."""

    musts: list[str]
    nice: list[str]
    rows: list[Row]
    counts: dict[str, int]
    funnel: Funnel
    near: list[NearRow]
    opens: list[Opened]
    asked: list[Asked]
    hidden: int
    asked_for: list[AskedFor]
    kept_out: list[KeptOut]
    saved: list[SavedRow]

    def named(self) -> set[int]:
        """Everybody the page names."""
        rows = (self.rows, self.asked, self.asked_for, self.kept_out, self.saved)
        return {row.person.pk for part in rows for row in part}


@dataclass(frozen=True, slots=True)
class Search:
    """An opening beside the crowd: those whom nothing keeps from it, and the others. Three queries."""

    opening: Opening
    need: Need
    today: date
    sides: Sides
    crowd: Crowd
    near: Substitutions
    names: Names

    def free(self) -> CrowdRanking:
        """Rank those who let us look for them and whom nothing keeps from the place."""
        without = {str(person) for person, _opening in self.sides.against}
        return self.crowd.rank(self.need, self.near, self.today, without)

    def kept_out(self) -> list[int]:
        """Who would be on the list if nothing else kept them from it."""
        looked = [str(person) for person in self.sides.kept_out()[:MOST_KEPT_OUT]]
        found = rank(self.need, self.crowd.seekers(looked), self.near, self.today).candidates
        return [int(one.seeker) for one in found[:FIRST]]

    def why(self, person: int) -> str:
        """What keeps a person from the place, in words; empty if nothing does."""
        mark = self.sides.against.get((person, self.opening.pk))
        return besides.in_words(mark) if mark else ""


def search_for(opening: Opening, today: date, saved: QuerySet[SetAside] | None = None) -> Search:
    """All that a list for the opening is made of."""
    need, sides = need_of(opening, today), sides_of([opening], today, saved=saved)
    crowd = crowd_of(opening.pact_id, today)
    near, names = named_substitutions_for(need)
    return Search(opening, need, today, sides, crowd, near, {**names, **explain.terms_of(opening)})


def shortlist_of(
    opening: Opening,
    today: date,
    *,
    tab: str = "",
    everyone: bool = False,
    saved: QuerySet[SetAside] | None = None,
) -> Shortlist:
    """Rank those who seek for an opening and put it in words. Four queries, from the kept crowd."""
    found = search_for(opening, today, saved)
    sides, ranking = found.sides, found.free()
    wished = ranking.candidates.named({str(person) for person in sides.wished()})
    picked = wished if tab == WISHED else _picked(ranking, tab)
    shown = list(picked[: MOST if everyone else FIRST])
    wishes = list(sides.wanted.values())
    kept_out = found.kept_out()
    met = {int(one.seeker) for one in shown}
    met |= {one.person for part in (sides.asked, wishes, sides.saved) for one in part}
    people = Participant.objects.in_bulk(met.union(kept_out))
    names = _names(ranking, shown, found.names)
    asked = [(one.must, explain.requirement(one, names)) for one in found.need.requirements]
    return Shortlist(
        musts=[text for must, text in asked if must],
        nice=[text for must, text in asked if not must],
        # somebody may have been erased a moment ago, after the crowd was asked
        rows=[
            _row(people[int(one.seeker)], one, found, names)
            for one in shown
            if int(one.seeker) in people
        ],
        counts={**_counts(ranking.candidates.unmet), WISHED: len(wished)},
        funnel=ranking.funnel,
        near=[
            NearRow(names.get(n.occupation, n.occupation), n.percent, n.percent_back, n.seekers)
            for n in ranking.near
        ],
        opens=[Opened(explain.change(one, names), one.opens) for one in ranking.opens],
        asked=[Asked(p.pk, people[p.person], PlacementState(p.state)) for p in sides.asked],
        hidden=len(picked) - len(shown),
        asked_for=[
            AskedFor(said, str(Met(said.met).label), people[said.person], found.why(said.person))
            for said in wishes
            if said.person in people
        ],
        kept_out=[KeptOut(people[pk], found.why(pk)) for pk in kept_out if pk in people],
        saved=[SavedRow(s, people[s.person]) for s in sides.saved if s.person in people],
    )


def _picked(ranking: CrowdRanking, tab: str) -> Candidates:
    return ranking.candidates.where(TABS[tab](ranking.candidates.unmet))


def _names(ranking: CrowdRanking, shown: Iterable[Candidate], known: Names) -> Names:
    keys = {asked.key for asked in ranking.need.requirements}
    keys |= {near.occupation for near in ranking.near}
    for candidate in shown:
        keys |= explain.keys_of(coded_marks(candidate))
    return explain.names_of(keys, known)


def _unmet(candidate: Candidate) -> int:
    return sum(mark.state.name != "HAS" for mark in candidate.marks if mark.requirement.must)


def _counts(unmet: Unmet) -> dict[str, int]:
    return {name or "all": int(chosen(unmet).sum()) for name, chosen in TABS.items()}


def _row(person: Participant, candidate: Candidate, found: Search, names: Names) -> Row:
    wishes = found.sides.marks(person.pk, found.opening.pk)
    words = explain.said([*wishes, *coded_marks(candidate)], names)
    asked = [one for one in words if one.kind != "why"]
    return Row(
        person=person,
        has=[one for one in words if one.state == "has"],
        todo=sorted((one for one in words if one.state != "has"), key=lambda one: not one.must),
        marks={s: sum(one.state == s for one in asked) for s in ("has", "coming", "missing")},
        unmet=_unmet(candidate),
        verdict=verdict([one for one in asked if one.must]),
        waited=_waited(candidate.waiting_since, found.today),
    )


def verdict(musts: Iterable[Said]) -> str:
    """How the musts stand, in a few words."""
    states = [one.state for one in musts]
    missing, coming = states.count("missing"), states.count("coming")
    if missing:
        text = ngettext("%(number)d thing is missing", "%(number)d things are missing", missing)
        return text % {"number": missing}
    if coming:
        text = ngettext("%(number)d thing on its way", "%(number)d things on their way", coming)
        return text % {"number": coming}
    return _("Everything in place")


def _waited(since: date | None, today: date) -> str:
    months = int((today - since).days / DAYS_A_MONTH) if since else 0
    if months < 1:
        return _("New this month.")
    text = ngettext("Has waited %(number)d month.", "Has waited %(number)d months.", months)
    return text % {"number": months}
