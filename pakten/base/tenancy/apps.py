from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "pakten.base.tenancy"
    label = "tenancy"
