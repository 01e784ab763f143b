from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "pakten.agreements.events"
    label = "events"
