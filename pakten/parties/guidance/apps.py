from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "pakten.parties.guidance"
    label = "guidance"
