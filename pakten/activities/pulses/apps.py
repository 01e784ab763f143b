from django.apps import AppConfig


class PulsesConfig(AppConfig):
    name = "pakten.activities.pulses"
    label = "pulses"
