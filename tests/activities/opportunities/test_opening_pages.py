"""Pages of openings: posting, finding the words, closing."""

from typing import Any

import pytest
from django.test import Client

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import PlacementState
from pakten.base.access import Actor
from pakten.base.terms.models import Concept
from pakten.parties.organisations.states import Stage
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.world import (
    TODAY,
    days,
    make_organisation,
)

P = PlacementState


def client(world: PlacementWorld, actor: Actor, language: str = "en") -> Client:
    return browser(world.pact, actor, language)


def opening_data(**more: Any) -> dict[str, Any]:
    sent = {"kind": "job", "title": "Cook", "seats": "2", "swedish": "sfi_c"}
    return {**sent, **more}


def begin(world: PlacementWorld, asker: Client, **sent: Any) -> Opening:
    """A draft, begun on the first page."""
    response = asker.post("/openings/new/", {"kind": "job", "title": "Cook", **sent})
    assert response.status_code == 302, response.content.decode()
    return Opening.objects.get(state="draft")


def test_edit_opening_finds_the_occupation_and_keeps_the_terms(world: PlacementWorld) -> None:
    term = Concept.objects.get(key="licence:B")
    work = Concept.objects.get(key="ssyk:9412")
    asker = client(world, world.member)
    draft = begin(world, asker)
    sent = opening_data(occupation_words=work.label_en, **{f"asked-{term.pk}": "nice"})
    response = asker.post(f"/openings/{draft.pk}/edit/", sent)
    assert response.status_code == 302, response.content.decode()
    draft.refresh_from_db()
    asked = [(r.concept, r.must) for r in draft.requirements.all()]
    assert (draft.organisation, draft.occupation, asked) == (world.house, work, [(term, False)])
    assert draft.state == "draft"


def test_edit_opening_with_several_occupations_asks_which(world: PlacementWorld) -> None:
    asker = client(world, world.member, "sv")
    path = f"/openings/{begin(world, asker).pk}/edit/"
    response = asker.post(path, opening_data(occupation_words="lager"))
    text = response.content.decode()
    options = response.context["form"].options
    assert response.status_code == 422
    assert len(options) > 1
    assert f'name="occupation" value="{options[1].pk}"' in text
    sent = opening_data(occupation_words="lager", occupation=options[1].pk)
    assert asker.post(path, sent).status_code == 302
    assert Opening.objects.get(title="Cook").occupation == options[1]


def test_look_for_terms_keeps_what_is_typed_and_saves_nothing(world: PlacementWorld) -> None:
    asker = client(world, world.member, "sv")
    draft = begin(world, asker)
    sent = opening_data(title="", description="Warm kitchen", term_words="truck", look="1")
    response = asker.post(f"/openings/{draft.pk}/edit/", sent)
    text = response.content.decode()
    assert response.status_code == 200
    assert "Warm kitchen" in text
    assert 'name="asked-' in text
    assert response.context["form"].errors == {}
    draft.refresh_from_db()
    assert (draft.title, draft.description) == ("Cook", "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"seats": "0"}, "seats"),
        ({"title": ""}, "title"),
        ({"starts_on": days(5).isoformat(), "apply_by": days(9).isoformat()}, "starts_on"),
        ({"ends_on": days(5).isoformat(), "starts_on": days(9).isoformat()}, "ends_on"),
        ({"occupation_words": "xyzzy"}, "occupation_words"),
    ],
)
def test_edit_opening_refuses_bad_input(
    world: PlacementWorld, wrong: dict[str, str], field: str
) -> None:
    asker = client(world, world.member)
    sent = opening_data(description="Kept text", **wrong)
    response = asker.post(f"/openings/{begin(world, asker).pk}/edit/", sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Kept text" in response.content.decode()


def test_coordinator_begins_for_a_chosen_member(world: PlacementWorld) -> None:
    make_organisation(world.pact, stage=Stage.ACTIVE)
    asker = client(world, world.coordinator)
    assert asker.post("/openings/new/", {"kind": "job"}).status_code == 422
    sent = {"kind": "job", "organisation": world.house.pk}
    assert asker.post("/openings/new/", sent).status_code == 302


def test_search_terms_answers_htmx_with_a_piece(world: PlacementWorld) -> None:
    asker = client(world, world.member, "sv")
    path = "/openings/terms/?of=work&occupation_words=kock"
    found = asker.get(path, headers={"HX-Request": "true"}).content.decode()
    assert 'type="radio"' in found
    assert "<html" not in found
    assert asker.get(path).status_code == 302


def test_search_terms_keeps_what_is_already_chosen(world: PlacementWorld) -> None:
    term = Concept.objects.get(key="licence:B")
    path = f"/openings/terms/?of=terms&term_words=truck&asked-{term.pk}=must"
    response = client(world, world.member, "sv").get(path, headers={"HX-Request": "true"})
    rows = [(row.asked.term.key, row.asked.value) for row in response.context["asked"]]
    assert rows[0] == ("licence:B", "must")
    assert len(rows) > 1


def test_edit_and_close_opening(world: PlacementWorld) -> None:
    asker = client(world, world.member)
    path = f"/openings/{world.opening.pk}"
    assert asker.get(f"{path}/edit/").status_code == 200
    assert asker.post(f"{path}/edit/", opening_data(title="Baker")).status_code == 302
    assert asker.get(f"{path}/close/").status_code == 200
    assert asker.post(f"{path}/close/").status_code == 302
    world.opening.refresh_from_db()
    assert (world.opening.title, world.opening.state) == ("Baker", "closed")
    assert asker.post(f"{path}/close/").status_code == 422


def test_hold_opening_counts_once(world: PlacementWorld) -> None:
    visit = make_opening(world.house, world.member, kind="study_visit")
    asker, path = client(world, world.member), f"/openings/{visit.pk}/held/"
    assert asker.get(path).status_code == 200
    sent = {"held_on": TODAY.isoformat(), "participants": "12"}
    assert [asker.post(path, sent).status_code for _ in range(2)] == [302, 422]
