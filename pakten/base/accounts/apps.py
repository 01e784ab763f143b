from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pakten.base.accounts"
    label = "accounts"
