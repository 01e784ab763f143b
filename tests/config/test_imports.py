"""`openings import-ads` and `terms import-jobtech`: files in, or one line that says why not."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.config.test_cli import pakten, refused

pytestmark = pytest.mark.usefixtures("example")


def members(url: str) -> list[str]:
    """Organisation numbers of members with a letter in force."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT number FROM organisations_organisation WHERE stage = 'active' ORDER BY id"
        ).fetchall()
    return [row[0] for row in rows]


def openings(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM opportunities_opening").fetchone()
    assert row is not None
    return int(row[0])


def ad(number: str, name: str) -> dict[str, Any]:
    """An ad in JobSearch's shape."""
    return {
        "id": name,
        "headline": f"Kock {name}",
        "description": {"text": "Vi lagar mat från grunden."},
        "employer": {"name": "Någon", "organization_number": number},
        "number_of_vacancies": 2,
        "removed": False,
    }


def write(folder: Path, *ads: dict[str, Any]) -> str:
    file = folder / "ads.json"
    file.write_text(json.dumps({"hits": list(ads)}))
    return str(file)


def test_import_ads_posts_those_of_members_once(database_url: str, tmp_path: Path) -> None:
    before, house = openings(database_url), members(database_url)[0]
    file = write(tmp_path, ad(house, "a1"), ad(house, "a2"), ad("5560360793", "a3"))
    first = pakten("openings", "import-ads", file, DATABASE_URL=database_url)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("2 openings posted in the name of ")
    assert first.stdout.endswith("; left out: 1 of no member\n")
    assert openings(database_url) == before + 2
    again = write(tmp_path, ad(house, "a1"), ad(house, "a2"))
    second = pakten("openings", "import-ads", again, DATABASE_URL=database_url)
    assert (second.returncode, second.stdout[:1]) == (0, "0")
    assert openings(database_url) == before + 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"hits": [', "JSON"),
        (b"", "JSON"),
        ('{"hits": [{"id": "å"}]}'.encode("latin-1"), ""),
        (b'{"hits": []}', ""),
    ],
)
def test_import_ads_refuses_a_broken_file(
    database_url: str, tmp_path: Path, content: bytes, why: str
) -> None:
    before, file = openings(database_url), tmp_path / "ads.json"
    file.write_bytes(content)
    said = refused(pakten("openings", "import-ads", str(file), DATABASE_URL=database_url))
    assert (said.startswith(f"{file}: "), why in said) == (True, True)
    assert openings(database_url) == before


def test_import_ads_refuses_an_unknown_pact(database_url: str, tmp_path: Path) -> None:
    file = write(tmp_path, ad("5560360793", "a1"))
    words = ("openings", "import-ads", file, "--pact", "nowhere")
    said = refused(pakten(*words, DATABASE_URL=database_url))
    assert said == "There is no pact “nowhere”; there are: stockholm."


def test_import_jobtech_refuses_a_missing_folder(database_url: str, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    said = refused(pakten("terms", "import-jobtech", str(missing), DATABASE_URL=database_url))
    assert said.startswith(f"{missing}: ")


def test_example_load_refuses_where_a_pact_is(database_url: str) -> None:
    said = refused(pakten("example", "load", DATABASE_URL=database_url))
    assert said.startswith("There is a pact already; ")


def test_production_refuses_the_example_accounts(database_url: str) -> None:
    said = refused(
        pakten("serve", DATABASE_URL=database_url, PAKTEN_PRODUCTION="1",
               SECRET_KEY="x" * 50)
    )  # fmt: skip
    assert said.startswith("The account ")
    assert said.endswith("Use a database of its own.")
