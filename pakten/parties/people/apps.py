from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pakten.parties.people"
    label = "people"
