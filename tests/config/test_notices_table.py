"""docs/notices.md is true: it names every message, and the steps tell exactly those it says, once."""

import ast
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve

from pakten.activities.opportunities.actions.proposals import (
    agree_placement,
    answer_presentation,
    decline_proposal,
    present_person,
    propose_placement,
)
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import DeclineReason, PlacementState, Side
from pakten.base.access import ANONYMOUS, Role
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message, Notice
from pakten.base.notices.states import ALWAYS, RULES, Topic
from pakten.base.tenancy.context import enter
from pakten.parties.organisations.actions import (
    InterestAnswer,
    InterestForm,
    answer_interest,
    send_interest,
)
from pakten.parties.organisations.invitations import Invitation, invite_account
from pakten.parties.organisations.models import Contact, Interest
from pakten.parties.organisations.notices import ask_whether_contacts_are_right
from pakten.parties.organisations.states import ContactRole
from pakten.parties.organisations.states import DeclineReason as NoReason
from pakten.parties.pacts.models import Pact
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.callbacks import Callback, ask_callback
from pakten.parties.people.states import CallTime, Door, Purpose
from tests.factories.openings import PlacementWorld
from tests.factories.world import NOW, TODAY, days, make_staff, organisation_number

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<event>[^|]+) \| `(?P<name>[^`]+)` \| (?P<who>[^|]+) \| (?P<topic>\w+) \| (?P<pace>[\w ]+) \| (?P<link>[^|]+) \|$", re.M)  # fmt: skip
ROWS = {row["name"]: row for row in ROW.finditer((ROOT / "docs" / "notices.md").read_text())}
P = PlacementState


def messages() -> set[str]:
    """Every function that words a message: `room.function`."""
    found = set()
    for file in (ROOT / "pakten").rglob("*.py"):
        room = file.relative_to(ROOT / "pakten").parts
        if room[0] == "base" or not room[2:] or room[2].removesuffix(".py") != "notices":
            continue
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith(
                ("tell_", "warn_", "ask_")
            ):
                found.add(f"{room[1]}.{node.name}")
    return found


def test_every_message_stands_in_the_table() -> None:
    assert {name for name in ROWS if "._" not in name} == messages()


def test_the_table_tells_the_pace_of_the_topic() -> None:
    wrong = {
        name: row["pace"]
        for name, row in ROWS.items()
        if row["pace"] != ("always" if Topic(row["topic"]) in ALWAYS else _pace(row))
    }
    assert wrong == {}


def _pace(row: Any) -> str:
    return (
        "always" if row["pace"] == "always" else RULES[Topic(row["topic"])].pace.replace("_", " ")
    )


class Walk(PlacementWorld):
    """A pact with a mailbox, a member with a contact for each task, and those who follow a person."""

    def __init__(self) -> None:
        super().__init__()
        Pact.objects.filter(pk=self.pact.pk).update(email="mailbox@city.example")
        self.pact.refresh_from_db()
        self.admin = make_staff(self.pact, "admin")
        enter(self.pact.pk)
        Contact.objects.filter(organisation=self.house).delete()
        for name, role in (("boss", "signs"), ("hands", "daily"), ("hires", "recruits")):
            Contact.objects.create(
                pact=self.pact, organisation=self.house, name=name, roles=[ContactRole(role)],
                email=f"{name}@house.example",
            )  # fmt: skip
        people = {
            "office": self.coordinator, "counsellor": self.counsellor, "deputy": self.member,
            "participant": self.participant,
        }  # fmt: skip
        self.names = {
            Account.objects.get(pk=actor.account_id).email: name for name, actor in people.items()
        }
        self.invited = Invitation("ny@city.example", "Ny", Role.BOARD)
        self.interest = Interest.objects.create(
            pact=self.pact, organisation_name="Havtorn AB", contact_name="Eva", answer_by=days(3),
            email="eva@havtorn.example", received_at=NOW, number=organisation_number(),
        )  # fmt: skip
        self.consent = self.person.consents.order_by("pk")[0]
        self.one: Placement | None = None

    def told(self) -> set[tuple[str, str, str]]:
        """Who, topic, name of the page."""
        return {
            (
                self.names.get(n.to) or n.to.split("@")[0],
                n.topic,
                str(resolve(n.path).url_name) if n.path else "",
            )
            for n in Notice.objects.all()
        }

    def at(self, state: PlacementState) -> Placement:
        """The one placement; the first time it is asked for it is in this state."""
        self.one = self.one or self.placement(state)
        return self.one


def answer(walk: Walk, **words: Any) -> None:
    answer_interest(walk.interest, InterestAnswer(**words), by=walk.coordinator, at=NOW)


def answer_employer(walk: Walk, *, invite: bool) -> None:
    reason = None if invite else DeclineReason.TIME
    answer_presentation(walk.at(P.PRESENTED), invite=invite, reason=reason, by=walk.member, at=NOW)


def decline(walk: Walk, state: PlacementState) -> None:
    decline_proposal(
        walk.at(state), side=Side.PERSON, reason=DeclineReason.TIME, by=walk.participant, at=NOW
    )


Step = Callable[[Walk], object]
FORM = InterestForm("Havtorn AB", "Eva", "eva@havtorn.example")
CALL = Callback("Amina", "070-123 45 67", "ar", next(iter(CallTime)), next(iter(Door)))
STEPS: dict[str, tuple[Step, set[str]]] = {
    "organisations.tell_received": (
        lambda w: send_interest(w.pact, FORM, [], by=ANONYMOUS, at=NOW), {"eva", "office", "mailbox"},
    ),
    "organisations.tell_accepted": (lambda w: answer(w, accept=True), {"eva"}),
    "organisations.tell_declined": (
        lambda w: answer(w, accept=False, decline_reason=NoReason.OWN_CHOICE), {"eva"},
    ),
    "organisations.ask_whether_contacts_are_right": (
        lambda w: ask_whether_contacts_are_right(w.house, at=NOW), {"boss", "hands", "hires", "deputy"},
    ),
    "invitations._tell": (lambda w: invite_account(w.pact, w.invited, by=w.admin, at=NOW), {"ny"}),
    "people.tell_of_withdrawn_consent": (
        lambda w: withdraw_consent(w.person, Purpose(w.consent.purpose), by=w.participant, at=NOW),
        {"counsellor"},
    ),
    "people.tell_of_callback": (
        lambda w: ask_callback(w.pact, CALL, by=ANONYMOUS, at=NOW), {"office", "mailbox"},
    ),
    "opportunities.tell_proposal": (
        lambda w: propose_placement(w.opening, w.person, by=w.counsellor, at=NOW),
        {"participant"},
    ),
    "opportunities.tell_presented": (
        lambda w: present_person(w.at(P.ACCEPTED), by=w.counsellor, at=NOW), {"hires", "deputy"},
    ),
    "opportunities.tell_employer_withdrawn": (
        lambda w: decline(w, P.PRESENTED), {"hires", "deputy", "counsellor"},
    ),
    "opportunities.tell_counsellor_declined": (lambda w: decline(w, P.PROPOSED), {"counsellor"}),
    "opportunities.tell_answer": (lambda w: answer_employer(w, invite=True), {"counsellor"}),
    "opportunities.tell_agreed": (
        lambda w: agree_placement(w.at(P.INTERVIEWED), starts_on=TODAY, by=w.counsellor, at=NOW),
        {"hires", "deputy", "participant"},
    ),
}  # fmt: skip
# a second interest form or call is another event
AGAIN = set(STEPS) - {"organisations.tell_received", "people.tell_of_callback"}


@pytest.fixture
def walk(db: None) -> Walk:
    return Walk()


@pytest.mark.parametrize("name", STEPS)
def test_step_tells_exactly_those_in_the_table(walk: Walk, name: str) -> None:
    act, who = STEPS[name]
    act(walk)
    told = walk.told()
    row = ROWS[name]
    assert {reader for reader, _topic, _page in told} == who
    assert {topic for _reader, topic, _page in told} == {row["topic"]}
    # a personal link is not kept with its notice
    pages = {f"`{page}`" for _reader, _topic, page in told if page}
    assert pages == set(row["link"].split(", "))
    links = Message.objects.values_list("body", flat=True)
    assert all("http://127.0.0.1:8000/" in body for body in links)


@pytest.mark.parametrize("name", sorted(AGAIN))
def test_step_taken_twice_tells_nobody_again(walk: Walk, name: str) -> None:
    act, _who = STEPS[name]
    act(walk)
    before = (Notice.objects.count(), Message.objects.count())
    with suppress(ValidationError):
        act(walk)
    assert (Notice.objects.count(), Message.objects.count()) == before
