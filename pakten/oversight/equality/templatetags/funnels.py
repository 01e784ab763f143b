"""The drawing of a funnel, for any page that has one."""

from django import template

from pakten.oversight.equality.drawings import funnel_chart
from pakten.oversight.equality.rules.funnel import Funnel
from pakten.oversight.reports.charts import BarChart

register = template.Library()


@register.simple_tag
def funnel_drawing(funnel: Funnel) -> BarChart | None:
    """From a proposal to still at work, as bars."""
    return funnel_chart(funnel)
