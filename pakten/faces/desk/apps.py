from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pakten.faces.desk"
    label = "desk"
