"""Rooms stay small enough to be read in one sitting."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pakten"
CODE = [f for f in PACKAGE.rglob("*.py") if "migrations" not in f.parts]
TEMPLATES = list(PACKAGE.rglob("templates/**/*.html"))
FILE, FUNCTION, MEDIAN, TEMPLATE, COMPONENT, ROOM = 400, 50, 10, 120, 40, 25


def lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def functions(file: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            found.append((f"{file.relative_to(ROOT)}:{node.name}", length))
    return found


def test_files_are_short() -> None:
    assert {str(f.relative_to(ROOT)): n for f in CODE if (n := lines(f)) > FILE} == {}


def test_functions_are_short() -> None:
    every = [found for file in CODE for found in functions(file)]
    assert {name: n for name, n in every if n > FUNCTION} == {}
    assert median(n for _, n in every) <= MEDIAN


def test_templates_and_components_are_short() -> None:
    long = {}
    for file in TEMPLATES:
        most = COMPONENT if "cotton" in file.parts else TEMPLATE
        if (n := lines(file)) > most:
            long[str(file.relative_to(ROOT))] = n
    assert long == {}


def test_rooms_have_few_files() -> None:
    crowded = {
        str(room.relative_to(ROOT)): n
        for room in {f.parent for f in CODE}
        if (n := len(list(room.glob("*.py")))) > ROOM
    }
    assert crowded == {}
