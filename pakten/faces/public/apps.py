from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "pakten.faces.public"
    label = "public"
