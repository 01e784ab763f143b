"""The short list: the need at one side, people at the other, one mark per requirement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray

from pakten.activities.matching import Candidate, Funnel, Need
from pakten.activities.matching.crowd import CrowdRanking
from pakten.activities.opportunities import explain
from pakten.activities.opportunities.crowd import crowd_of
from pakten.activities.opportunities.explain import Names, Said
from pakten.activities.opportunities.fit import (
    coded_marks,
    need_of,
    substitutions_for,
)
from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import OpeningKind, PlacementState
from pakten.parties.people.models import Participant

FIRST = 12
DAYS_A_MONTH = 30.44
Unmet = NDArray[np.int8]
# by how many musts are not in place
TABS: dict[str, Callable[[Unmet], NDArray[np.bool_]]] = {
    "": lambda unmet: unmet >= 0,
    "ready": lambda unmet: unmet == 0,
    "one": lambda unmet: unmet == 1,
    "two": lambda unmet: unmet >= 2,
}
BUSY = (PlacementState.AGREED, PlacementState.STARTED)


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


class Placed(NamedTuple):
    """Somebody who is asked for this already, or is in such a place."""

    pk: int
    opening: int
    person: int
    state: str


def placed_for(opening: Opening) -> list[Placed]:
    """Those whom nobody can propose for the opening, in the order they were asked."""
    kinds = {OpeningKind.JOB, opening.kind}
    rows = Placement.objects.filter(Q(opening=opening) | Q(opening__kind__in=kinds, state__in=BUSY))
    columns = rows.order_by("proposed_at", "pk").values_list(
        "pk", "opening", "participant", "state"
    )
    return [Placed(*row) for row in columns]


def free_for(opening: Opening, need: Need, today: date, placed: Iterable[Placed]) -> CrowdRanking:
    """Rank those who let us look for them and are not among those placed. Two queries."""
    crowd = crowd_of(opening.pact_id, today)
    without = {str(one.person) for one in placed}
    return crowd.rank(need, substitutions_for(need), today, without)


def shortlist_of(
    opening: Opening, today: date, *, tab: str = "", everyone: bool = False
) -> Shortlist:
    """Rank those who seek for an opening and put it in words. Five queries, from the kept crowd."""
    need = need_of(opening, today)
    placed = placed_for(opening)
    ranking = free_for(opening, need, today, placed)
    picked = ranking.candidates.where(TABS[tab](ranking.candidates.unmet))
    shown = list(picked if everyone else picked[:FIRST])
    before = [one for one in placed if one.opening == opening.pk]
    met = {int(one.seeker) for one in shown} | {one.person for one in before}
    people = Participant.objects.in_bulk(met)
    names = _names(ranking, shown, opening)
    asked = [(one.must, explain.requirement(one, names)) for one in need.requirements]
    return Shortlist(
        musts=[text for must, text in asked if must],
        nice=[text for must, text in asked if not must],
        # somebody may have been erased a moment ago, after the crowd was asked
        rows=[
            _row(people[int(one.seeker)], one, names, today)
            for one in shown
            if int(one.seeker) in people
        ],
        counts=_counts(ranking.candidates.unmet),
        funnel=ranking.funnel,
        near=[
            NearRow(names.get(n.occupation, n.occupation), n.percent, n.percent_back, n.seekers)
            for n in ranking.near
        ],
        opens=[Opened(explain.change(one, names), one.opens) for one in ranking.opens],
        asked=[Asked(p.pk, people[p.person], PlacementState(p.state)) for p in before],
        hidden=len(picked) - len(shown),
    )


def _names(ranking: CrowdRanking, shown: Iterable[Candidate], opening: Opening) -> Names:
    keys = {asked.key for asked in ranking.need.requirements}
    keys |= {near.occupation for near in ranking.near}
    for candidate in shown:
        keys |= explain.keys_of(coded_marks(candidate))
    return explain.names_of(keys, explain.place_of(opening))


def _unmet(candidate: Candidate) -> int:
    return sum(mark.state.name != "HAS" for mark in candidate.marks if mark.requirement.must)


def _counts(unmet: Unmet) -> dict[str, int]:
    return {name or "all": int(chosen(unmet).sum()) for name, chosen in TABS.items()}


def _row(person: Participant, candidate: Candidate, names: Names, today: date) -> Row:
    words = explain.said(coded_marks(candidate), names)
    asked = [one for one in words if one.kind != "why"]
    return Row(
        person=person,
        has=[one for one in words if one.state == "has"],
        todo=sorted((one for one in words if one.state != "has"), key=lambda one: not one.must),
        marks={s: sum(one.state == s for one in asked) for s in ("has", "coming", "missing")},
        unmet=_unmet(candidate),
        verdict=verdict([one for one in asked if one.must]),
        waited=_waited(candidate.waiting_since, today),
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
