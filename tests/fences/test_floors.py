"""Imports go down only, and stand at the top of the file."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(f for f in (ROOT / "pakten").rglob("*.py") if "migrations" not in f.parts)
FORBIDDEN_NAMES = {"utils", "common", "core", "helpers", "misc", "tasks"}


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def late_imports(file: Path) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{inner.lineno}"
        for outer in ast.walk(ast.parse(file.read_text()))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def test_imports_stand_at_the_top() -> None:
    assert [place for file in CODE for place in late_imports(file)] == []


def test_rooms_have_names_that_say_something() -> None:
    bad = [f for f in CODE if FORBIDDEN_NAMES & {f.stem, f.parent.name}]
    assert bad == []


def test_no_signals() -> None:
    users = [
        f for f in CODE if "django.dispatch" in f.read_text() or "models.signals" in f.read_text()
    ]
    assert users == []


def test_every_package_says_what_it_owns() -> None:
    rooms = [f for f in CODE if f.name == "__init__.py" and len(f.relative_to(ROOT).parts) == 4]
    silent = [f.parent.name for f in rooms if not ast.get_docstring(ast.parse(f.read_text()))]
    assert [r for r in silent if r not in {"management"}] == []
