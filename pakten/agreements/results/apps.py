from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "pakten.agreements.results"
    label = "results"
