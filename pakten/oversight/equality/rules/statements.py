"""What may be said in words, and how surely. The rules choose; nobody writes the sentences by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from pakten.base.statistics.intervals import Z95
from pakten.oversight.equality.rules.goals import OwnGoal
from pakten.oversight.equality.rules.outcomes import Outcome
from pakten.oversight.equality.rules.reach import Reached, share_of_target
from pakten.oversight.equality.states import Certainty, Gap

MOST = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing we know, think or do not know."""

    certainty: Certainty
    title: str
    text: str

    @property
    def dots(self) -> int:
        """How many of three dots are filled."""
        return {Certainty.SURE: 3, Certainty.LIKELY: 2}.get(self.certainty, 0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "Does the pact reach women and men alike?", and why."""

    answer: str
    because: tuple[str, ...]


def verdict_of(
    jobs: Reached | None,
    before: Reached | None,
    goals: Iterable[OwnGoal],
    others: Iterable[Reached | Outcome] = (),
) -> Verdict:
    """Yes or no by those who began a job; then whether it changes, then the women's own goals.

    A sure difference among the `others` makes of "as far as we can see" a "not in everything".
    """
    because, elsewhere = [], _elsewhere(others)
    if jobs is None or not jobs.has_rates:
        answer = _("We do not know yet.")
        because.append(
            _("We have not written down how many women and men there are in the target group.")
            if jobs is not None
            else _("Nobody has begun a job yet.")
        )
    elif jobs.share_of_women is None:
        answer = _("We do not know yet.")
        because.append(_("Too few have begun a job to be counted as women and men."))
    else:
        answer = (
            _("Not in everything.")
            if jobs.gap == Gap.CHANCE and elsewhere
            else _ANSWERS[jobs.gap]()
        )
        because.append(
            _(
                "Women are {target} of the target group and {reached} of those who began a job."
            ).format(
                target=_percent(share_of_target(jobs.of_women, jobs.of_men)),
                reached=_percent(jobs.share_of_women),
            )
        )
        because += [s for s in (_chance(jobs.gap), _change(jobs, before), elsewhere) if s]
    because += [
        _("{outlook} for {whom} this year.").format(outlook=goal.outlook, whom=goal.whom)
        for goal in list(goals)[:1]
        if goal.is_told
    ]
    return Verdict(answer, tuple(because))


def _percent(share: int) -> str:
    return f"{share}\N{NO-BREAK SPACE}%"


def _no_women() -> str:
    return _("No, not yet.")


def _no_men() -> str:
    return _("No, men are reached less.")


def _alike() -> str:
    return _("As far as we can see.")


def _unknown() -> str:
    return _("We do not know yet.")


_ANSWERS = {
    Gap.WOMEN_LESS: _no_women,
    Gap.MEN_LESS: _no_men,
    Gap.CHANCE: _alike,
    Gap.UNKNOWN: _unknown,
}


def _elsewhere(others: Iterable[Reached | Outcome]) -> str:
    """The first sure difference that is not about jobs, and how many more there are."""
    sure = [s.title for s in map(_of_either, others) if s and s.certainty == Certainty.SURE]
    if not sure:
        return ""
    if len(sure) == 1:
        return _("One difference is sure. {what}.").format(what=sure[0])
    return _("{n} differences are sure, among them: {what}.").format(n=len(sure), what=sure[0])


def _of_either(row: Reached | Outcome) -> Statement | None:
    return _of_reach(row) if isinstance(row, Reached) else _of_outcome(row)


def _chance(gap: Gap) -> str:
    return _("The difference may be chance.") if gap == Gap.CHANCE else ""


def _change(now: Reached, before: Reached | None) -> str:
    """Whether the distance from an equal share has changed since last year, where that is sure.

    The shares of women are two independent proportions; their distances to each year's target
    differ for sure when the difference is more than 1.96 of its standard deviation.
    """
    if before is None or not before.has_rates or not now.women or not now.men:
        return ""
    if not before.women or not before.men:
        return ""
    gaps, spread = [], 0.0
    for each in (before, now):
        women, men = each.women, each.men
        if women is None or men is None or not women.count + men.count:
            return ""
        share = women.count / (women.count + men.count)
        gaps.append(abs(share - each.of_women / (each.of_women + each.of_men)))
        spread += share * (1 - share) / (women.count + men.count)
    if not spread or abs(gaps[1] - gaps[0]) <= Z95 * sqrt(spread):
        return ""
    if gaps[1] < gaps[0]:
        return _("The difference is smaller than last year.")
    return _("The difference is larger than last year.")


def statements_of(
    reach: Iterable[Reached], outcomes: Iterable[Outcome], goals: Iterable[OwnGoal]
) -> list[Statement]:
    """At most four: what is sure first, always something we do not know where there is any."""
    every = [
        *(s for s in map(_of_reach, reach) if s),
        *(s for s in map(_of_outcome, outcomes) if s),
        *(s for s in map(_of_goal, list(goals)[:1]) if s),
    ]
    order = list(Certainty)
    every.sort(key=lambda s: order.index(s.certainty))
    unknown = [s for s in every if s.certainty == Certainty.UNKNOWN]
    known = [s for s in every if s.certainty != Certainty.UNKNOWN]
    kept = known[: MOST - min(len(unknown), 1)]
    return [*kept, *unknown[: MOST - len(kept)]]


def _of_reach(row: Reached) -> Statement | None:
    if row.gap == Gap.WOMEN_LESS:
        title = _("{what}: fewer women than men").format(what=row.label)
        return Statement(Certainty.SURE, title, row.words)
    if row.gap == Gap.MEN_LESS:
        title = _("{what}: fewer men than women").format(what=row.label)
        return Statement(Certainty.SURE, title, row.words)
    if row.gap == Gap.CHANCE and row.words:
        title = _("{what}: as many women as men?").format(what=row.label)
        told = _("{rates} The difference may be chance.").format(rates=row.words)
        return Statement(Certainty.UNKNOWN, title, told)
    return None


def _of_outcome(row: Outcome) -> Statement | None:
    if row.women is None or row.men is None:
        return None
    told = _("{women} of 100 women and {men} of 100 men work or study {months} months later.")
    text = told.format(women=row.women.per_100, men=row.men.per_100, months=row.months)
    if row.gap == Gap.WOMEN_LESS:
        title = _("{what}: fewer women at work afterwards").format(what=row.label)
        return Statement(Certainty.SURE, title, text)
    if row.gap == Gap.MEN_LESS:
        title = _("{what}: fewer men at work afterwards").format(what=row.label)
        return Statement(Certainty.SURE, title, text)
    title = _("{what}: does it give women and men as much?").format(what=row.label)
    told = _("{shares} The difference is so small that it may be chance.")
    return Statement(Certainty.UNKNOWN, title, told.format(shares=text))


def _of_goal(goal: OwnGoal) -> Statement | None:
    if not goal.is_told:
        return None
    text = _("{n} so far.").format(n=goal.so_far)
    if goal.range and goal.certainty != Certainty.SURE:
        text = _("{n} so far. {low}–{high} when the year is over, if its rest is like last year’s.")
        text = text.format(n=goal.so_far, low=goal.range[0], high=goal.range[1])
    title = _("{what}, {whom}: {outlook}").format(
        what=goal.measure.name, whom=goal.whom, outlook=_lower(goal.outlook)
    )
    return Statement(goal.certainty, title, text)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
