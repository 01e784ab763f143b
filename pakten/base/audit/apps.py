from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "pakten.base.audit"
    label = "audit"
