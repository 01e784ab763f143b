"""Public figures. Four queries give them all; they are right at the next page view after a deed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from pakten.agreements.commitments.models import LetterLine, Pledge, in_force_on
from pakten.agreements.commitments.states import EndReason, Party
from pakten.agreements.results.models import Cell, Outcome
from pakten.agreements.results.queries import with_done
from pakten.agreements.results.states import Dimension
from pakten.base.statistics.states import Gender
from pakten.base.statistics.suppression import Shown, shown_figure, suppress, told_apart
from pakten.oversight.reports.figures import (
    ActivityMembers,
    Figures,
    Headline,
    Kept,
    Line,
    Members,
    Year,
    YearByYear,
)
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Activity, Measure
from pakten.parties.pacts.queries import targets_of

YEARS_SHOWN = 7
KEPT_WITHIN = timedelta(days=730)
_READ = (Dimension.TOTAL, Dimension.MONTH, Dimension.GENDER, Dimension.EVIDENCE)


@dataclass
class _Tally:
    """Sums of one measure: by year, and for this year by gender and by evidence."""

    years: Counter[int] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    evidence: Counter[str] = field(default_factory=Counter)
    same_time: int = 0


def public_figures(today: date, smallest: int) -> Figures:
    """The figures of the pact of the running context today. Four queries."""
    measures = list(
        Measure.objects.select_related("activity").order_by("activity__position", "position")
    )
    tallies = _tallies(today)
    in_force = [m for m in measures if _is_valid(m, today)]
    chosen = tuple(m for m in in_force if m.is_headline)
    aimed = targets_of([m.kin for m in chosen], [today.year])
    aims = {each.kin: each.quantity for each in aimed if each.is_total}
    return Figures(
        today=today,
        headlines=tuple(
            _headline(m, tallies[m.kin], aims.get(m.kin), today, smallest) for m in chosen
        ),
        years=_year_by_year(chosen, tallies, today, smallest),
        lines=tuple(
            _line(m, tallies[m.kin], today, smallest) for m in in_force if tallies[m.kin].years
        ),
    )


def _tallies(today: date) -> defaultdict[str, _Tally]:
    """Every sum that is needed, by measure in all its versions. Two queries.

    Whole years are read from the cells, which the ledger keeps as it is written; only the month
    that "the same time last year" cuts in two is summed from the ledger itself.
    """
    day = _same_day(today, today.year - 1)
    begun = f"{day:%Y-%m}"
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    cells = Cell.objects.filter(
        year__gt=today.year - YEARS_SHOWN, year__lte=today.year, dimension__in=_READ
    )
    for kin, year, dimension, value, count in cells.values_list(
        "measure__kin", "year", "dimension", "value", "quantity"
    ):
        tally = tallies[kin]
        if dimension == Dimension.TOTAL:
            tally.years[year] += count
        elif dimension == Dimension.MONTH:
            tally.same_time += count if year == day.year and value < begun else 0
        elif year == today.year:
            into = tally.genders if dimension == Dimension.GENDER else tally.evidence
            into[value or Gender.UNSTATED] += count
    for kin, count in _in_month_until(day):
        tallies[kin].same_time += count
    return tallies


def _in_month_until(day: date) -> Iterable[tuple[str, int]]:
    rows = Outcome.objects.order_by().filter(occurred_on__range=(day.replace(day=1), day))
    return rows.values_list("measure__kin").annotate(count=Sum("quantity"))


def _headline(
    measure: Measure, tally: _Tally, target: int | None, today: date, smallest: int
) -> Headline:
    count = tally.years[today.year]
    genders = {code: tally.genders[code] for code in (Gender.WOMAN, Gender.MAN)}
    if tally.genders[Gender.UNSTATED]:
        genders[Gender.UNSTATED] = tally.genders[Gender.UNSTATED]
    return Headline(
        measure=measure,
        target=target,
        count=_shown(measure, count, smallest),
        before=_shown(measure, tally.same_time, smallest),
        by_gender=suppress({code.value: n for code, n in genders.items()}, smallest),
        sources={key: n / count for key, n in tally.evidence.items()} if count >= smallest else {},
        plan=target * share_of_year(today) if target else None,
    )


def _line(measure: Measure, tally: _Tally, today: date, smallest: int) -> Line:
    now, before = tally.years[today.year], tally.years[today.year - 1]
    return Line(measure, _shown(measure, now, smallest), _shown(measure, before, smallest))


def _year_by_year(
    measures: tuple[Measure, ...], tallies: defaultdict[str, _Tally], today: date, smallest: int
) -> YearByYear:
    people = [m for m in measures if m.per_person]
    years = sorted({year for m in people for year, n in tallies[m.kin].years.items() if n})
    by_year = {year: {m.pk: tallies[m.kin].years[year] for m in people} for year in years}
    return YearByYear(
        measures=tuple(people),
        years=tuple(
            Year(year, _shown_year(cells, year, today, smallest), is_running=year == today.year)
            for year, cells in by_year.items()
        ),
        same_time_last_year=told_apart(
            {m.pk: tallies[m.kin].same_time for m in people}, smallest
        ).total,
    )


def _shown_year(cells: dict[int, int], year: int, today: date, smallest: int) -> Shown[int]:
    """This year and last stand measure by measure on other pages, so nothing may be told by both."""
    return (told_apart if year >= today.year - 1 else suppress)(cells, smallest)


def _shown(measure: Measure, figure: int, smallest: int) -> int | None:
    """Persons are counted under the smallest group; meetings, letters and courses are not persons."""
    return shown_figure(figure, smallest) if measure.per_person else figure


def _is_valid(measure: Measure, today: date) -> bool:
    begun = measure.valid_from is None or measure.valid_from <= today
    return begun and (measure.valid_to is None or measure.valid_to >= today)


def _same_day(today: date, year: int) -> date:
    """The same day of another year; the 28th for a leap day."""
    return today.replace(year=year, day=28 if (today.month, today.day) == (2, 29) else today.day)


def share_of_year(today: date) -> float:
    """How much of the year has gone when the day is over."""
    days = (date(today.year + 1, 1, 1) - date(today.year, 1, 1)).days
    return today.timetuple().tm_yday / days


def members_in_force(today: date) -> Members:
    """How many organisations have a letter in force, and how many of them joined this year."""
    counted = Organisation.objects.filter(stage=Stage.ACTIVE).aggregate(
        all=Count("pk"), new=Count("pk", filter=Q(member_since__year=today.year))
    )
    return Members(in_force=counted["all"], new_this_year=counted["new"])


def activities_with_members(today: date) -> list[ActivityMembers]:
    """The activities in force, each with the members that have a promise in it."""
    counts = dict(
        LetterLine.objects.order_by()
        .filter(in_force_on(today, "letter__"))
        .values_list("pledge__measure__activity")
        .annotate(members=Count("letter__organisation", distinct=True))
    )
    return [ActivityMembers(a, counts.get(a.pk, 0)) for a in Activity.objects.on(today)]


def due_pledges(today: date) -> QuerySet[Pledge]:
    """Signed promises that should have been kept by now, of the last 24 months, with `done`."""
    signed = LetterLine.objects.filter(pledge=OuterRef("pk"), letter__active_from__isnull=False)
    # What a new letter took the place of before the day came is not asked for any more.
    signed = signed.exclude(
        letter__end_reason=EndReason.REPLACED, letter__ended_on__lt=OuterRef("due_on")
    )
    due = Pledge.objects.filter(Exists(signed), due_on__lt=today, due_on__gte=today - KEPT_WITHIN)
    return with_done(due)


def kept_promises(today: date) -> dict[str, Kept]:
    """How many of the due promises were kept, by who promised ("member", "city"). One query."""
    kept = Q(done__gte=F("quantity"))
    counted = (
        due_pledges(today)
        .order_by()
        .aggregate(
            **{party.value: Count("pk", filter=Q(promised_by=party)) for party in Party},
            **{
                f"{party.value}_kept": Count("pk", filter=kept & Q(promised_by=party))
                for party in Party
            },
        )
    )
    return {p.value: Kept(counted[p.value], counted[f"{p.value}_kept"]) for p in Party}


def kept_by_member(organisation_ids: Iterable[int], today: date) -> dict[int, Kept]:
    """How many of their own due promises some members kept. One query."""
    due: Counter[int] = Counter()
    kept: Counter[int] = Counter()
    rows = due_pledges(today).filter(
        promised_by=Party.MEMBER, organisation__in=list(organisation_ids)
    )
    for organisation_id, quantity, done in rows.values_list("organisation_id", "quantity", "done"):  # type: ignore[misc]
        due[organisation_id] += 1
        kept[organisation_id] += done >= quantity
    return {pk: Kept(due[pk], kept[pk]) for pk in due}
