from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "pakten.agreements.commitments"
    label = "commitments"
