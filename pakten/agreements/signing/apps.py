from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "pakten.agreements.signing"
    label = "signing"
