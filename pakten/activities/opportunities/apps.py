from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "pakten.activities.opportunities"
    label = "opportunities"
