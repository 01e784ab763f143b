"""The menu marks one place: where the page belongs."""

import pytest

from pakten.config.menus import PARTICIPANT, WORK, _here


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


def test_what_one_said_yes_to_is_among_the_five_at_the_thumb() -> None:
    """Taking back is as easy as giving: never a page further away on a phone."""
    names = [name for _group, items in PARTICIPANT for _verb, name, *_rest in items]
    assert "see_own_data" in names[:5]
