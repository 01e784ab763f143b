"""Public figures, all through the one door of `shown`; right at the next page view after a deed.

"The same time last year" is told in whole months: a sum up to a day would cut a month in two, and
could be subtracted from it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q

from pakten.agreements.commitments.models import LetterLine, in_force_on
from pakten.agreements.results.states import Dimension, Evidence
from pakten.oversight.reports.charts import Share, Spark
from pakten.oversight.reports.figures import (
    ActivityMembers,
    ByActivity,
    Figures,
    Headline,
    Lead,
    Line,
    Members,
    Number,
    Year,
    together,
)
from pakten.oversight.reports.forecast import forecast
from pakten.oversight.reports.gathering import Rolled, Series
from pakten.oversight.reports.shown import ShownFigures, labels_of, series, shown_figures
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Activity, Measure
from pakten.parties.pacts.queries import targets_of

YEARS_SHOWN = 7
_SPLITS = (Dimension.MONTH, Rolled.QUARTER, Dimension.GENDER, Dimension.EVIDENCE)
_STRONGEST = ((Evidence.REGISTER, "s1"), (Evidence.CONFIRMED, "s2"), (Evidence.SELF_REPORTED, "s3"))


def headline_figures(
    today: date, smallest: int, every: Mapping[str, Series] | None = None
) -> Figures:
    """The measures the pact is judged by. At most five queries.

    `every`: what `series()` gave, where the caller has asked already.
    """
    every = series() if every is None else every
    kins = [kin for kin, each in every.items() if is_headline(each, today)]
    year, month = today.year, today.month - 1
    span = [year - 2, year - 1, year]
    shown = shown_figures(span, _SPLITS, smallest=smallest, kins=kins, every=every)
    aims = {aim.kin: aim.quantity for aim in targets_of(kins, [year]) if aim.is_total}
    headlines = tuple(_headline(k, shown, aims.get(k), today, smallest) for k in kins)
    return Figures(today, month, headlines, _lead(headlines, shown, today))


def public_figures(today: date, smallest: int) -> Figures:
    """The headlines, and every measure this year and last. At most eight queries."""
    every = series()
    figures = headline_figures(today, smallest, every)
    shown = shown_figures([today.year - 1, today.year], [], smallest=smallest, every=every)
    return Figures(
        today, figures.month, figures.headlines, figures.lead, tuple(_lines(shown, today))
    )


def _lines(shown: ShownFigures, today: date) -> Iterable[Line]:
    for kin, each in shown.series.items():
        now, before = (shown.total(kin, y) for y in (today.year, today.year - 1))
        nothing = now in {0, None} and before in {0, None} and bool(each.formula)
        if is_valid(each.measure, today) and not nothing and (now, before) != (0, 0):
            yield Line(each.measure, now, before)


def is_valid(measure: Measure, today: date) -> bool:
    """Whether a definition is in force."""
    begun = measure.valid_from is None or measure.valid_from <= today
    return begun and (measure.valid_to is None or measure.valid_to >= today)


def is_headline(each: Series, today: date) -> bool:
    """Whether a measure in force stands first on the results page."""
    return each.measure.is_headline and is_valid(each.measure, today)


def _headline(
    kin: str, shown: ShownFigures, target: int | None, today: date, smallest: int
) -> Headline:
    each, year = shown.series[kin], today.year
    count = shown.total(kin, year)
    until, before = _compared(kin, shown, today)
    pace = 1.0 if each.measure.is_share else share_of_year(today)
    return Headline(
        measure=each.measure,
        target=target,
        count=count,
        until=until,
        before=before,
        by_gender=shown.get(kin, year, Dimension.GENDER),
        sources=() if each.formula else _sources(kin, year, shown),
        plan=target * pace if target else None,
        spark=_spark(kin, shown, target, today),
        smallest=smallest,
    )


def _compared(kin: str, shown: ShownFigures, today: date) -> tuple[Number | None, Number | None]:
    """January to the last whole month, this year and last. Shares are compared by the year."""
    year, month = today.year, today.month - 1
    if shown.series[kin].measure.is_share:
        return shown.total(kin, year), shown.total(kin, year - 1)
    if not month:
        return None, None
    return shown.until(kin, year, month), shown.until(kin, year - 1, month)


def _sources(kin: str, year: int, shown: ShownFigures) -> tuple[Share, ...]:
    """Parts by strength of evidence; hidden ones are one part without a name of its own."""
    split = shown.get(kin, year, Dimension.EVIDENCE)
    labels = labels_of(Dimension.EVIDENCE)
    parts = [
        Share(labels[code.value], float(split.cells.get(code.value) or 0), tone)
        for code, tone in _STRONGEST
    ]
    rest = split.hidden_together
    if split.total is None or (split.hides and rest is None):
        return ()
    hidden = [labels[c.value] for c, _t in _STRONGEST if split.cells.get(c.value, 0) is None]
    named = [part for part in parts if part.value]
    return (*named, Share(together(hidden), float(rest), "before")) if rest else tuple(named)


def _spark(kin: str, shown: ShownFigures, target: int | None, today: date) -> Spark | None:
    """The whole quarters of two years."""
    values: list[Number | None] = []
    for year in (today.year - 1, today.year):
        cells = shown.get(kin, year, Rolled.QUARTER).cells
        last = 4 if year < today.year else (today.month - 1) // 3
        values += [cells.get(f"{year}-Q{q}", 0) for q in range(1, last + 1)]
    if len([v for v in values if v]) < 3:
        return None
    goal = target if shown.series[kin].measure.is_share else target / 4 if target else None
    return Spark(str(shown.series[kin].measure.name), values, goal)


def _lead(headlines: Iterable[Headline], shown: ShownFigures, today: date) -> Lead | None:
    """The first headline that counts deeds of persons, month by month through three years."""
    counted = [h for h in headlines if h.measure.per_person and not h.measure.formula]
    if not counted:
        return None
    lead, month = counted[0], today.month - 1
    years = tuple(_year(lead, y, shown, today) for y in range(today.year - 2, today.year + 1))
    known = [y for y in years if any(y.until.values()) or y.total]
    before = [(y.until.get(month), _whole(y.total)) for y in reversed(years[:-1])]
    likely = forecast(_whole(lead.until), before, lead.target) if month >= 3 else None
    return Lead(lead, years, month, likely) if known else None


def _whole(figure: Number | None) -> int | None:
    return None if figure is None else int(figure)


def _year(lead: Headline, year: int, shown: ShownFigures, today: date) -> Year:
    last = 12 if year < today.year else today.month - 1
    kin = lead.measure.kin
    until = {m: shown.until(kin, year, m) for m in range(1, last + 1)}
    return Year(year, until, shown.total(kin, year))


def by_activity(lead: Lead, smallest: int) -> ByActivity:
    """The lead measure by activity, year by year. At most six queries."""
    measure = lead.headline.measure
    years = tuple(range(lead.year - YEARS_SHOWN + 1, lead.year + 1))
    shown = shown_figures(years, [Rolled.ACTIVITY], smallest=smallest, kins=[measure.kin])
    found = {y: shown.get(measure.kin, y, Rolled.ACTIVITY).cells for y in years}
    begun = tuple(y for y in years if any(n is None or n for n in found[y].values()))
    rows = [
        (name, {y: found[y].get(pk, 0) for y in years if y >= begun[0]})
        for pk, name in labels_of(Rolled.ACTIVITY).items()
        if begun and any(found[y].get(pk, 0) != 0 for y in begun)
    ]
    versions = shown.series[measure.kin].versions
    changed = [v.valid_from.year for v in versions[1:] if v.valid_from]
    broken = changed[-1] if changed and begun and begun[0] < changed[-1] <= lead.year else None
    shown_years = tuple(y for y in years if begun and y >= begun[0])
    return ByActivity(shown_years, tuple(rows), broken)


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
