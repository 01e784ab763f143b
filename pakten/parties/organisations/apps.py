from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "pakten.parties.organisations"
    label = "organisations"
