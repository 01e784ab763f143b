from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "pakten.oversight.privacy"
    label = "privacy"
