"""Django's entry to the user interface package."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers templates, tags and static files under the label `ui`."""

    name = "pakten.base.ui"
    label = "ui"
    verbose_name = "User interface"
