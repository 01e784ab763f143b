from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "pakten.faces.api"
    label = "api"
