"""The short list for one need: who, in which order, and why.

Order: most musts in place; then most of the rest on the way, soonest first; then most of what is
nice to have; then who has waited longest. No sum of points is made, so none can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pakten.activities.matching.marks import (
    Assessor,
    Finding,
    Mark,
    Reason,
    ReasonCode,
    State,
    Value,
    assessors,
    mark,
)
from pakten.activities.matching.needs import Need, RequirementKind, Seeker
from pakten.activities.matching.opens import Change, Sole, changes
from pakten.activities.matching.substitutions import (
    Near,
    Nearness,
    Relation,
    Substitutions,
    nearest,
)

# "Has the most important, or nearly": no more musts than this are missing altogether.
NEARLY = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on the list. `occupation` says why the occupation fits; None if none was asked."""

    seeker: str
    need: Need
    findings: tuple[Finding, ...]
    occupation: Reason | None
    waiting_since: date | None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """One mark per requirement, in the need's order; made when asked for, as few are shown."""
        return tuple(map(mark, self.need.requirements, self.findings))

    def of(self, state: State, *, must: bool = True) -> tuple[Mark, ...]:
        """The marks of the musts (or of the nice-to-haves) that stand like this."""
        return tuple(m for m in self.marks if m.state == state and m.requirement.must == must)

    @property
    def ready(self) -> bool:
        """Every must is in place."""
        return all(m.state == State.HAS for m in self.marks if m.requirement.must)


@dataclass(frozen=True, slots=True)
class Funnel:
    """From all who want to be matched to those listed; each step counts within the one before."""

    seekers: int
    occupation: int
    place: int
    close: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer for one need."""

    need: Need
    candidates: Sequence[Candidate]
    funnel: Funnel
    near: tuple[Near, ...]
    opens: tuple[Change, ...]


class _Judge:
    """A need made ready to judge many seekers."""

    def __init__(self, need: Need, substitutions: Substitutions, today: date) -> None:
        self.need = need
        self.around = substitutions.around(need.occupation, need.occupation_group)
        self.assessors: list[Assessor] = assessors(need, substitutions, today)
        asked = list(enumerate(need.requirements))
        self.musts = [i for i, one in asked if one.must]
        self.nice = [i for i, one in asked if not one.must]
        self.places = [i for i, one in asked if one.must and one.kind == RequirementKind.PLACE]

    def findings(self, seeker: Seeker) -> list[Finding]:
        return [assess(seeker) for assess in self.assessors]

    def fits(self, seeker: Seeker) -> bool:
        """Wants, or has done, this occupation or a near one."""
        around = self.around.keys()
        return (
            not around
            or not around.isdisjoint(seeker.wanted)
            or not around.isdisjoint(seeker.experience)
        )

    def key(self, seeker: Seeker, findings: list[Finding]) -> tuple[int, int, date, int, date, str]:
        has = coming = nice = 0
        ready = date.min
        for place in self.musts:
            state, day = findings[place][0], findings[place][3]
            has += state == 2
            coming += state == 1
            if day is not None and day > ready:
                ready = day
        for place in self.nice:
            nice += findings[place][0]
        return (-has, -coming, ready, -nice, seeker.waiting_since or date.max, seeker.id)

    def candidate(self, seeker: Seeker, findings: list[Finding]) -> Candidate:
        why = _why(self.around, seeker)
        return Candidate(seeker.id, self.need, tuple(findings), why, seeker.waiting_since)


def rank(
    need: Need, seekers: Iterable[Seeker], substitutions: Substitutions, today: date
) -> Ranking:
    """Rank those who may be proposed. Consent, availability and protection are the caller's to see to.

    The order of `seekers` does not matter; equals follow their ids.
    """
    judge, everyone = _Judge(need, substitutions, today), list(seekers)
    fitting = [(seeker, judge.findings(seeker)) for seeker in everyone if judge.fits(seeker)]
    there = [pair for pair in fitting if all(pair[1][place].state for place in judge.places)]
    close = [pair for pair in there if _missing(judge, pair[1]) <= NEARLY]
    close.sort(key=lambda pair: judge.key(*pair))
    soles = [sole for _, findings in fitting if (sole := _sole(judge, findings))]
    return Ranking(
        need=need,
        candidates=tuple(judge.candidate(*pair) for pair in close),
        funnel=Funnel(len(everyone), len(fitting), len(there), len(close)),
        near=substitutions.near(need, everyone),
        opens=changes(need, soles),
    )


def explain(need: Need, seeker: Seeker, substitutions: Substitutions, today: date) -> Candidate:
    """The marks for one person, whether or not the list would hold them."""
    judge = _Judge(need, substitutions, today)
    return judge.candidate(seeker, judge.findings(seeker))


def _missing(judge: _Judge, findings: list[Finding]) -> int:
    return sum(findings[place][0] == 0 for place in judge.musts)


def _sole(judge: _Judge, findings: list[Finding]) -> Sole | None:
    """The one must that is not in place, if it is the only one."""
    unmet = [place for place in judge.musts if findings[place][0] != 2]
    return (unmet[0], findings[unmet[0]]) if len(unmet) == 1 else None


def _why(around: dict[str, Nearness], seeker: Seeker) -> Reason | None:
    """The best reason why the occupation fits: done before wanted, the same before a near one."""
    done, wanted = nearest(around, seeker.experience), nearest(around, seeker.wanted)
    if done and done[1].relation == Relation.SAME:
        years = seeker.experience[done[0]]
        return Reason(ReasonCode.HAS_DONE, {"occupation": done[0], "years": years})
    if wanted and wanted[1].relation == Relation.SAME:
        return Reason(ReasonCode.WANTS, {"occupation": wanted[0]})
    near = done or wanted
    if near is None:
        return None
    key, nearness = near
    params: dict[str, Value] = {"occupation": key, "percent": nearness.percent}
    return Reason(ReasonCode.NEAR_OCCUPATION, {**params, "years": seeker.experience.get(key)})
