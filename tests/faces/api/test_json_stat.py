"""JSON-stat 2: a cube that a statistical tool can read, checked against the format's own rules."""

from math import prod
from typing import Any

import pytest

from tests.faces.api.conftest import LAST_YEAR, World

CUBES = ["/data/years.px.json", "/data/months.px.json", "/data/keeping.px.json"]


def check(cube: dict[str, Any]) -> None:
    """What json-stat.org/full demands of a dataset."""
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    assert len(cube["id"]) == len(cube["size"]) == len(cube["dimension"])
    assert prod(cube["size"]) == len(cube["value"])
    for code, size in zip(cube["id"], cube["size"], strict=True):
        category = cube["dimension"][code]["category"]
        assert len(category["index"]) == len(set(category["index"])) == size
        assert set(category["label"]) == set(category["index"])
    for role, codes in cube["role"].items():
        assert role in {"time", "geo", "metric"}
        assert set(codes) <= set(cube["id"])
    for place in cube["status"]:
        assert cube["value"][int(place)] is None


def at(cube: dict[str, Any], **wanted: str) -> tuple[object, object]:
    """The value and the status of one combination."""
    place = 0
    for code, size in zip(cube["id"], cube["size"], strict=True):
        place = place * size + cube["dimension"][code]["category"]["index"].index(wanted[code])
    return cube["value"][place], cube["status"].get(str(place))


@pytest.mark.parametrize("address", CUBES)
def test_cubes_follow_the_format(world: World, address: str) -> None:
    check(world.get(address).json())


def test_cube_marks_hidden_figures_and_shows_the_rest(world: World) -> None:
    cube = world.get("/data/years.px.json").json()
    where = {"measure": world.hires.kin, "year": str(LAST_YEAR)}
    assert at(cube, **where, group="total:total") == (16, None)
    assert at(cube, **where, group="gender:man") == (None, "c")
    assert at(cube, **where, group="gender:woman") == (None, "c")


def test_cube_of_one_measure_has_its_split_as_groups(world: World) -> None:
    cube = world.get(
        f"/data/figures/{world.hires.kin}.px.json?split=gender&year={LAST_YEAR}"
    ).json()
    check(cube)
    assert cube["dimension"]["group"]["category"]["index"] == ["woman", "man"]
    assert cube["role"] == {"metric": ["measure"], "time": ["year"]}


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "Hires of Ytterby"), ("sv", "Hires of Ytterby (sv)")]
)
def test_cube_is_labelled_in_the_asked_language(world: World, lang: str, word: str) -> None:
    response = world.get(f"/data/years.px.json?lang={lang}")
    measure = response.json()["dimension"]["measure"]["category"]
    assert measure["label"] == {world.hires.kin: word}
    assert response.headers["Content-Language"] == lang
    assert measure["unit"][world.hires.kin]["label"].startswith("persons")


def test_cube_of_months_has_time(world: World) -> None:
    cube = world.get("/data/months.px.json").json()
    assert cube["role"]["time"] == ["month"]
    assert f"{LAST_YEAR}-03" in cube["dimension"]["month"]["category"]["index"]
