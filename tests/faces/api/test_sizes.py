"""The page of files tells how large a file is once it has been fetched, and never makes one to tell."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.faces.api.sizes import _Last
from tests.faces.api.conftest import World


def _queries(world: World) -> int:
    with CaptureQueriesContext(connection) as made:
        assert world.get("/data/").status_code == 200
    return len(made)


def test_open_data_takes_few_queries_at_the_first_view(world: World) -> None:
    _Last.sizes.clear()
    assert _queries(world) <= 12


def test_open_data_tells_the_size_of_a_file_that_was_fetched(world: World) -> None:
    _Last.sizes.clear()
    assert "KB" not in world.get("/data/?lang=en").content.decode()
    size = len(world.get("/data/years.csv?lang=en").content)
    assert _Last.sizes == {(world.pact.pk, "en", "years"): size}
    assert f"CSV, {size / 1024:.1f}" in world.get("/data/?lang=en").content.decode()


def test_years_take_few_queries(world: World) -> None:
    with CaptureQueriesContext(connection) as made:
        world.get("/data/years.csv")
    assert len(made) <= 25
