"""No text is left untranslated, and no page carries scripts, styles or addresses of its own."""

import re
from pathlib import Path

import pytest

from pakten.config.messages import LANGUAGES, Found, asked_in, collect, missing, read_catalogue

PACKAGE = Path(__file__).resolve().parents[2] / "pakten"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
FILLED = re.compile(r"%\(\w+\)|\{\w*\}")


def texts(found: list[Found]) -> set[str]:
    return {f"{one.place}: {one.text}" for one in found}


def test_swedish_is_complete() -> None:
    assert texts(missing("sv", collect())) == set()


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "sv"])
def test_each_language_is_complete_where_it_is_read(language: str) -> None:
    found = collect()
    assert len(asked_in(language, found)) > 50
    assert texts(missing(language, found)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_translation_holds_what_is_filled_in(language: str) -> None:
    wrong = []
    for entry in read_catalogue(language):
        source = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        asked = {name for each in source for name in FILLED.findall(each)}
        words = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        for each in words:
            held = set(FILLED.findall(each))
            if not held <= asked or (isinstance(entry.id, str) and held != asked):
                wrong.append((entry.id, each))
    assert wrong == []


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each not in ("sv", "en")])
def test_no_language_is_filled_with_the_words_of_swedish(language: str) -> None:
    """Names and codes are the same everywhere; whole catalogues are not. Somali once held Swedish."""
    ours, theirs = read_catalogue("sv"), read_catalogue(language)
    pairs = [(ours.get(entry.id), entry.string) for entry in theirs if entry.id]
    same = [words for one, words in pairs if one and one.string == words]
    assert len(same) <= len(pairs) * 0.05


def test_no_singular_has_two_plurals() -> None:
    """They would share one entry, and the one that fits the other is shown in English."""
    plurals: dict[str, set[str]] = {}
    for one in collect():
        if isinstance(one.text, tuple):
            plurals.setdefault(one.text[0], set()).add(one.text[1])
    assert {one: each for one, each in plurals.items() if len(each) > 1} == {}


def find(pattern: str) -> list[str]:
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{file.relative_to(PACKAGE)}: {match[0]}"
        for file in TEMPLATES
        for match in wanted.finditer(file.read_text())
    ]


def test_no_inline_script_or_style() -> None:
    assert find(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=\"|javascript:") == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert (
        find(r"(src|srcset|action|poster)=\"(https?:)?//[^\"]+|<link[^>]+href=\"(https?:)?//") == []
    )


def test_templates_ask_no_permission_by_name() -> None:
    assert find(r"has_perm|perms\.") == []
