"""A figure by address: picture and files of one measure, and the pages around them."""

import xml.etree.ElementTree as ET
from html import unescape
from itertools import product

import pytest
from django.test import Client

from pakten.parties.pacts.models import Measure
from tests.faces.api.conftest import LAST_YEAR, World
from tests.factories.deeds import make_deeds, take_back
from tests.factories.world import TODAY, days, inside

SVG = "{http://www.w3.org/2000/svg}"
SPLITS = ["", "month", "quarter", "gender", "age", "kind", "evidence"]


def words_of(svg: bytes) -> str:
    return "".join(ET.fromstring(svg).itertext())


@pytest.mark.parametrize(("split", "year"), list(product(SPLITS, ["", str(LAST_YEAR)])))
def test_picture_stands_alone_and_says_what_it_is(world: World, split: str, year: str) -> None:
    response = world.get(f"/data/figures/{world.hires.kin}.svg?split={split}&year={year}&lang=en")
    assert response.status_code == 200
    root = ET.fromstring(response.content)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title", "").startswith("Hires of Ytterby")
    assert root.findtext(f"{SVG}desc")
    assert "Source:" in words_of(response.content)
    assert response.headers["Content-Type"] == "image/svg+xml"


def test_picture_may_be_shown_by_other_sites_and_runs_nothing(world: World) -> None:
    response = world.get(f"/data/figures/{world.hires.kin}.svg")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<script" not in response.content


def test_picture_hides_what_the_files_hide(world: World) -> None:
    address = f"/data/figures/{world.hires.kin}.svg?split=gender&year={LAST_YEAR}&lang=en"
    words = words_of(world.get(address).content)
    assert "hidden" in words
    numbers = words.replace(str(LAST_YEAR), "").replace(str(world.pact), "")
    assert "13" not in numbers


def test_picture_escapes_what_people_wrote(world: World) -> None:
    with inside(world.pact):
        Measure.objects.filter(pk=world.hires.pk).update(name={"sv": "<script>alert(1)</script>"})
    body = world.get(f"/data/figures/{world.hires.kin}.svg").content
    assert b"<script" not in body
    assert "<script>alert(1)</script>" in words_of(body)


def test_picture_has_a_dark_look(world: World) -> None:
    address = f"/data/figures/{world.hires.kin}.svg"
    light, dark = world.get(address).content, world.get(f"{address}?look=dark").content
    assert b'fill="#ffffff"' in light
    assert b'"#ffffff"' not in dark
    assert words_of(light) == words_of(dark)


@pytest.mark.parametrize("form", ["svg", "csv", "json", "px.json", "xlsx"])
@pytest.mark.parametrize(
    ("query", "status"), [("year=1999", 404), ("year=abc", 422), ("split=religion", 422)]
)
def test_wrong_figure_is_refused(world: World, form: str, query: str, status: int) -> None:
    assert world.get(f"/data/figures/{world.hires.kin}.{form}?{query}").status_code == status
    assert world.get(f"/data/figures/nothing.{form}").status_code == 404


def test_picture_has_a_narrow_drawing_with_words_as_large(world: World) -> None:
    """Shrunk to a phone, the words of the wide one would be too small to read."""
    address = f"/data/figures/{world.hires.kin}.svg"
    wide, narrow = (
        ET.fromstring(world.get(f"{address}?width={width}").content) for width in ("wide", "narrow")
    )
    assert int(narrow.get("width", "0")) <= 320 < int(wide.get("width", "0"))
    assert narrow.get("font-size") == wide.get("font-size") == "15"
    assert narrow.findtext(f"{SVG}desc") == wide.findtext(f"{SVG}desc")


def test_wrong_width_is_refused(world: World) -> None:
    assert world.get(f"/data/figures/{world.hires.kin}.svg?width=huge").status_code == 422


def test_wrong_look_is_refused(world: World) -> None:
    assert world.get(f"/data/figures/{world.hires.kin}.svg?look=loud").status_code == 422


def test_page_lists_every_file_with_the_size_of_the_csv(world: World) -> None:
    html = world.get("/data/").content.decode()
    for name in ("years", "months", "promises", "keeping", "members", "definitions", "targets"):
        assert f'href="/data/{name}.csv?lang=en"' in html
    assert "creativecommons.org/publicdomain/zero/1.0" in html


def test_page_for_developers_names_every_address(outsider: Client) -> None:
    html = unescape(outsider.get("/data/api/").content.decode())
    for path in ("pact", "measures", "figures", "members", "promises", "reports"):
        assert f"GET /api/v1/{path}" in html


def test_page_gives_a_line_to_copy(world: World) -> None:
    html = unescape(
        world.get(f"/data/embed/?measure={world.hires.kin}&split=gender").content.decode()
    )
    assert f'<img src="http://testserver/data/figures/{world.hires.kin}.svg?split=gender' in html


@pytest.mark.parametrize(
    ("query", "status"), [("measure=nothing", 404), ("year=abc", 422), ("split=religion", 422)]
)
def test_page_says_what_was_wrong(world: World, query: str, status: int) -> None:
    response = world.get(f"/data/embed/?{query}")
    assert response.status_code == status
    assert "There is no such figure" in response.content.decode()


def test_feed_is_atom_with_lasting_names(world: World) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    root = ET.fromstring(world.get("/data/news.atom").content)
    again = ET.fromstring(world.get("/data/news.atom?lang=sv").content)
    names = [each.findtext(f"{atom}id") for each in root.iter(f"{atom}entry")]
    assert len(names) == len(set(names)) >= 12
    assert names == [each.findtext(f"{atom}id") for each in again.iter(f"{atom}entry")]


def test_feed_tells_corrections_without_a_member(world: World) -> None:
    with inside(world.pact):
        take_back(make_deeds(world.shown, world.hires, days(-40), 1)[0])
    words = world.get("/data/news.atom?lang=en").content.decode()
    assert f"corrections-{TODAY}" in words
    assert "Hires of Ytterby, " in words
    assert "Ytterby Bageri" not in words
