"""A shared computer keeps nothing of a page that needed a sign-in; an open page may be kept."""

from typing import Any

import pytest

from tests.factories.browser import browser
from tests.factories.privacy import make_marked
from tests.factories.world import inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Any:
    made = make_marked()
    with inside(made.pact):
        yield made


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("/home/", "counsellor"), ("/people/", "counsellor"), ("/people/{}/", "counsellor"),
        ("/people/?format=csv", "counsellor"), ("/people/{}/openings/", "counsellor"),
        ("/people/{}/tell/can/", "participant"), ("/me/profile/", "participant"),
        ("/me/data/", "participant"), ("/me/steps/", "participant"), ("/home/", "member"),
    ],
)  # fmt: skip
def test_a_page_behind_a_sign_in_leaves_no_copy(world: Any, address: str, who: str) -> None:
    answer = browser(world.pact, getattr(world, who)).get(address.format(world.person.pk))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_pages_open_to_all_say_nothing_of_it(world: Any) -> None:
    assert "Cache-Control" not in browser(world.pact).get("/begin/").headers
