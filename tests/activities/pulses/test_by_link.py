"""Pages behind a personal link: read in a language they are written in, and told what to mend."""

import re

import pytest
from django.test import Client

from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.pulses.rules import monday_of
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.models import Notice
from pakten.base.notices.states import Topic
from pakten.parties.people.models import Participant
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.pulses import make_key
from tests.factories.world import NOW, TODAY, days

pytestmark = pytest.mark.django_db


def week_of(world: PlacementWorld, language: str) -> tuple[Client, str]:
    Participant.objects.update(language=language)
    placement = world.placement(PlacementState.STARTED, started_on=days(-30))
    made = make_key(placement, About.WEEK, Side.PERSON, week_on=monday_of(TODAY))
    return browser(world.pact), f"/week/{made.token}/"


@pytest.mark.parametrize(("speaks", "reads"), [("es", "en"), ("prs", "fa"), ("ar", "ar")])
def test_pulse_by_link_is_in_a_language_that_it_is_written_in(
    world: PlacementWorld, speaks: str, reads: str
) -> None:
    client, path = week_of(world, speaks)
    client.cookies.clear()
    page = client.post(path, {}, headers={"Accept-Language": "en"})
    assert page.status_code == 422
    text = page.content.decode()
    assert re.findall(r'<html lang="(\w+)"', text) == [reads]
    assert "obligatorio" not in text


def test_pulse_by_link_says_what_to_choose(world: PlacementWorld) -> None:
    client, path = week_of(world, "en")
    text = client.post(path, {}).content.decode()
    assert text.count("Choose how the week went.") == 2  # in the summary and at the question
    assert "This field is required" not in text


def test_tell_writes_to_a_speaker_of_dari_as_dari_is_written(world: PlacementWorld) -> None:
    tell(
        [Reader("farid@pakten.example", "Farid", "prs"), Reader("pia@pakten.example", "Pia", "es")],
        lambda reader: ("A", "B"), topic=Topic.PEOPLE, about="a", path="/", at=NOW,
    )  # fmt: skip
    told = Notice.objects.filter(about="a").order_by("to").values_list("to", "language")
    assert list(told) == [("farid@pakten.example", "fa"), ("pia@pakten.example", "sv")]
