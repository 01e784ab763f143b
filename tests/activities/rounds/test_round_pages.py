"""Pages of a round: who sees what, what it costs, and decisions through the forms."""

import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.activities.rounds.actions.reviewing import lock_pair
from pakten.activities.rounds.models import Round
from pakten.activities.rounds.states import PairState
from pakten.base.access import Actor
from pakten.base.audit.models import Look
from pakten.base.audit.states import LookPurpose
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.rounds import RoundWorld
from tests.factories.world import NOW, inside, make_pact, make_staff


def get(world: RoundWorld, actor: Actor, path: str, status: int = 200) -> str:
    response = browser(world.pact, actor).get(path)
    assert response.status_code == status
    return response.content.decode()


def post(world: RoundWorld, actor: Actor, path: str, **data: object) -> int:
    return browser(world.pact, actor).post(path, data).status_code


def cost(world: RoundWorld, path: str) -> int:
    asker = browser(world.pact, world.coordinator)
    with CaptureQueriesContext(connection) as queries:
        assert asker.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["", "?show=locked", "publish/", "proof/"])
def test_pages_of_a_round_cost_the_same_at_three_and_thirty(db: None, path: str) -> None:
    costs = []
    for number in (3, 30):
        world = RoundWorld(people=number + 4, places=number)
        with inside(world.pact, world.coordinator):
            each = world.solved()
            lock_pair(world.pair(each), by=world.coordinator, at=NOW)
            costs.append(cost(world, f"/rounds/{each.pk}/{path}"))
    assert costs[0] == costs[1] <= 25


def test_see_round_puts_those_without_first_and_tells_the_certificate(world: RoundWorld) -> None:
    each = world.solved()
    page = get(world, world.coordinator, f"/rounds/{each.pk}/")
    assert page.index("without a proposal") < page.index('id="proposals"')
    assert "Best possible: proved." in page
    assert str(each.unmatched.get().participant) in page


def test_see_round_hides_who_took_the_consent_back(world: RoundWorld) -> None:
    each = world.solved()
    person = world.pair(each).participant
    Consent.objects.filter(participant=person, purpose=Purpose.MATCHING).delete()
    page = get(world, world.coordinator, f"/rounds/{each.pk}/")
    assert str(person) not in page
    assert "1 person has taken back the consent" in page


def test_see_round_writes_one_look_for_each_person_it_names(world: RoundWorld) -> None:
    each = world.solved()
    for _again in range(2):
        get(world, world.coordinator, f"/rounds/{each.pk}/")
    named = [row.participant_id for row in (*each.pairs.all(), *each.unmatched.all())]
    looks = Look.objects.filter(purpose=LookPurpose.ROUND)
    assert sorted(looks.values_list("person_id", flat=True)) == sorted(named)


def test_see_round_is_for_those_who_match_people(world: RoundWorld) -> None:
    each = world.solved()
    analyst = make_staff(world.pact, StaffRole.ANALYST)
    get(world, world.counsellor, f"/rounds/{each.pk}/")
    get(world, analyst, f"/rounds/{each.pk}/", status=403)
    other = make_pact()
    theirs = make_staff(other)
    assert browser(other, theirs).get(f"/rounds/{each.pk}/").status_code == 404


def test_lock_pair_and_release_pair_by_a_counsellor(world: RoundWorld) -> None:
    pair = world.pair(world.solved())
    assert post(world, world.counsellor, f"/rounds/pairs/{pair.pk}/lock/") == 302
    pair.refresh_from_db()
    assert pair.state == PairState.LOCKED
    assert post(world, world.counsellor, f"/rounds/pairs/{pair.pk}/release/") == 302
    pair.refresh_from_db()
    assert pair.state == PairState.PROPOSED


def test_veto_pair_without_a_reason_asks_again_in_its_place(world: RoundWorld) -> None:
    pair = world.pair(world.solved())
    path = f"/rounds/pairs/{pair.pk}/veto/"
    response = browser(world.pact, world.counsellor).post(path, {"note": "The bus"})
    assert response.status_code == 422
    assert "Choose a reason from the list." in response.content.decode()
    assert post(world, world.counsellor, path, reason="travel", note="The bus") == 302
    pair.refresh_from_db()
    assert (pair.state, pair.note) == (PairState.VETOED, "The bus")


@pytest.mark.parametrize("path", ["count/", "publish/", "discard/", "lift/"])
def test_what_decides_the_round_is_the_offices(world: RoundWorld, path: str) -> None:
    each = world.solved()
    assert post(world, world.counsellor, f"/rounds/{each.pk}/{path}") == 403


def test_draft_round_shows_how_many_and_then_counts(world: RoundWorld) -> None:
    page = get(world, world.coordinator, "/rounds/new/?kinds=job&mode=best&most_loss=2")
    assert "<b>3</b> people and <b>2</b> free places" in page
    values = {"kinds": ["job"], "mode": "best", "most_loss": "2", "first_waiting": "on"}
    assert post(world, world.coordinator, "/rounds/new/", **values) == 302
    each = Round.objects.get()
    assert (each.state, each.turn) == ("solving", 1)
    assert "being worked out" in get(world, world.coordinator, f"/rounds/{each.pk}/")


def test_draft_round_without_a_kind_says_so(world: RoundWorld) -> None:
    assert post(world, world.coordinator, "/rounds/new/", mode="best", most_loss="2") == 422


def test_a_round_is_exported_with_its_decisions(world: RoundWorld) -> None:
    each = world.solved()
    asker = browser(world.pact, world.coordinator)
    rows = asker.get(f"/rounds/{each.pk}/?format=csv").content.decode("utf-8-sig").splitlines()
    assert (rows[0], len(rows)) == ("Person;Place;Member;Your decision;Reason", 3)


def test_web_processes_do_not_import_the_engine() -> None:
    """The pages of rounds are there without the engine's compiled parts."""
    code = (
        "import os, sys, django;"
        "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'pakten.config.settings'); django.setup();"
        "import pakten.activities.rounds.urls;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'numba', 'ortools', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
