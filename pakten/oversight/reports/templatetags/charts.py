"""Drawing a chart inside a page: `{% load charts %}{{ chart|wide }}{{ chart|narrow }}`."""

from django import template
from django.utils.safestring import SafeString

from pakten.oversight.reports.charts import Chart, draw

register = template.Library()


@register.filter
def wide(chart: Chart) -> SafeString:
    """The drawing for columns of 40 rem and more."""
    return draw(chart)


@register.filter
def narrow(chart: Chart) -> SafeString:
    """The drawing for phones and narrow columns: its own layout, not a smaller picture."""
    return draw(chart, narrow=True)
