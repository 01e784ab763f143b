from django.apps import AppConfig


class ValueConfig(AppConfig):
    name = "pakten.oversight.value"
    label = "value"
