from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "pakten.oversight.analysis"
    label = "analysis"
