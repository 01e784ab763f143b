"""A minute a week: asked once, answered by link, stopped by link, and never to nobody."""

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import Side
from pakten.activities.pulses.actions import Week, answer_pulse, ask_week, note_call
from pakten.activities.pulses.models import Pulse, Supervision
from pakten.activities.pulses.queries import calls_waiting, silent_placements, weeks_of
from pakten.base.access import ANONYMOUS, Denied
from pakten.base.notices.models import Message
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.pulses import WEEK, make_key, make_pulse
from tests.factories.world import NOW


def to_supervisor() -> list[str]:
    return [m.to for m in Message.objects.all() if m.to == "anders@pakten.example"]


def test_ask_week_writes_once_to_each_side(world: PlacementWorld, begun: Placement) -> None:
    made = ask_week(begun, at=NOW)
    again = ask_week(begun, at=NOW)
    assert ([p.side for p in made], again) == ([Side.EMPLOYER, Side.PERSON], [])
    assert to_supervisor() == ["anders@pakten.example"]


@pytest.mark.parametrize("change", [{"email": ""}, {"stopped_at": NOW}, {"asks_supervisor": False}])
def test_ask_week_never_writes_to_a_supervisor_without_address_or_who_stopped(
    begun: Placement, change: dict[str, object]
) -> None:
    Supervision.objects.update(**change)
    assert [p.side for p in ask_week(begun, at=NOW)] == [Side.PERSON]
    assert to_supervisor() == []


def test_the_secret_of_a_link_is_kept_nowhere(begun: Placement) -> None:
    made = make_key(begun, About.WEEK, Side.EMPLOYER)
    kept = [str(value) for value in begun.links.values().get().values()]
    assert not any(made.token in value for value in kept)


def test_pulse_by_link_takes_the_answer_and_shows_it_again(
    world: PlacementWorld, begun: Placement
) -> None:
    made = make_key(begun, About.WEEK, Side.EMPLOYER)
    client, path = browser(world.pact), f"/week/{made.token}/"
    page = client.get(path)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    sent = client.post(
        path, {"mood": "hard", "present": "almost", "worked": ["work"], "call_me": "on"}
    )
    pulse = Pulse.objects.get()
    assert (sent.status_code, pulse.mood, pulse.present, pulse.worked) == (
        302, "hard", "almost", ["work"],
    )  # fmt: skip
    assert [each.pk for each in calls_waiting(world.coordinator)] == [pulse.pk]


def test_pulse_by_link_without_a_mood_says_what_to_choose(
    world: PlacementWorld, begun: Placement
) -> None:
    made = make_key(begun, About.WEEK, Side.EMPLOYER)
    assert browser(world.pact).post(f"/week/{made.token}/", {}).status_code == 422
    assert Pulse.objects.count() == 0


def test_a_newer_link_stops_the_older(world: PlacementWorld, begun: Placement) -> None:
    old = make_key(begun, About.WEEK, Side.EMPLOYER)
    make_key(begun, About.WEEK, Side.EMPLOYER)
    answer = browser(world.pact).get(f"/week/{old.token}/")
    assert (answer.status_code, "no longer works" in answer.content.decode()) == (410, True)
    with pytest.raises(ValidationError, match="no longer works"):
        old.link.refresh_from_db()
        answer_pulse(begun, WEEK, Week("good"), side=Side.EMPLOYER, link=old.link, at=NOW)


@pytest.mark.parametrize("why", ["not_me", "no_more"])
def test_stop_pulses_stops_the_question(world: PlacementWorld, begun: Placement, why: str) -> None:
    made = make_key(begun, About.WEEK, Side.EMPLOYER)
    sent = browser(world.pact).post(f"/week/{made.token}/stop/", {"why": why})
    made.link.refresh_from_db()
    assert (sent.status_code, made.link.disowned_at is None) == (302, why == "no_more")
    assert [p.side for p in ask_week(begun, at=NOW)] == [Side.PERSON]


def test_answer_pulse_needs_its_verb_without_a_link(begun: Placement) -> None:
    with pytest.raises(Denied):
        answer_pulse(begun, WEEK, Week("good"), side=Side.PERSON, by=ANONYMOUS, at=NOW)


def test_answer_pulse_by_the_person_signed_in(world: PlacementWorld, begun: Placement) -> None:
    client = browser(world.pact, world.participant)
    assert client.get(f"/placements/{begun.pk}/week/").status_code == 200
    client.post(f"/placements/{begun.pk}/week/", {"mood": "good"})
    assert [(p.side, p.mood) for p in Pulse.objects.all()] == [(Side.PERSON, "good")]


def test_note_call_takes_the_task_away_once(world: PlacementWorld, begun: Placement) -> None:
    pulse = make_pulse(begun, call_me=True)
    note_call(pulse, by=world.counsellor, at=NOW)
    note_call(pulse, by=world.coordinator, at=NOW)
    pulse.refresh_from_db()
    assert pulse.called_by_id == world.counsellor.account_id
    assert list(calls_waiting(world.coordinator)) == []


def test_three_silent_weeks_are_seen(world: PlacementWorld, begun: Placement) -> None:
    from_first = [21, 14, 7, 0]
    for back in from_first:
        said = back == 21
        make_pulse(
            begun, WEEK.fromordinal(WEEK.toordinal() - back), mood="good" if said else "",
            answered_at=NOW if said else None,
        )  # fmt: skip
    (silent,) = silent_placements(world.coordinator)
    weeks = weeks_of(begun)
    assert weeks is not None
    assert (silent.weeks, weeks.is_silent, [c.mood for c in weeks.supervisor]) == (
        3, True, ["good", "none", "none", "none"],
    )  # fmt: skip
    assert silent_placements(world.member) == []
