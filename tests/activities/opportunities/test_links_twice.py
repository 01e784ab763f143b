"""The same link in two tabs: what was said first holds, and the page says so."""

import pytest

from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.states import PlacementState, Side
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.pulses import make_key

P = PlacementState


def test_presentation_by_link_never_turns_an_answer_in_an_old_tab(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    made = make_key(placement, About.PRESENTATION, Side.EMPLOYER)
    client, path = browser(world.pact), f"/presented/{made.token}/"
    assert client.post(path, {"invite": "yes"}).status_code == 302
    late = client.post(path, {"invite": "no", "reason": "time"})
    placement.refresh_from_db()
    assert (late.status_code, placement.state) == (422, P.INTERVIEWED)
    assert "It was answered already" in late.content.decode()
    assert "It was answered already" not in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("step", "first", "then"),
    [
        ("yes", P.PROPOSED, P.ACCEPTED),
        ("no", P.PROPOSED, P.DECLINED),
        ("undo", P.ACCEPTED, P.PROPOSED),
    ],
)
def test_answer_proposal_by_link_twice_is_once(
    world: PlacementWorld, step: str, first: str, then: str
) -> None:
    placement = world.placement(first)
    made = make_key(placement, About.PROPOSAL, Side.PERSON)
    client, path = browser(world.pact), f"/proposal/{made.token}/"
    given = {"shown_profile": "I cook.", "reason": "time"}
    answers = [client.post(f"{path}{step}/", given) for _tab in range(2)]
    assert [each.headers.get("Location") for each in answers] == [path, path]
    placement.refresh_from_db()
    assert placement.state == then
