from django.apps import AppConfig


class PactsConfig(AppConfig):
    name = "pakten.parties.pacts"
    label = "pacts"
