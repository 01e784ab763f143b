"""The menu marks one place: where the page belongs."""

import pytest

from pakten.config.menus import WORK, _here


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/pact/", "see_pact"),
        ("/pact/measures/3/", "see_measures"),
        ("/equality/afterwards/7/", "see_afterwards"),
        ("/equality/", "analyse_equality"),
        ("/home/role/", ""),
    ],
)
def test_menu_marks_the_nearest_place_alone(path: str, place: str) -> None:
    assert _here(path, WORK) == place
