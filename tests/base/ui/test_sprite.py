"""The icons weigh on every page: their outlines are told in steps, and end where they did."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

BUILD = Path(__file__).resolve().parents[3] / "assets" / "build.py"


@pytest.fixture(scope="module")
def build() -> Any:
    spec = importlib.util.spec_from_file_location("pakten_assets_build", BUILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("outline", "steps"),
    [
        ("M12.75 5C12.75 4.58 12.41 4.25 12 4.25V17.18Z", "m12.75 5c0-.42-.34-.75-.75-.75v12.93z"),
        # after the end of one outline the next is told from where that one began
        ("M4 4H20V20ZM5 5L6.50 7Z", "m4 4h16v16zm1 1l1.5 2z"),
        # more points after the first are lines
        ("M1 1 2 2 4 4Z", "m1 1 1 1 2 2z"),
        ("M12 3C13 3 14 4 14 5C14 6 13 7 12 7Z", "m12 3c1 0 2 1 2 2c0 1-1 2-2 2z"),
    ],
)
def test_outline_is_told_in_steps(build: Any, outline: str, steps: str) -> None:
    assert build.relative(outline) == steps


def test_outline_of_another_kind_stops_the_build(build: Any) -> None:
    with pytest.raises(KeyError):
        build.relative("M1 1A1 1 0 0 1 2 2Z")
