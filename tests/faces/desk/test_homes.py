"""Every role has a home; what waits stands there, and nothing of anybody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.activities.opportunities.models import FollowUp, Placement
from pakten.activities.opportunities.states import OpeningKind, PlacementState
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Role
from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import enter
from pakten.config.actors import build_actor
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact, Staff
from pakten.parties.pacts.states import Deed, StaffRole
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.models import CallbackRequest, Participant
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.guidance import make_session, make_step
from tests.factories.letters import make_letter, make_pledge
from tests.factories.openings import make_opening
from tests.factories.people import make_participant, sign_in_as
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)


class Scene:
    """A member with a letter, an opening and somebody presented; a participant who can sign in."""

    def __init__(self) -> None:
        self.pact: Pact = make_pact(phone="08-000 00 00", email="pakten@x.example")
        self.staff = {role: make_staff(self.pact, role, name=role.label) for role in StaffRole}
        enter(self.pact.pk)
        self.coordinator = self.staff[StaffRole.COORDINATOR]
        self.counsellor = self.staff[StaffRole.COUNSELLOR]
        self.house: Organisation = make_organisation(self.pact)
        self.member = make_representative(self.house)
        self.mentor = make_representative(self.house, "mentor")
        visits = make_measure(self.pact, Deed.STUDY_VISIT_HELD, per_person=False)
        training = make_measure(self.pact, Deed.SUPERVISOR_TRAINED, per_person=False)
        self.visits = make_pledge(self.house, visits)
        self.training = make_pledge(self.house, training, promised_by=Party.CITY)
        make_letter(self.house, self.visits, self.training, by=self.coordinator,
                    state=LetterState.ACTIVE, active_from=days(-90))  # fmt: skip
        self.opening = make_opening(self.house, self.member, kind=OpeningKind.JOB)
        self.person: Participant = make_participant(self.pact, self.counsellor)
        self.own = sign_in_as(self.person)

    def place(self, person: Participant | None = None, **fields: Any) -> Placement:
        values = {"state": PlacementState.PROPOSED, "proposed_at": NOW}
        return Placement.objects.create(
            pact=self.pact, opening=self.opening, participant=person or self.person,
            proposed_by_id=self.counsellor.account_id, **{**values, **fields},
        )  # fmt: skip

    def present(self, **fields: Any) -> Placement:
        values = {"presented_at": NOW, "answer_by": days(2), "shown_name": "Samira N."}
        return self.place(state=PlacementState.PRESENTED, **{**values, **fields})


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


@pytest.mark.parametrize("role", list(StaffRole))
def test_see_home_opens_for_every_role_of_the_pact(scene: Any, role: StaffRole) -> None:
    assert browser(scene.pact, scene.staff[role]).get("/home/").status_code == 200


@pytest.mark.parametrize("who", ["member", "mentor", "own"])
def test_see_home_opens_for_members_mentors_and_participants(scene: Any, who: str) -> None:
    scene.place()
    assert browser(scene.pact, getattr(scene, who)).get("/home/").status_code == 200


def test_see_home_of_a_visitor_is_the_sign_in(scene: Any) -> None:
    assert browser(scene.pact).get("/home/")["Location"] == "/login/?next=/home/"


def test_see_home_of_a_member_begins_with_what_waits_for_an_answer(scene: Any) -> None:
    marks = [{"state": "has"}, {"state": "has"}, {"state": "missing"}]
    placement = scene.present(marks=marks)
    page = browser(scene.pact, scene.member).get("/home/")
    (waiting,) = page.context["waiting"]
    assert (waiting.first, waiting.number, waiting.has, waiting.asked) == (placement, 1, 2, 3)
    assert "One proposal waits for an answer from you" in page.content.decode()


def test_see_home_of_a_member_never_names_somebody_before_their_yes(scene: Any) -> None:
    scene.place()
    page = browser(scene.pact, scene.member).get("/home/")
    assert page.context["waiting"] == []
    assert "Samira" not in page.content.decode()


def test_see_home_of_a_member_counts_answers_that_kept_the_promise(scene: Any) -> None:
    scene.present(answered_at=NOW, answer_by=TODAY, decline_reason="filled",
                  declined_by="employer")  # fmt: skip
    late = make_participant(scene.pact, scene.counsellor)
    scene.present(person=late, answer_by=days(-1))
    page = browser(scene.pact, scene.member).get("/home/")
    assert sorted(page.context["replies"].kept) == [False, True]


def test_see_home_of_a_member_shows_both_sides_promises(scene: Any) -> None:
    page = browser(scene.pact, scene.member).get("/home/")
    assert [each.progress.pledge for each in page.context["ours"]] == [scene.visits]
    assert [each.progress.pledge for each in page.context["theirs"]] == [scene.training]
    assert f"/promises/{scene.visits.pk}/record/" in page.content.decode()


def test_see_our_promises_is_the_members(scene: Any) -> None:
    assert browser(scene.pact, scene.member).get("/our-promises/").status_code == 200
    assert browser(scene.pact, scene.own).get("/our-promises/").status_code == 403


def test_see_home_of_a_participant_asks_for_the_answer_first(scene: Any) -> None:
    placement = scene.place()
    page = browser(scene.pact, scene.own, "ar").get("/home/")
    assert page.context["to_answer"] == [placement]
    assert 'dir="rtl"' in page.content.decode()


def test_see_home_of_a_counsellor_holds_calls_and_own_matters(scene: Any) -> None:
    call = CallbackRequest.objects.create(
        pact=scene.pact, name="Hodan", phone="070-174 06 10", language="so", door="work",
        asked_at=NOW,
    )  # fmt: skip
    placement = scene.place(proposed_at=NOW - timedelta(days=20))
    other = make_participant(scene.pact, scene.coordinator)
    scene.place(other)
    page = browser(scene.pact, scene.counsellor).get("/home/")
    assert list(page.context["calls"]) == [call]
    assert [matter.placement for matter in page.context["matters"]] == [placement]


def test_see_home_of_a_counsellor_tells_whom_nothing_can_be_looked_for(scene: Any) -> None:
    withdraw_consent(scene.person, Purpose.MATCHING, by=scene.counsellor, at=NOW)
    page = browser(scene.pact, scene.counsellor).get("/home/")
    assert page.context["no_consent"] == [scene.person]


def test_switch_role_changes_the_home_and_no_verb(scene: Any) -> None:
    account = Account.objects.get(pk=scene.member.account_id)
    Staff.objects.create(pact=scene.pact, account=account, role="board")
    both = build_actor(account)
    assert set(both.roles()) == {Role.MEMBER, Role.BOARD}
    client = browser(scene.pact, both)
    assert client.get("/home/").templates[0].name == "desk/board_home.html"
    assert client.post("/home/role/", {"role": "member"}).status_code == 302
    assert client.get("/home/").templates[0].name == "desk/member_home.html"


def test_switch_role_to_one_not_held_changes_nothing(scene: Any) -> None:
    client = browser(scene.pact, scene.member)
    client.post("/home/role/", {"role": "admin"})
    assert client.get("/home/").templates[0].name == "desk/member_home.html"
    assert client.get("/home/role/").status_code == 405


def test_see_person_shows_profile_consents_placements_and_history(scene: Any) -> None:
    placement = scene.place()
    withdraw_consent(scene.person, Purpose.CONTACT, by=scene.counsellor, at=NOW)
    page = browser(scene.pact, scene.counsellor).get(f"/people/{scene.person.pk}/")
    assert [each["row"] for each in page.context["placements"]] == [placement]
    titles = [each.title for each in page.context["history"]]
    assert "Registered" in titles
    assert "Took back: We may call or write to you" in titles


def test_see_person_of_oneself_is_the_own_profile(scene: Any) -> None:
    client = browser(scene.pact, scene.own)
    assert client.get(f"/people/{scene.person.pk}/")["Location"] == "/me/profile/"
    other = make_participant(scene.pact, scene.counsellor)
    assert client.get(f"/people/{other.pk}/").status_code == 404


def test_see_person_is_never_the_employers(scene: Any) -> None:
    scene.present()
    address = f"/people/{scene.person.pk}/"
    assert browser(scene.pact, scene.member).get(address).status_code == 403
    other = make_pact()
    stranger = browser(other, make_staff(other, "counsellor"))
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/me/profile/", "/me/data/"])
@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_own_pages_open_in_every_language(scene: Any, address: str, language: str) -> None:
    scene.present()
    assert browser(scene.pact, scene.own, language).get(address).status_code == 200


def test_see_own_data_tells_which_employer_has_seen_the_name(scene: Any) -> None:
    client = browser(scene.pact, scene.own)
    seen = "Your name, and what you said yes to showing."
    assert seen not in client.get("/me/data/").content.decode()
    scene.present()
    assert seen in client.get("/me/data/").content.decode()


@pytest.mark.parametrize("who", ["member", "own", "counsellor"])
def test_see_home_costs_little(scene: Any, who: str) -> None:
    scene.present()
    client = browser(scene.pact, getattr(scene, who))
    with CaptureQueriesContext(connection) as queries:
        client.get("/home/")
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) <= 25


def test_see_home_of_a_counsellor_begins_with_the_own_steps(scene: Any) -> None:
    late = make_step(scene.person, scene.counsellor, what="Call the school", due_on=days(-2))
    make_step(scene.person, scene.counsellor, what="Send the papers", due_on=TODAY)
    make_step(scene.person, scene.counsellor, what="Far off", due_on=days(30))
    make_step(make_participant(scene.pact, scene.coordinator), scene.coordinator, due_on=days(-3))
    page = browser(scene.pact, scene.counsellor).get("/home/")
    found = {
        group["label"]: [row.what for row in group["rows"]] for group in page.context["groups"]
    }
    assert found == {
        "Late": [f"{late.participant}: Call the school"],
        "Today": [f"{late.participant}: Send the papers"],
    }


def test_see_home_of_a_counsellor_folds_many_steps(scene: Any) -> None:
    for number in range(10):
        make_step(scene.person, scene.counsellor, what=f"Step {number}", due_on=days(-2))
    page = browser(scene.pact, scene.counsellor).get("/home/")
    (late,) = page.context["groups"]
    assert (late["number"], late["rows"][-1].what) == (9, "2 more next steps")
    assert late["rows"][-1].href == "/my-people/?when=late"


def test_see_home_counts_those_without_a_counsellor(scene: Any) -> None:
    Participant.objects.update(counsellor=None)
    said = "1 person has no counsellor"
    for who in (scene.counsellor, scene.coordinator):
        groups = browser(scene.pact, who).get("/home/").context["groups"]
        assert said in [row.what for group in groups for row in group["rows"]]


def test_see_home_of_a_member_has_the_places_that_wait(scene: Any) -> None:
    scene.opening.posted_at = NOW - timedelta(days=200)
    scene.opening.save(update_fields=["posted_at"])
    draft = make_opening(scene.house, scene.member, title="A cook", state="draft")
    placement = scene.place(
        state=PlacementState.STARTED, started_on=days(-40), presented_at=NOW,
        shown_name="Samira N.",
    )  # fmt: skip
    FollowUp.objects.create(
        pact=scene.pact, placement=placement, months=1, side="employer", due_on=days(-1)
    )
    page = browser(scene.pact, scene.member).get("/home/")
    assert [(each.what, each.href) for each in page.context["matters"]] == [
        ("How does it go for Samira N.?", f"/placements/{placement.pk}/after/1/"),
        (f"Is it still true? {scene.opening.title}", f"/openings/{scene.opening.pk}/"),
        ("You began: A cook", f"/openings/{draft.pk}/edit/"),
    ]


def test_see_person_asks_few_questions(scene: Any) -> None:
    """Also of somebody with a placement, a plan and a session behind them."""
    scene.place()
    make_step(scene.person, scene.counsellor)
    make_session(scene.person, scene.counsellor, ended_at=NOW)
    client = browser(scene.pact, scene.counsellor)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/people/{scene.person.pk}/")
    assert "Filled in together" in [each.title for each in page.context["history"]]
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) <= 25
