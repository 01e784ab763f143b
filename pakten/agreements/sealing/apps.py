from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "pakten.agreements.sealing"
    label = "sealing"
