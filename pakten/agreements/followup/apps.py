from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "pakten.agreements.followup"
    label = "followup"
