"""Django's own commands."""

import argparse

from django.core.management import execute_from_command_line


def manage(words: argparse.Namespace) -> int:
    """Hand the words over to Django."""
    execute_from_command_line(["pakten manage", *words.words])
    return 0
