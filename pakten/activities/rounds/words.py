"""A round's codes in words: what stopped somebody and what could help, who got a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pakten.activities.matching.fairness import Rate
from pakten.activities.matching.score import TermCode
from pakten.activities.opportunities import explain
from pakten.activities.rounds.models import Round, RoundFairness, RoundUnmatched
from pakten.activities.rounds.states import RoundState, Stopped
from pakten.base.statistics.intervals import newcombe
from pakten.base.statistics.states import AgeBand, Gender
from pakten.parties.pacts.models import District, TargetGroup

SPLITS = {
    "gender": gettext_lazy("Women and men"),
    "age": gettext_lazy("Age"),
    "target_group": gettext_lazy("Target group"),
    "district": gettext_lazy("District"),
}
GENDERS = {
    Gender.WOMAN.value: gettext_lazy("Women"),
    Gender.MAN.value: gettext_lazy("Men"),
    Gender.UNSTATED.value: gettext_lazy("Not stated"),
}
# why somebody is without, where no must of a place stands in the way
_WORK = gettext_lazy("No place in the round is of the work that is wished for or known.")
_MUST = gettext_lazy("No place in the round asks for what is in place today.")
WITHOUT = {
    **dict.fromkeys(Stopped, _MUST),
    Stopped.WORK: _WORK,
    Stopped.TAKEN: gettext_lazy("Fits at %(place)s. It went to somebody whom it fits even better."),
    Stopped.LIMIT: gettext_lazy("Fits at %(place)s. They take no more people in this round."),
    Stopped.ASKED: gettext_lazy(
        "Fits only what was asked about before, or is in such a place now."
    ),
    Stopped.DECIDED: gettext_lazy("A no in this round, and no other place that fits."),
}
# what gives points
TERMS = {
    TermCode.PLACED: gettext_lazy("A place at all"),
    TermCode.WANTED: gettext_lazy("The work is wished for, or near to it"),
    TermCode.DONE: gettext_lazy("The work has been done before, or work near to it"),
    TermCode.ASKED: gettext_lazy("What the place asks for is in place or on the way"),
    TermCode.MORE_SWEDISH: gettext_lazy("More Swedish than is asked for"),
    TermCode.WAY_TO_WORK: gettext_lazy("A short way to work"),
    TermCode.HOURS: gettext_lazy("Hours close to those wished for"),
    TermCode.START: gettext_lazy("Can start on the day"),
    TermCode.WAITED: gettext_lazy("Has waited long"),
    TermCode.WANTED_BY: gettext_lazy("The employer has asked for the person"),
    TermCode.ASKED_FOR_PLACE: gettext_lazy("The person has asked for this very place"),
    TermCode.WENT_WITHOUT: gettext_lazy("Was without a proposal in the last round"),
}
MOST_NAMES = 2
Labels = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What could help, as a link to where it is done."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A group on the panel. `tone` is low when the group surely fares worse than the rest."""

    name: str
    pool: int
    of_100: int
    low: bool
    at: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A way of dividing: its lines, or none where too few would be told of."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence of the verdict: fine, or something to look at."""

    title: str
    text: str
    fine: bool


def stages(each: Round) -> list[dict[str, Any]]:
    """The three steps, for the line under the heading."""
    state = RoundState(each.state)
    reviewed = state in (RoundState.PUBLISHING, RoundState.PUBLISHED)
    solved = each.solved_at and timezone.localdate(each.solved_at)
    ended = each.ended_at and timezone.localdate(each.ended_at)
    return [
        {"label": _("What goes in"), "date": timezone.localdate(each.made_at), "state": "done"},
        {
            "label": _("Review the proposal"), "date": solved,
            "state": "done" if reviewed else "now",
        },
        {
            "label": _("Publish"), "date": ended if reviewed else None,
            "state": "done" if state == RoundState.PUBLISHED else "now" if reviewed else "next",
        },
    ]  # fmt: skip


def labels() -> Labels:
    """What every group is called. Two queries."""
    found = {("gender", code): str(name) for code, name in GENDERS.items()}
    found |= {("age", code): str(name) for code, name in AgeBand.choices}
    found |= {("target_group", g.code): str(g.name) for g in TargetGroup.objects.all()}
    return found | {("district", d.code): str(d.name) for d in District.objects.all()}


def rates_of(split: Mapping[str, Any]) -> list[Rate]:
    """The stored rates of a split."""
    return [Rate(tuple(r["names"]), r["got"], r["pool"]) for r in split["rates"]]


def name_of(split: str, rate: Rate, names: Labels) -> str:
    """The group's name; several small ones by name while they are few."""
    told = [names.get((split, code), code) for code in rate.names]
    if len(told) <= MOST_NAMES:
        return _(" and ").join(told)
    text = ngettext("%(number)d group", "%(number)d groups together", len(told))
    return text % {"number": len(told)}


def of_100(share: float) -> int:
    """So many of a hundred."""
    return round(share * 100)


def differs(rate: Rate, report: RoundFairness) -> int:
    """Below the rest (-1) or above (1) by more than chance would give; else 0."""
    got, pool = report.got - rate.got, report.pool - rate.pool
    if not pool:
        return 0
    interval = newcombe(rate.got, rate.pool, got, pool)
    return -1 if interval.high < 0 else int(interval.low > 0)


