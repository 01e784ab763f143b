"""People saved for an opening, for later: the office's own list, that ranks nobody."""

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.actions.asides import put_back, set_aside
from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.activities.opportunities.models import Opening, SetAside
from pakten.activities.opportunities.queries import shortlist
from pakten.activities.opportunities.queries.asides import saved_for, saved_places
from pakten.base.access import Actor, Denied
from pakten.base.audit.models import Look
from pakten.oversight.privacy.actions.erasing import erase_person
from pakten.oversight.privacy.everything import everything_of
from pakten.parties.people.models import Participant
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.world import NOW


def saved(world: PlacementWorld, note: str | None = "") -> SetAside:
    return set_aside(world.opening, [world.person], note, by=world.counsellor, at=NOW)[0]


def path(world: PlacementWorld, end: str = "people") -> str:
    return f"/openings/{world.opening.pk}/{end}/"


def test_set_aside_keeps_the_note_unless_it_is_written_anew(world: PlacementWorld) -> None:
    saved(world, " Likes early mornings ")
    saved(world, None)
    assert [row.note for row in saved_for(world.opening, world.counsellor)] == [
        "Likes early mornings"
    ]
    saved(world, "Ring in January")
    assert saved_places(world.person, world.counsellor) == {world.opening.pk: "Ring in January"}


def test_put_back_twice_is_the_same_as_once(world: PlacementWorld) -> None:
    saved(world)
    client, end = browser(world.pact, world.counsellor), f"aside/{world.person.pk}/back"
    pages = [client.post(path(world, end))["Location"] for _each in "ab"]
    assert (pages, SetAside.objects.count()) == ([path(world)] * 2, 0)


def test_put_back_takes_only_that_one(world: PlacementWorld) -> None:
    saved(world)
    other = world.another()
    set_aside(world.opening, [other], "", by=world.counsellor, at=NOW)
    put_back(world.opening, world.person, by=world.counsellor, at=NOW)
    assert [row.participant_id for row in SetAside.objects.all()] == [other.pk]


@pytest.mark.parametrize("state", ["draft", "filled", "closed"])
def test_set_aside_refuses_what_is_not_open(world: PlacementWorld, state: str) -> None:
    Opening.objects.update(state=state)
    with pytest.raises(ValidationError):
        saved(world)


def test_set_aside_refuses_whom_is_asked_already(world: PlacementWorld) -> None:
    world.placement()
    with pytest.raises(ValidationError):
        saved(world)


def test_set_aside_holds_only_while_the_person_lets_us_look(world: PlacementWorld) -> None:
    saved(world)
    world.person.consents.filter(purpose="matching").update(withdrawn_at=NOW)
    assert not saved_for(world.opening, world.counsellor)
    with pytest.raises(ValidationError):
        saved(world)


def test_set_aside_ends_when_the_person_is_asked(world: PlacementWorld) -> None:
    saved(world)
    propose_placement(world.opening, world.person, by=world.counsellor, at=NOW)
    assert SetAside.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "participant"])
def test_set_aside_is_the_offices_alone(world: PlacementWorld, who: str) -> None:
    saved(world)
    actor: Actor = getattr(world, who)
    assert list(SetAside.objects.visible_to(actor)) == []
    with pytest.raises(Denied):
        set_aside(world.opening, [world.person], "", by=actor, at=NOW)


def test_set_aside_saves_those_ticked_and_shows_them(world: PlacementWorld) -> None:
    client = browser(world.pact, world.counsellor)
    sent = client.post(path(world, "aside"), {"person": [str(world.person.pk)]})
    assert sent["Location"] == path(world) + "#saved"
    assert [each.participant_id for each in SetAside.objects.all()] == [world.person.pk]
    page = client.get(path(world))
    assert page.context["saved_ids"] == {world.person.pk}


def test_see_shortlist_names_who_is_saved_only_while_the_person_lets_us_look(
    world: PlacementWorld,
) -> None:
    saved(world, "Ring in January")
    client = browser(world.pact, world.counsellor)
    (row,) = client.get(path(world)).context["found"].saved
    assert (row.person, row.said.note, row.said.at) == (world.person, "Ring in January", NOW)
    assert "Ring in January" in client.get(path(world)).content.decode()
    world.person.consents.filter(purpose="matching").update(withdrawn_at=NOW)
    assert client.get(path(world)).context["found"].saved == []


def test_set_aside_says_what_is_wrong_beside_the_note(world: PlacementWorld) -> None:
    saved(world, "Short")
    told = {"person": [str(world.person.pk)], "note": "x" * 201}
    answer = browser(world.pact, world.counsellor).post(path(world, "aside"), told)
    ((_row, form),) = answer.context["saved"]
    assert (answer.status_code, list(form.errors), form["note"].value()) == (
        422, ["note"], "x" * 201,
    )  # fmt: skip


@pytest.mark.parametrize("ticked", [[], ["0"], ["x"], ["9" * 30]])
def test_set_aside_without_anybody_is_refused(world: PlacementWorld, ticked: list[str]) -> None:
    answer = browser(world.pact, world.counsellor).post(path(world, "aside"), {"person": ticked})
    assert (answer.status_code, SetAside.objects.count()) == (422, 0)


def test_set_aside_is_in_the_persons_copy_and_goes_with_the_person(world: PlacementWorld) -> None:
    saved(world, "Ring in January")
    copy = everything_of(world.person)["tables"]["opportunities.SetAside"]
    assert [row["note"] for row in copy] == ["Ring in January"]
    erase_person(world.person.pk, at=NOW)
    assert SetAside.objects.count() == 0


def test_see_shortlist_is_written_down_for_each_person_shown(world: PlacementWorld) -> None:
    other = world.another()
    world.placement()
    for _each in "ab":
        browser(world.pact, world.counsellor).get(path(world))
    looks = Look.objects.filter(purpose="shortlist").values_list("person_id", flat=True)
    assert sorted(looks) == sorted([world.person.pk, other.pk])
    assert Participant.objects.filter(pk__in=looks).count() == 2


def test_see_shortlist_shows_no_more_than_a_page_of_people(
    world: PlacementWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.another()
    monkeypatch.setattr(shortlist, "MOST", 1)
    page = browser(world.pact, world.counsellor).get(path(world), {"all": "1"})
    assert (len(page.context["found"].rows), page.context["found"].hidden) == (1, 1)
    assert Look.objects.filter(purpose="shortlist").count() == 1
