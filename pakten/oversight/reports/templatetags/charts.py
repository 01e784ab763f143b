"""Drawing inside a page: `{% load charts %}{{ chart|wide }}{{ chart|narrow }}` and thin share bars."""

from collections.abc import Sequence
from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString

from pakten.oversight.reports.charts import Chart, Share, draw
from pakten.oversight.reports.figures import Kept
from pakten.oversight.reports.pictures import kept_shares

register = template.Library()


@register.filter
def wide(chart: Chart) -> SafeString:
    """The drawing for columns of 40 rem and more."""
    return draw(chart)


@register.filter
def narrow(chart: Chart) -> SafeString:
    """The drawing for phones and narrow columns: its own layout, not a smaller picture."""
    return draw(chart, narrow=True)


class Piece(NamedTuple):
    """A part of a bar of a hundred: numbers as text, so that no language gives them a comma."""

    x: str
    width: str
    tone: str


@register.filter
def pieces(shares: Sequence[Share] | Kept) -> list[Piece]:
    """Where the parts of a thin bar stand. Its words stand beside it."""
    parts = kept_shares(shares) if isinstance(shares, Kept) else shares
    whole = sum(part.value for part in parts) or 1
    found, before = [], 0.0
    for part in parts:
        share = 100 * part.value / whole
        found.append(Piece(f"{before:.2f}", f"{max(share - 0.4, 0):.2f}", part.tone))
        before += share
    return [piece for piece, part in zip(found, parts, strict=True) if part.value]