def panels(report: RoundFairness, names: Labels) -> list[Panel]:
    """The dots of the panel, beside the line of all."""
    return [
        Panel(
            str(SPLITS[split["name"]]),
            [
                Line(
                    name_of(split["name"], rate, names), rate.pool, of_100(rate.share),
                    differs(rate, report) < 0, 6 + rate.share * 108,
                )
                for rate in rates_of(split)
            ],
        )
        for split in report.splits
    ]  # fmt: skip


def findings(report: RoundFairness, names: Labels) -> list[Finding]:
    """In words: women and men first, then every group that surely fares worse."""
    found = []
    everyone = of_100(report.got / report.pool) if report.pool else 0
    for split in report.splits:
        rates = rates_of(split)
        if split["name"] == "gender" and len(rates) > 1:
            found += _women_and_men(rates, report)
        for rate in rates:
            if differs(rate, report) < 0 and split["name"] != "gender":
                title = _("%(group)s: a lower chance.")
                text = _("%(rate)d of 100, against %(all)d for all. It is hardly chance.")
                told = {"rate": of_100(rate.share), "all": everyone}
                group = name_of(split["name"], rate, names)
                found.append(Finding(title % {"group": group}, text % told, fine=False))
    if not any(not each.fine for each in found):
        text = _("The differences between the other groups may be chance.")
        found.append(Finding(_("No group stands out."), text, fine=True))
    return found


def _women_and_men(rates: list[Rate], report: RoundFairness) -> list[Finding]:
    by_name = {rate.names: rate for rate in rates}
    women, men = by_name.get((Gender.WOMAN.value,)), by_name.get((Gender.MAN.value,))
    if women is None or men is None:
        return []
    told = {"women": of_100(women.share), "men": of_100(men.share)}
    text = _("Of 100 women %(women)d got a proposal, of 100 men %(men)d.") % told
    if differs(women, report) < 0:
        sure = _("It is hardly chance.")
        return [Finding(_("Women have a lower chance."), f"{text} {sure}", fine=False)]
    if differs(men, report) < 0:
        sure = _("It is hardly chance.")
        return [Finding(_("Men have a lower chance."), f"{text} {sure}", fine=False)]
    chance = _("The difference may be chance.")
    title = _("Women and men have about the same chance.")
    return [Finding(title, f"{text} {chance}", fine=True)]


def what_stopped(row: RoundUnmatched, names: explain.Names) -> str:
    """Why somebody is without a proposal, in a sentence or two."""
    place = f"{row.opening.title}, {row.opening.organisation.name}" if row.opening else ""
    if row.mark:
        (said,) = explain.said([row.mark], names)
        near = _("Nearest: %(place)s.") % {"place": place} if place else ""
        return f"{said.text}. {near}".strip()
    return str(WITHOUT[Stopped(row.stopped)]) % {"place": place}


def what_helps(row: RoundUnmatched) -> Remedy:
    """What could help, and where it is done."""
    person, opening = row.participant, row.opening
    at_person = reverse("see_person", args=[person.pk])
    name = person.given_name
    match row.stopped:
        case Stopped.LANGUAGE:
            return Remedy(_("Plan more Swedish with %(name)s") % {"name": name}, at_person)
        case Stopped.TRAVEL:
            url = f"{reverse('see_openings')}?state=open&district={person.district_id}"
            return Remedy(_("Look for nearer places"), url)
        case Stopped.WORK:
            return Remedy(_("Look for a member with such work"), reverse("see_register"))
        case Stopped.SKILL | Stopped.DECIDED | Stopped.ASKED:
            return Remedy(_("Talk to %(name)s about the next step") % {"name": name}, at_person)
    if opening is None:
        return Remedy(_("Talk to %(name)s about the next step") % {"name": name}, at_person)
    house, place = opening.organisation.name, reverse("see_opening", args=[opening.pk])
    ask = {
        Stopped.HOURS.value: _("Ask %(house)s about other hours"),
        Stopped.START.value: _("Ask %(house)s about a later start"),
        Stopped.TAKEN.value: _("Ask %(house)s about one more place"),
        Stopped.LIMIT.value: _("Ask %(house)s about one more place"),
    }
    return Remedy(ask[row.stopped] % {"house": house}, place)


def what_changed(each: Round) -> str:
    """What the last count changed, after decisions."""
    told = each.changes
    if not told:
        return ""
    difference = told["after"] - told["before"]
    stands = ngettext(
        "%(number)d proposal stands.", "%(number)d proposals stand.", told["stand"]
    ) % {"number": told["stand"]}
    new = ngettext("%(number)d is new.", "%(number)d are new.", told["new"]) % {
        "number": told["new"]
    }
    return f"{_sum_of(difference, told['after'])} {stands} {new if told['new'] else ''}".strip()


def _sum_of(difference: int, total: int) -> str:
    values = {"by": abs(difference), "total": f"{total:,}".replace(",", "\u00a0")}
    if difference < 0:
        return _("Your decisions lower the total by %(by)d, to %(total)s.") % values
    if difference > 0:
        return _("The total rises by %(by)d, to %(total)s.") % values
    return _("Your decisions cost nothing: the total is still %(total)s.") % values
