"""Pages of openings and placements: who sees what, and at what cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.activities.opportunities.models import Opening, Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.organisations.models import Representative
from pakten.parties.organisations.states import Stage
from pakten.parties.people.models import Consent, Experience, Skill, Wish
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening, make_placement
from tests.factories.people import sign_in_as
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

P = PlacementState


def client(world: PlacementWorld, actor: Actor, language: str = "en") -> Client:
    return browser(world.pact, actor, language)


def page(world: PlacementWorld, actor: Actor, path: str, language: str = "en") -> str:
    response = client(world, actor, language).get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def cost(world: PlacementWorld, actor: Actor, path: str) -> int:
    asker = client(world, actor)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert asker.get(path).status_code == 200
    return len(queries)


def make_many(world: PlacementWorld, number: int, state: str = P.PRESENTED) -> None:
    for n in range(number):
        opening = make_opening(world.house, world.coordinator, title=f"Cook {n}")
        make_placement(opening, world.another(), world.counsellor, state)


@pytest.mark.parametrize("path", ["/openings/", "/placements/"])
@pytest.mark.parametrize("who", ["coordinator", "member"])
def test_lists_cost_the_same_at_3_and_30_rows(world: PlacementWorld, path: str, who: str) -> None:
    actor = getattr(world, who)
    make_many(world, 3)
    few = cost(world, actor, path)
    make_many(world, 27)
    assert cost(world, actor, path) == few
    assert few <= 12


def test_own_proposals_cost_the_same_at_3_and_30_rows(world: PlacementWorld) -> None:
    for _n in range(3):
        make_placement(make_opening(world.house, world.coordinator), world.person, world.counsellor)
    few = cost(world, world.participant, "/placements/")
    for _n in range(27):
        make_placement(make_opening(world.house, world.coordinator), world.person, world.counsellor)
    assert cost(world, world.participant, "/placements/") == few


def test_shortlist_of_400_costs_at_most_25_queries(world: PlacementWorld) -> None:
    work = Concept.objects.get(key="ssyk:9412")
    skill = Concept.objects.of_kind(ConceptKind.SKILL).first()
    world.opening.requirements.create(pact=world.pact, kind="skill", concept=skill)
    Opening.objects.filter(pk=world.opening.pk).update(occupation=work, swedish="sfi_b")
    people = [world.another(family_name=f"Nr {n}", consents=[Purpose.MATCHING]) for n in range(400)]
    Wish.objects.bulk_create(Wish(pact=world.pact, participant=p, occupation=work) for p in people)
    Skill.objects.bulk_create(Skill(pact=world.pact, participant=p, skill=skill) for p in people)
    path = f"/openings/{world.opening.pk}/people/"
    assert cost(world, world.counsellor, path) <= 25
    text = page(world, world.counsellor, path)
    assert "400 people to think of" in text
    assert "Everything in place" in text


def test_shortlist_shows_reasons_and_no_total(world: PlacementWorld) -> None:
    work = Concept.objects.get(key="ssyk:9412")
    Opening.objects.filter(pk=world.opening.pk).update(occupation=work, swedish="sfi_d")
    Experience.objects.create(pact=world.pact, participant=world.person, occupation=work, years=3)
    text = page(world, world.counsellor, f"/openings/{world.opening.pk}/people/")
    assert "Has worked as" in text
    assert "for 3 years" in text
    assert "SFI C, SFI D is asked for" in text
    assert "protected identity" in text


@pytest.mark.parametrize("reason", ["no consent", "left", "busy", "asked"])
def test_shortlist_leaves_out(world: PlacementWorld, reason: str) -> None:
    match reason:
        case "no consent":
            Consent.objects.filter(purpose=Purpose.MATCHING).update(withdrawn_at=NOW)
        case "left":
            type(world.person).objects.update(left_on=TODAY)
        case "busy":
            other = make_opening(world.house, world.coordinator)
            make_placement(other, world.person, world.counsellor, P.STARTED)
        case "asked":
            world.placement()
    text = page(world, world.counsellor, f"/openings/{world.opening.pk}/people/")
    assert "0 people to think of" in text


def test_propose_placement_asks_all_that_are_ticked(world: PlacementWorld) -> None:
    other = world.another()
    response = client(world, world.counsellor).post(
        f"/openings/{world.opening.pk}/propose/", {"person": [world.person.pk, other.pk]}
    )
    assert response.status_code == 302
    assert Placement.objects.filter(opening=world.opening).count() == 2


def test_propose_placement_is_all_or_none_and_keeps_the_ticks(world: PlacementWorld) -> None:
    other = world.another(consents=[])
    response = client(world, world.counsellor).post(
        f"/openings/{world.opening.pk}/propose/", {"person": [world.person.pk, other.pk]}
    )
    assert (response.status_code, Placement.objects.count()) == (422, 0)
    assert f'value="{world.person.pk}" checked' in response.content.decode()


def test_propose_placement_without_a_tick_says_so(world: PlacementWorld) -> None:
    response = client(world, world.counsellor).post(f"/openings/{world.opening.pk}/propose/")
    assert response.status_code == 422
    assert "Tick at least one person" in response.content.decode()


BEFORE = [P.PROPOSED, P.ACCEPTED]


@pytest.mark.parametrize("state", BEFORE)
def test_member_sees_nothing_before_somebody_is_presented(
    world: PlacementWorld, state: str
) -> None:
    placement = world.placement(state)
    asker = client(world, world.member)
    assert asker.get(f"/placements/{placement.pk}/").status_code == 404
    for path in ("/placements/", f"/openings/{world.opening.pk}/", "/openings/"):
        assert "Noori" not in asker.get(path).content.decode()
    for path in ("/placements/?format=csv", "/openings/?format=csv"):
        assert "Noori" not in asker.get(path).content.decode()


@pytest.mark.parametrize("state", [P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED])
def test_member_sees_only_what_the_person_agreed_to_show(world: PlacementWorld, state: str) -> None:
    placement = world.placement(state, shown_name="Samira N.")
    text = page(world, world.member, f"/placements/{placement.pk}/")
    assert "Samira N." in text
    assert "Has cooked for years." in text
    for hidden in ("Noori", "070-174 06 05", "1990", "SFI C"):
        assert hidden not in text


def test_member_does_not_see_the_name_after_the_consent_is_taken_back(
    world: PlacementWorld,
) -> None:
    placement = world.placement(P.PRESENTED)
    world.person.consents.filter(purpose=Purpose.PRESENTING).update(withdrawn_at=NOW)
    for path in (f"/placements/{placement.pk}/", "/placements/", f"/openings/{world.opening.pk}/"):
        assert "Noori" not in page(world, world.member, path)
    export = client(world, world.member).get("/placements/?format=csv").content.decode()
    assert "Noori" not in export
    found = client(world, world.member).get("/placements/?q=noori").context["listing"]
    assert (found.total, placement.shown_name) == (0, "Samira Noori")
    step = client(world, world.member).get(f"/placements/{placement.pk}/answer/").content.decode()
    assert "Noori" not in step


def test_member_does_not_read_why_a_person_said_no(world: PlacementWorld) -> None:
    world.placement(P.DECLINED, presented_at=NOW, decline_reason="language", declined_by="person")
    row = client(world, world.member).get("/placements/").context["rows"][0]
    assert row[1].text == "Did not go on"
    office = client(world, world.coordinator).get("/placements/").context["rows"][0]
    assert office[1].text.startswith("The person: ")


def test_participant_who_also_speaks_for_a_member_reads_no_others_proposal(
    world: PlacementWorld,
) -> None:
    other = make_placement(world.opening, world.another(), world.counsellor, P.PRESENTED)
    Representative.objects.create(
        pact=world.pact, organisation=world.house, role="member",
        account_id=world.participant.account_id,
    )  # fmt: skip
    answer = client(world, world.participant).get(f"/placements/{other.pk}/")
    assert next(t.name for t in answer.templates) == "opportunities/presented.html"
    listed = client(world, world.participant).get("/placements/").context["listing"].rows
    assert [row.pk for row in listed] == [other.pk]


def test_member_answers_yes_in_one_tap(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    response = client(world, world.member).post(
        f"/placements/{placement.pk}/answer/", {"invite": "yes"}
    )
    placement.refresh_from_db()
    assert (response.status_code, placement.state) == (302, P.INTERVIEWED)


def test_member_answers_no_with_a_reason_or_is_asked_for_it(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    asker, path = client(world, world.member), f"/placements/{placement.pk}/answer/"
    refused = asker.post(path, {"invite": "no", "note": "Sorry this time"})
    assert refused.status_code == 422
    assert "Sorry this time" in refused.content.decode()
    assert asker.post(path, {"invite": "no", "reason": "time"}).status_code == 302


@pytest.mark.parametrize(
    "path",
    ["{opening}/people/", "{opening}/edit/", "{opening}/close/", "{opening}/"],
)
def test_opening_of_another_house_is_not_found_or_denied(world: PlacementWorld, path: str) -> None:
    other = make_organisation(world.pact, stage=Stage.ACTIVE)
    stranger = make_representative(other)
    address = f"/openings/{path.format(opening=world.opening.pk)}"
    assert client(world, stranger).get(address).status_code in (403, 404)


def test_placement_of_another_house_person_or_pact_is_not_found(world: PlacementWorld) -> None:
    placement = world.placement(P.PRESENTED)
    other_house = make_representative(make_organisation(world.pact, stage=Stage.ACTIVE))

    other_person = sign_in_as(world.another())
    path = f"/placements/{placement.pk}/"
    asked = [client(world, actor).get(path).status_code for actor in (other_house, other_person)]
    elsewhere = make_pact()
    stranger = make_staff(elsewhere)
    with inside(elsewhere, stranger):
        asked.append(browser(elsewhere, stranger).get(path).status_code)
    assert asked == [404, 404, 404]


STEPS = ["present", "agree", "start", "end", "yes"]


@pytest.mark.parametrize("step", STEPS)
def test_member_may_not_take_the_offices_steps(world: PlacementWorld, step: str) -> None:
    placement = world.placement(P.PRESENTED)
    assert client(world, world.member).post(
        f"/placements/{placement.pk}/{step}/"
    ).status_code == 403  # fmt: skip


@pytest.mark.parametrize(
    ("state", "step", "sent", "after"),
    [
        (P.PROPOSED, "yes", {"shown_profile": "Jag lagar mat."}, P.ACCEPTED),
        (P.PROPOSED, "no", {"side": "person", "reason": "place"}, P.DECLINED),
        (P.ACCEPTED, "present", {}, P.PRESENTED),
        (P.PRESENTED, "answer", {"invite": "yes"}, P.INTERVIEWED),
        (P.INTERVIEWED, "agree", {"starts_on": TODAY.isoformat()}, P.AGREED),
        (P.AGREED, "start", {"started_on": TODAY.isoformat()}, P.STARTED),
        (P.STARTED, "end", {"ended_on": TODAY.isoformat(), "outcome": "completed"}, P.ENDED),
    ],
)
def test_counsellor_takes_every_step(
    world: PlacementWorld, state: str, step: str, sent: dict[str, str], after: str
) -> None:
    placement = world.placement(state)
    asker, path = client(world, world.counsellor), f"/placements/{placement.pk}/{step}/"
    assert asker.get(path).status_code == 200
    assert asker.post(path, sent).status_code == 302
    placement.refresh_from_db()
    assert placement.state == after
    assert asker.get(f"/placements/{placement.pk}/").status_code == 200


@pytest.mark.parametrize("state", list(P))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_placement_page_stands_in_every_state(
    world: PlacementWorld, state: str, language: str
) -> None:
    placement = world.placement(state)
    for actor in (world.coordinator, world.participant):
        page(world, actor, f"/placements/{placement.pk}/", language)
    assert "Noori" in page(world, world.counsellor, f"/placements/{placement.pk}/", language)


def test_start_sent_twice_counts_once(world: PlacementWorld) -> None:
    placement = world.placement(P.AGREED)
    asker, path = client(world, world.counsellor), f"/placements/{placement.pk}/start/"
    sent = {"started_on": TODAY.isoformat()}
    codes = [asker.post(path, sent).status_code for _ in range(2)]
    text = page(world, world.counsellor, f"/placements/{placement.pk}/")
    assert codes == [302, 422]
    assert "promise: 1 of 4" in text


def test_placement_page_costs_at_most_25_queries(world: PlacementWorld) -> None:
    placement = world.placement(P.AGREED)
    client(world, world.counsellor).post(
        f"/placements/{placement.pk}/start/", {"started_on": TODAY.isoformat()}
    )
    assert cost(world, world.counsellor, f"/placements/{placement.pk}/") <= 25


def test_person_says_yes_with_the_consent_in_the_same_step(world: PlacementWorld) -> None:
    world.person.consents.filter(purpose=Purpose.PRESENTING).update(withdrawn_at=NOW)
    placement = world.placement()
    asker, path = client(world, world.participant), f"/placements/{placement.pk}/yes/"
    assert asker.post(path, {"shown_profile": "Jag lagar mat."}).status_code == 422
    sent = {"shown_profile": "Jag lagar mat.", "consent": "on"}
    assert asker.post(path, sent).status_code == 302
    placement.refresh_from_db()
    assert (placement.state, placement.shown_profile) == (P.ACCEPTED, "Jag lagar mat.")
    in_force = world.person.consents.filter(purpose=Purpose.PRESENTING, withdrawn_at=None)
    assert in_force.count() == 1


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_person_reads_the_proposal_and_says_no(world: PlacementWorld, language: str) -> None:
    opening = make_opening(world.house, world.coordinator, swedish="sfi_d", starts_on=days(30))
    placement = make_placement(opening, world.person, world.counsellor)
    asker = client(world, world.participant, language)
    for path in ("", "yes/", "no/"):
        shown = asker.get(f"/placements/{placement.pk}/{path}")
        assert shown.status_code == 200
        assert f'lang="{language}"' in shown.content.decode()
    path = f"/placements/{placement.pk}/no/"
    assert asker.post(path).status_code == 422
    assert asker.post(path, {"reason": "time"}).status_code == 302
    placement.refresh_from_db()
    assert (placement.declined_by, placement.decline_reason) == ("person", "time")
