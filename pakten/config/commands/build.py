"""What is made from the sources once: translations, byte code, and in production the static files."""

import argparse
import compileall
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management import call_command

from pakten.config.commands import places


def build(words: argparse.Namespace) -> int:
    """Make what is missing or out of date."""
    for source in sorted((places.ROOT / "pakten").rglob("locale/*/LC_MESSAGES/*.po")):
        _compile(source)
    # once for all processes, also where Python is told to write no byte code as it goes
    compileall.compile_dir(places.ROOT / "pakten", quiet=1)
    if places.production():
        places.set_up()
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _compile(source: Path) -> None:
    """Make the .mo of a .po that is newer, aside first, so that none is ever half-written."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
        return
    aside = target.with_suffix(f".new-{os.getpid()}")
    with source.open("rb") as text, aside.open("wb") as made:
        write_mo(made, read_po(text, locale=source.parent.parent.name))
    aside.replace(target)
