from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "pakten.activities.rounds"
    label = "rounds"
