from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "pakten.oversight.annual"
    label = "annual"
