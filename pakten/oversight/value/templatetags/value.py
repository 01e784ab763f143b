"""Whether the model is turned on, for the tabs of the results pages."""

from django import template
from django.urls import reverse

from pakten.oversight.value.models import ValueModel

register = template.Library()


@register.simple_tag
def value_address() -> str:
    """The address of the public page; nothing where the city has not turned the model on."""
    return reverse("results_value") if ValueModel.objects.published().exists() else ""
