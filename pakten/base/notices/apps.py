from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "pakten.base.notices"
    label = "notices"
