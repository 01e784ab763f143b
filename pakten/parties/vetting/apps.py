from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "pakten.parties.vetting"
    label = "vetting"
