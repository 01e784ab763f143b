"""Answers without an account: the person's to a proposal, the employer's to a presentation."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pakten.activities.opportunities.actions.answers import ask_first, undo_answer
from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.actions.proposals import (
    agree_placement,
    decline_proposal,
    propose_placement,
)
from pakten.activities.opportunities.actions.sending import send_link
from pakten.activities.opportunities.models import Made, Placement
from pakten.activities.opportunities.queries.conversion import conversion_of
from pakten.activities.opportunities.states import DeclineReason, PlacementState, Side
from pakten.base.notices.models import Message, Notice
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import Consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.pulses import make_key
from tests.factories.world import NOW, TODAY, days

P = PlacementState


def to_person(world: PlacementWorld, placement: Placement) -> tuple[Client, str, Made]:
    made = make_key(placement, About.PROPOSAL, Side.PERSON)
    return browser(world.pact), f"/proposal/{made.token}/", made


def test_propose_placement_sends_a_link_to_who_has_no_account(world: PlacementWorld) -> None:
    other = world.another(email="dawit@pakten.example")
    placement = propose_placement(world.opening, other, by=world.counsellor, at=NOW)
    message = Message.objects.get(to="dawit@pakten.example")
    assert "/proposal/" in message.body
    assert [world.house.name in message.subject, world.opening.title in message.body] == [
        False,
        False,
    ]
    assert Notice.objects.get(to="dawit@pakten.example").path == ""
    assert placement.links.get().sent_to == "d***t@pakten.example"


def test_proposal_by_link_takes_a_yes_in_one_tap(world: PlacementWorld) -> None:
    placement = world.placement()
    client, path, _made = to_person(world, placement)
    assert client.get(path)["Cache-Control"] == "no-store"
    assert client.post(f"{path}yes/", {"shown_profile": "I cook."}).status_code == 302
    placement.refresh_from_db()
    assert (placement.state, placement.shown_profile) == (P.ACCEPTED, "I cook.")
    assert client.get(path).status_code == 200


def test_proposal_by_link_asks_for_the_consent_that_is_missing(world: PlacementWorld) -> None:
    Consent.objects.filter(purpose=Purpose.PRESENTING).delete()
    placement = world.placement()
    client, path, _made = to_person(world, placement)
    assert client.post(f"{path}yes/", {"shown_profile": "I cook."}).status_code == 422
    assert (
        client.post(f"{path}yes/", {"shown_profile": "I cook.", "consent": "on"}).status_code == 302
    )
    yes = Consent.objects.get(purpose=Purpose.PRESENTING)
    assert (yes.how, yes.recorded_by_id) == ("own", world.counsellor.account_id)


def test_proposal_by_link_takes_a_no_and_its_undoing(world: PlacementWorld) -> None:
    placement = world.placement()
    client, path, _made = to_person(world, placement)
    client.post(f"{path}no/", {"reason": "time"})
    placement.refresh_from_db()
    assert (placement.state, placement.declined_by) == (P.DECLINED, Side.PERSON)
    assert "Take back my no" in client.get(path).content.decode()
    client.post(f"{path}undo/")
    placement.refresh_from_db()
    assert (placement.state, placement.declined_by, placement.decline_reason) == (
        P.PROPOSED,
        "",
        "",
    )


def test_proposal_by_link_speaks_the_persons_language(world: PlacementWorld) -> None:
    world.person.language = "ar"
    world.person.save(update_fields=["language"])
    _client, path, _made = to_person(world, world.placement())
    assert 'dir="rtl"' in Client(HTTP_HOST="testserver").get(path).content.decode()


def test_ask_first_tells_the_counsellor_once(world: PlacementWorld) -> None:
    placement = world.placement()
    for _twice in range(2):
        ask_first(placement, by=world.participant, at=NOW)
    assert Notice.objects.filter(about__contains=":asks ").count() == 1


def test_undo_answer_of_a_no_when_the_place_is_taken_is_refused(world: PlacementWorld) -> None:
    opening = make_opening(world.house, world.coordinator, seats=1)
    placement = make_placement(opening, world.person, world.counsellor)
    decline_proposal(
        placement, side=Side.PERSON, reason=DeclineReason.TIME, by=world.participant, at=NOW
    )
    make_placement(opening, world.another(), world.counsellor, P.AGREED)
    with pytest.raises(ValidationError, match="no longer free"):
        undo_answer(placement, by=world.participant, at=NOW)


def test_undo_answer_after_the_employer_was_told_is_refused(world: PlacementWorld) -> None:
    placement = world.placement(P.DECLINED, presented_at=NOW)
    with pytest.raises(ValidationError, match="told already"):
        undo_answer(placement, by=world.participant, at=NOW)


@pytest.mark.parametrize(
    ("sent", "state"),
    [({"invite": "yes"}, P.INTERVIEWED), ({"invite": "no", "reason": "time"}, P.DECLINED)],
)
def test_presentation_by_link_takes_the_answer(
    world: PlacementWorld, sent: dict[str, str], state: PlacementState
) -> None:
    placement = world.placement(P.PRESENTED)
    made = make_key(placement, About.PRESENTATION, Side.EMPLOYER)
    client, path = browser(world.pact), f"/presented/{made.token}/"
    assert "Has cooked for years." in client.get(path).content.decode()
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 422
    placement.refresh_from_db()
    assert placement.state == state


def test_presentation_by_link_hides_who_has_withdrawn(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    made = make_key(placement, About.PRESENTATION, Side.EMPLOYER)
    Consent.objects.filter(purpose=Purpose.PRESENTING).update(withdrawn_at=NOW)
    page = browser(world.pact).get(f"/presented/{made.token}/").content.decode()
    assert ["Has cooked" in page, str(world.person) in page] == [False, False]


def test_disown_link_stops_it_and_tells_the_counsellor(world: PlacementWorld) -> None:
    client, path, made = to_person(world, world.placement())
    assert client.post(f"/not-me/{made.token}/").status_code == 302
    answer = client.get(path)
    assert (answer.status_code, "no longer works" in answer.content.decode()) == (410, True)
    assert Notice.objects.filter(about__endswith="disowned").count() == 1


def test_a_link_opens_nothing_else(world: PlacementWorld) -> None:
    made = make_key(world.placement(), About.PROPOSAL, Side.PERSON)
    client = browser(world.pact)
    others = ["presented", "week", "how-it-goes"]
    assert [client.get(f"/{each}/{made.token}/").status_code for each in others] == [404] * 3


def test_send_link_without_an_address_says_to_show_it(world: PlacementWorld) -> None:
    placement = make_placement(world.opening, world.another(email=""), world.counsellor)
    with pytest.raises(ValidationError, match="Show the link"):
        send_link(placement, About.PROPOSAL, by=world.counsellor, at=NOW)
    assert send_link(placement, About.PROPOSAL, show=True, by=world.counsellor, at=NOW).token


def test_agree_placement_refuses_a_day_far_ahead(world: PlacementWorld) -> None:
    with pytest.raises(ValidationError) as refused:
        agree_placement(
            world.placement(P.INTERVIEWED), starts_on=days(400), by=world.counsellor, at=NOW
        )
    assert list(refused.value.message_dict) == ["starts_on"]


def test_conversion_of_is_seen_by_the_house_first_and_hidden_when_few(
    world: PlacementWorld,
) -> None:
    opening = make_opening(world.house, world.coordinator, kind="internship", seats=9)
    for number, back in enumerate([0, 40, 40, 40, 40]):
        make_placement(
            opening, world.another(), world.counsellor, P.ENDED, started_on=days(-60),
            ended_on=days(-back), end_outcome="job" if number < 2 else "completed",
        )  # fmt: skip
    own, others = (conversion_of(world.house, TODAY, to_house=is_own) for is_own in (True, False))
    assert (own.ended, own.jobs, own.is_hidden) == (5, 2, False)
    assert (others.ended, others.is_hidden, others.share) == (4, True, None)
    Pact.objects.filter(pk=world.pact.pk).update(smallest_group=4)
    assert conversion_of(world.house, TODAY).is_hidden is False
