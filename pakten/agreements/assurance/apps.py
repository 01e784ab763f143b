from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "pakten.agreements.assurance"
    label = "assurance"
