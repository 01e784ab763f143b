"""No text is left untranslated, and no page carries scripts, styles or addresses of its own."""

import re
from pathlib import Path

from pakten.config.messages import Found, collect, missing

PACKAGE = Path(__file__).resolve().parents[2] / "pakten"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
NEWCOMER = re.compile(
    r"faces/public/|parties/people/(states|models|templates/people/(own|my|consent))"
    r"|base/ui/templates/(base/(page|public|person|plain)|cotton)|base/accounts/"
    r"|templates/desk/participant|opportunities/templates/opportunities/(own|proposal)"
)
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def texts(found: list[Found]) -> set[str]:
    return {f"{one.place}: {one.text}" for one in found}


def test_swedish_is_complete() -> None:
    assert texts(missing("sv", collect())) == set()


def test_arabic_is_complete_where_newcomers_and_visitors_read() -> None:
    theirs = [one for one in collect() if NEWCOMER.search(one.place)]
    assert len(theirs) > 50
    assert texts(missing("ar", theirs)) == set()


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
