"""Django's handle on the package."""

from django.apps import AppConfig


class TermsConfig(AppConfig):
    """Shared reference data, the same for every pact."""

    name = "pakten.base.terms"
    label = "terms"
    default_auto_field = "django.db.models.BigAutoField"
