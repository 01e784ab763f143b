from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "pakten.oversight.surveys"
    label = "surveys"
