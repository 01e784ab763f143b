"""What came out of it, in sentences: worked out by rules from shown figures, never written by hand.

Better and worse are told in the same way, and what failed is always said.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pakten.oversight.reports.charts.scale import number
from pakten.oversight.reports.figures import ByActivity, Figures, Headline, Kept, Lead
from pakten.oversight.reports.forecast import Chance

NOTABLE = 0.05  # a difference of less than this part of last year's figure is "about as many"
MONTHS = {
    1: gettext_lazy("January"), 2: gettext_lazy("February"), 3: gettext_lazy("March"),
    4: gettext_lazy("April"), 5: gettext_lazy("May"), 6: gettext_lazy("June"),
    7: gettext_lazy("July"), 8: gettext_lazy("August"), 9: gettext_lazy("September"),
    10: gettext_lazy("October"), 11: gettext_lazy("November"), 12: gettext_lazy("December"),
}  # fmt: skip


def verdict(figures: Figures, kept: Kept) -> list[str]:
    """The finding of the year in two to four sentences."""
    compared = [h for h in figures.headlines if h.more is not None and h.before]
    found = [
        _compared(_("More than last year: {what}."), [h for h in compared if _moved(h) > 0]),
        _compared(_("Fewer than last year: {what}."), [h for h in compared if _moved(h) < 0]),
        _paced(figures.headlines),
        _women(figures.lead),
        _promises(kept),
    ]
    return [sentence for sentence in found if sentence]


def _moved(headline: Headline) -> int:
    """1 for clearly more, -1 for clearly fewer, 0 for about as many."""
    more, before = headline.more or 0, headline.before or 0
    if abs(more) < max(1, NOTABLE * before):
        return 0
    return 1 if more > 0 else -1


def _compared(sentence: str, headlines: Sequence[Headline]) -> str:
    if not headlines:
        return ""
    return sentence.format(what=listed(_small(str(h.measure.name)) for h in headlines))


def _small(name: str) -> str:
    """A name inside a sentence; an abbreviation keeps its capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def listed(names: Iterable[str]) -> str:
    """a, b and c."""
    *first, last = names
    if not first:
        return last
    return _("{first} and {last}").format(first=", ".join(first), last=last)


def _paced(headlines: Iterable[Headline]) -> str:
    judged = [h.on_plan for h in headlines if h.on_plan is not None]
    if not judged:
        return ""
    done, whole = sum(judged), len(judged)
    if done == whole:
        return ngettext("The goal is on plan.", "All {n} goals are on plan.", whole).format(n=whole)
    return _("{done} of {n} goals are on plan, {late} are not.").format(
        done=done, n=whole, late=whole - done
    )


def _women(lead: Lead | None) -> str:
    if lead is None:
        return ""
    split = lead.headline.by_gender
    women = split.cells.get("woman")
    if women is None or not split.total or split.total < 30:
        return ""
    return _("Of those in “{what}”, {share} % are women.").format(
        what=_small(str(lead.headline.measure.name)), share=round(100 * women / split.total)
    )


def _promises(kept: Kept) -> str:
    if not kept.due or kept.share is None:
        return ""
    if kept.kept == kept.due:
        return _("Every promise that was due was kept.")
    return _("{share} % of the promises that were due were kept, {rest} of {due} were not.").format(
        share=round(100 * kept.share), rest=kept.due - kept.kept, due=kept.due
    )


def month_name(month: int) -> str:
    """A month as it stands in a sentence; nothing for none."""
    return str(MONTHS[month]) if month else ""


def lead_title(lead: Lead) -> str:
    """The finding over the line chart."""
    headline, month = lead.headline, month_name(lead.month)
    name, count = headline.measure.name, number(headline.until or 0)
    if headline.until is None or not month:
        return f"{name}: {headline.words}"
    if headline.more is None:
        return _("{what}: {n} to the end of {month}").format(what=name, n=count, month=month)
    sentence = (
        _("{what}: {n} to the end of {month}, {more} more than last year")
        if headline.more > 0
        else _("{what}: {n} to the end of {month}, {fewer} fewer than last year")
        if headline.more < 0
        else _("{what}: {n} to the end of {month}, as many as last year")
    )
    return sentence.format(
        what=name, n=count, month=month, more=number(headline.more), fewer=number(-headline.more)
    )


def goal_in_words(lead: Lead) -> list[str]:
    """Will the goal be reached? With the range and what it rests on."""
    likely = lead.forecast
    if likely is None:
        return [
            _(
                "There is too little behind us to say: a year needs thirty people before its seasons tell anything."
            )
        ]
    opening = {
        Chance.LIKELY: _("Yes, probably."),
        Chance.UNSURE: _("It may go either way."),
        Chance.UNLIKELY: _("Probably not."),
        None: "",
    }[likely.chance]
    range_ = _("The year is likely to end between {low} and {high}.").format(
        low=number(likely.low), high=number(likely.high)
    )
    season = _(
        "Last year {share} % had come by the end of {month}. The range assumes that the rest of the year is like the years before, and leaves room for chance nine times in ten."
    ).format(share=round(100 * likely.share), month=month_name(lead.month))
    goal = _("The goal is {target}.").format(target=number(likely.target)) if likely.target else ""
    return [" ".join(part for part in (opening, range_, goal) if part), season]


def activities_title(lead: Lead, found: ByActivity) -> str:
    """The finding over the bars by activity."""
    now = {name: figures.get(lead.year) for name, figures in found.rows}
    whole = sum(figure or 0 for figure in now.values())
    if len(now) < 2:
        return _("{what}, year by year").format(what=lead.headline.measure.name)
    if None in now.values() or not whole:
        return _("{what}, by activity and year").format(what=lead.headline.measure.name)
    first = max(now, key=lambda name: now[name] or 0)
    return _("{activity} stands for {share} % of “{what}” this year").format(
        activity=first,
        share=round(100 * (now[first] or 0) / whole),
        what=_small(str(lead.headline.measure.name)),
    )
