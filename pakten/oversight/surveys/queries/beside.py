"""What stands beside the numbers: themes of interviews with how often, and quotes anybody may read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from pakten.base.statistics.suppression import SMALLEST, shown_figure
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import Quote, Theme
from pakten.oversight.surveys.states import Interviewed

MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class SaidQuote:
    """A quote as anybody may read it: the words, and the kind of person who said them."""

    words: LocalText
    role: str
    theme: str


@dataclass(frozen=True, slots=True)
class ThemeBeside:
    """A theme beside a measure. `interviews` is None where fewer than the smallest group spoke of it."""

    theme: Theme
    interviews: int | None
    quotes: list[SaidQuote] = field(default_factory=list)


def approved_quotes(
    *, theme: Theme | None = None, kin: str = "", limit: int = MOST_QUOTES
) -> list[SaidQuote]:
    """Quotes that are public now, the latest first: of a theme, beside a measure, or any. One query."""
    rows = Quote.objects.public().select_related("theme")
    if theme:
        rows = rows.filter(theme=theme)
    if kin:
        rows = rows.filter(theme__kins__contains=[kin])
    return [_said(each) for each in rows.order_by("-approved_on", "-pk")[:limit]]


def _said(quote: Quote) -> SaidQuote:
    return SaidQuote(quote.words, str(Interviewed(quote.said_by).label), str(quote.theme))


def beside(kin: str, smallest: int = SMALLEST, *, quotes: int = 2) -> list[ThemeBeside]:
    """Themes tied to a measure, those most spoken of first. Two queries."""
    return beside_all([kin], smallest, quotes=quotes).get(kin, [])


def beside_all(
    kins: Iterable[str], smallest: int = SMALLEST, *, quotes: int = 2
) -> dict[str, list[ThemeBeside]]:
    """The same for many measures. Two queries, however many."""
    wanted = list(kins)
    themes = sorted(
        counted_themes().filter(kins__overlap=wanted),
        key=lambda each: (-each.interviews, each.position),  # type: ignore[attr-defined]
    )
    said: dict[int, list[SaidQuote]] = {}
    public = Quote.objects.public().filter(theme__in=[each.pk for each in themes])
    for each in public.select_related("theme").order_by("-approved_on", "-pk"):
        if len(said.setdefault(each.theme_id, [])) < quotes:
            said[each.theme_id].append(_said(each))
    found: dict[str, list[ThemeBeside]] = {}
    for theme in themes:
        count = shown_figure(theme.interviews, smallest)  # type: ignore[attr-defined]
        for kin in set(theme.kins) & set(wanted):
            found.setdefault(kin, []).append(ThemeBeside(theme, count, said.get(theme.pk, [])))
    return found


def counted_themes() -> QuerySet[Theme]:
    """Themes in use, with `interviews`: in how many talks each came up."""
    return Theme.objects.current().annotate(
        interviews=Count("tags__passage__interview", distinct=True)
    )
