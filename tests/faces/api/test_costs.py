"""What the page of files and the largest file ask of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.api.conftest import World


def _queries(world: World, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert world.get(address).status_code == 200
    return len(made)


def test_open_data_takes_few_queries_at_the_first_view(world: World) -> None:
    assert _queries(world, "/data/") <= 12


def test_years_take_few_queries(world: World) -> None:
    assert _queries(world, "/data/years.csv") <= 25
