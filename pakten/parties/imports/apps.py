from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "pakten.parties.imports"
    label = "imports"
