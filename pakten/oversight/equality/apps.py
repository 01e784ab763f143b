from django.apps import AppConfig


class EqualityConfig(AppConfig):
    name = "pakten.oversight.equality"
    label = "equality"
