"""The tabs of surveys and interviews lead nobody to a refusal."""

from django.urls import reverse

from tests.factories.browser import browser
from tests.factories.surveys import World
from tests.factories.world import make_staff


def test_see_surveys_leads_the_board_to_no_interviews(world: World) -> None:
    for role, found in (("board", 0), ("analyst", 1)):
        page = browser(world.pact, make_staff(world.pact, role)).get(reverse("see_surveys"))
        assert page.content.decode().count(f'href="{reverse("see_interviews")}"') == found
