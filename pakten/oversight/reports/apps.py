from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "pakten.oversight.reports"
    label = "reports"
