"""`pakten report annual`: what it writes, and its one line when it cannot."""

import shutil
import subprocess
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from pakten.config.commands import report
from pakten.config.refusal import Refusal
from tests.factories.annual import LAST, AnnualWorld
from tests.factories.world import TODAY, inside


@pytest.fixture
def world(db: None) -> AnnualWorld:
    made = AnnualWorld(slug="exempel")
    with inside(made.pact, made.writer):
        return made.fill()


def made(file: Path, **words: Any) -> int:
    given = {"year": LAST, "member": None, "lang": "en", "pact": "exempel", "output": file}
    return report.annual(Namespace(**{**given, **words}))


def read(file: Path) -> str:
    """The text as a reader of PDF finds it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    done = subprocess.run([program, "-layout", str(file), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_report_annual_says_the_locked_figures(
    world: AnnualWorld, tmp_path: Path, capsys: Any
) -> None:
    with inside(world.pact, world.writer):
        world.written()
    file = tmp_path / "report.pdf"
    assert made(file) == 0
    assert capsys.readouterr().out == f"{file}: the locked figures of {LAST}, edition 1\n"
    text = read(file)
    assert "Target 120. 50 more than" in text
    assert "Hired 40 60 40 %" in text


def test_report_annual_marks_a_running_year(
    world: AnnualWorld, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "report.pdf"
    assert made(file, year=TODAY.year) == 0
    assert capsys.readouterr().out == f"{file}: the figures of {TODAY.year} so far, not locked\n"
    assert f"Figures so far, {TODAY}" in read(file)


def test_report_annual_of_a_member(world: AnnualWorld, tmp_path: Path) -> None:
    file = tmp_path / "member.pdf"
    assert made(file, year=TODAY.year, member=world.house.number) == 0
    assert world.house.name in read(file)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, f"The figures of {LAST} are not locked."),
        ({"year": 1999}, "There is no report on 1999"),
        ({"year": TODAY.year + 1}, "There is no report on"),
        ({"member": "556"}, "There is no member with the number “556”"),
        ({"pact": "none"}, "There is no pact “none”"),
        ({"output": Path("/nowhere/report.pdf")}, "/nowhere: there is no such folder."),
    ],
)
def test_report_annual_refuses(
    world: AnnualWorld, tmp_path: Path, words: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        made(words.pop("output", tmp_path / "report.pdf"), **words)
    assert str(refused.value).startswith(said)
    assert list(tmp_path.iterdir()) == []
