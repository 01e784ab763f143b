"""Anybody's instance: read, answered exactly, and refused in one line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pakten.activities.matching.instances import UnreadableInstance, read_instance

SMALL = {
    "left": [{"id": "a", "capacity": 2}, {"id": "b"}],
    "right": [{"id": "x"}, {"id": "y"}, {"id": "z", "capacity": 0}],
    "edges": [["a", "x", 0.1], ["a", "y", 0.2], ["b", "x", 0.25], ["b", "z", 9]],
}


def solve(tmp_path: Path, text: str, *words: str) -> "subprocess.CompletedProcess[str]":
    file = tmp_path / "round.json"
    file.write_text(text)
    command = [sys.executable, "-m", "pakten.config.cli", "match", "solve", str(file), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_match_solve_answers_exactly(tmp_path: Path) -> None:
    done = solve(tmp_path, json.dumps(SMALL), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "pairs": [["a", "y", 0.2], ["b", "x", 0.25]],
        "total": 0.45,
        "bound": 0.45,
        "optimal": True,
    }
    assert '"total": 0.45,' in done.stdout


def test_match_solve_stable_says_what_the_best_would_be(tmp_path: Path) -> None:
    edges = [["a", "x", 4], ["a", "y", 3], ["b", "x", 3]]
    ends = {"left": [{"id": "a"}, {"id": "b"}], "right": [{"id": "x"}, {"id": "y"}]}
    done = solve(tmp_path, json.dumps({**ends, "edges": edges}), "--stable", "--json")
    assert json.loads(done.stdout) == {
        "pairs": [["a", "x", 4]], "total": 4, "bound": 6, "optimal": False
    }  # fmt: skip


def test_match_solve_reads_well_for_people(tmp_path: Path) -> None:
    done = solve(tmp_path, json.dumps(SMALL))
    said = "2 pairs, total 0.45, no total is above 0.45: optimal"
    assert done.stdout.splitlines() == ["a\ty\t0.2", "b\tx\t0.25", said]


def test_match_solve_keeps_a_pair_on_one_line_whatever_the_names(tmp_path: Path) -> None:
    odd = {"left": [{"id": "a\n\t"}], "right": [{"id": "å"}], "edges": [["a\n\t", "å", 1]]}
    done = solve(tmp_path, json.dumps(odd))
    assert done.stdout.splitlines()[:-1] == ['"a\\n\\t"\tå\t1']


@pytest.mark.parametrize("empty", [{"left": [], "right": [], "edges": []}, {**SMALL, "edges": []}])
def test_match_solve_answers_an_empty_or_impossible_instance(
    tmp_path: Path, empty: dict[str, Any]
) -> None:
    done = solve(tmp_path, json.dumps(empty), "--json")
    found = {"pairs": [], "total": 0, "bound": 0, "optimal": True}
    assert (done.returncode, json.loads(done.stdout)) == (0, found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"left": 1, "right": [], "edges": []}',
        '{"left": [{"id": "a"}, {"id": "a"}], "right": [], "edges": []}',
        '{"left": [{"id": "a", "capacity": -1}], "right": [], "edges": []}',
        '{"left": [{"id": "a", "capacity": 1.5}], "right": [], "edges": []}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "c", 1]]}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "b"]]}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "b", "7"]]}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "b", NaN]]}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "b", 1e999]]}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a","b",1],["a","b",2]]}',
        '{"left": [{"id": true}], "right": [], "edges": []}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "b", 1e99999999999999999999]]}',
        '{"left": [{"id": "a"}], "right": [{"id": "b"}], "edges": [["a", "b", 1e40]]}',
        '{"left": [{"id": "a"}], "left": [], "right": [], "edges": []}',
        '{"left": [{"id": "\\ud800"}], "right": [], "edges": []}',
    ],
)
def test_read_instance_refuses_in_one_line(text: str) -> None:
    with pytest.raises(UnreadableInstance) as refusal:
        read_instance(text)
    assert len(str(refusal.value).splitlines()) == 1


def test_match_solve_of_a_malformed_file_is_one_line_and_code_2(tmp_path: Path) -> None:
    done = solve(tmp_path, '{"left": []')
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    missing = subprocess.run(
        [sys.executable, "-m", "pakten.config.cli", "match", "solve", str(tmp_path / "no.json")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)
