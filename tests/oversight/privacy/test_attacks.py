"""What somebody who means no good may try at the addresses of people, links and requests."""

import logging
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from pakten.activities.opportunities.actions.links import About
from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState, Side
from pakten.activities.pulses.models import Supervision
from pakten.base.notices.models import Message, Notice
from pakten.base.terms.models import Concept
from pakten.config.secret import WithoutSecrets
from pakten.oversight.privacy.actions.erasing import erase_person
from pakten.oversight.privacy.models import Correction, Erasure
from pakten.oversight.privacy.traces import still_named
from pakten.parties.pacts.links import new_token
from pakten.parties.people.models import Consent, ProfileLink, Skill
from tests.factories.browser import browser
from tests.factories.everything import Everything, everything
from tests.factories.people import make_participant, sign_in_as
from tests.factories.privacy import EMAIL, make_marked
from tests.factories.pulses import make_key, make_supervision
from tests.factories.world import NOW, days, inside

pytestmark = pytest.mark.django_db
PERSON = (
    "{}/", "{}/edit/contact/", "{}/edit/skills/", "{}/say-yes/matching/", "{}/take-back/matching/",
    "{}/tell/can/", "{}/saved/", "{}/shown/", "{}/picture/", "{}/picture.jpg", "{}/link/", "{}/access/",
    "{}/together/", "{}/steps/plan/", "{}/leave/", "{}/back/", "{}/remove/", "{}/keep/", "{}/share/",
    "{}/openings/", "{}/or/{}/", "{}/or/{}/apart/", "{}/or/{}/merge/",
)  # fmt: skip
SENT = {"sent": "1", "keep": "1", "then": "remove", "picture": "", "consent": "on"}
LINKS = {
    About.PROPOSAL: ("proposal/{}/", "proposal/{}/yes/", "proposal/{}/no/", "not-me/{}/"),
    About.PRESENTATION: ("presented/{}/", "presented/{}/picture.jpg"),
    About.WEEK: ("week/{}/", "week/{}/stop/"),
    About.FOLLOW_UP: ("how-it-goes/{}/",),
}


@pytest.fixture
def world() -> Any:
    made = make_marked()
    with inside(made.pact):
        yield made


@pytest.fixture(scope="module")
def all_of(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic():
        yield everything()
        transaction.set_rollback(True)


def tried(client: Client, path: str) -> set[int]:
    return {client.get(path).status_code, client.post(path, SENT).status_code}


@pytest.mark.parametrize("who", ["participant", "member", "mentor", "visitor", "elsewhere"])
def test_nobody_reaches_somebody_elses_person(all_of: Everything, who: str) -> None:
    client, ids = all_of.browser(who), all_of.ids["another's"]
    paths = [f"/people/{each}".format(ids["participant"], ids["other"]) for each in PERSON]
    found = {path: tried(client, path) - {302, 403, 404, 405} for path in paths}
    assert {path: codes for path, codes in found.items() if codes} == {}
    assert (Erasure.objects.count(), Correction.objects.filter(answered_at=NOW).count()) == (0, 0)


@pytest.mark.parametrize("who", ["coordinator", "counsellor", "participant", "member"])
def test_nobody_reaches_a_person_session_step_or_pair_of_another_pact(
    all_of: Everything, who: str
) -> None:
    client, ids = all_of.browser(who), all_of.ids["other pact"]
    own = all_of.ids["own"]["participant"]
    paths = [f"/people/{each}".format(ids["participant"], ids["other"]) for each in PERSON]
    paths += [f"/people/{own}/or/{ids['participant']}/{end}" for end in ("", "merge/", "apart/")]
    paths += [f"/sessions/{ids['sitting']}/{end}" for end in ("", "answers/", "end/", "copy/")]
    paths += [f"/steps/{ids['step']}/{end}/" for end in ("edit", "done", "reopen", "remove")]
    paths += [f"/rounds/{ids['round']}/", f"/rounds/{ids['round']}/publish/"]
    paths += [f"/rounds/pairs/{ids['round_pair']}/{end}/" for end in ("lock", "veto", "release")]
    paths += [f"/data-requests/{ids['correction']}/answer/"]
    found = {path: tried(client, path) - {403, 404, 405} for path in paths}
    assert {path: codes for path, codes in found.items() if codes} == {}


def paths_of(about: About, token: str) -> list[str]:
    return [f"/{each.format(token)}" for each in LINKS[about]]


def key(world: Any, about: About) -> tuple[Placement, Any]:
    state = {About.PROPOSAL: "proposed", About.PRESENTATION: "presented"}.get(about, "started")
    placement = world.place(state)
    if state == "started":
        placement.started_on = days(-60)
        placement.save()
        make_supervision(placement)
    side = Side.PERSON if about == About.PROPOSAL else Side.EMPLOYER
    return placement, make_key(placement, about, side, 1 if about == About.FOLLOW_UP else 0)


@pytest.mark.parametrize("about", [*About])
@pytest.mark.parametrize("ended", ["replaced", "disowned", "too old"])
def test_a_link_that_ended_tells_nothing_and_changes_nothing(
    world: Any, about: About, ended: str
) -> None:
    placement, made = key(world, about)
    if ended == "replaced":
        make_key(placement, about, Side(made.link.side), made.link.months, made.link.week_on)
    else:
        column = "disowned_at" if ended == "disowned" else "expires_at"
        type(made.link).objects.filter(pk=made.link.pk).update(**{column: NOW - days_of(400)})
    client, before = browser(world.pact), kept(placement)
    for path in paths_of(about, made.token):
        for answer in (client.get(path), client.post(f"{path}?stopped=1", {"why": "no_more"})):
            text = answer.content.decode(errors="ignore")
            assert (world.person.given_name in text, world.opening.title in text) == (False, False)
    assert kept(placement) == before


def days_of(number: int) -> Any:
    return NOW - NOW.replace(year=NOW.year - 1) if number > 364 else NOW - NOW


def kept(placement: Placement) -> tuple[Any, ...]:
    placement.refresh_from_db()
    stopped = Supervision.objects.filter(placement=placement).values_list("stopped_at", flat=True)
    return placement.state, placement.answered_at, list(stopped)


@pytest.mark.parametrize("about", [*About])
def test_a_wrong_secret_is_not_found(world: Any, about: About) -> None:
    client = browser(world.pact)
    for secret in (new_token(world.pact.pk), "x", f"{world.pact.pk:x}.", "zz.zz", "fffffff.abc"):
        for path in paths_of(about, secret):
            assert tried(client, path) == {404}


def test_not_me_pressed_many_times_tells_the_office_once(world: Any) -> None:
    _placement, made = key(world, About.PROPOSAL)
    client = browser(world.pact)
    codes = [client.post(f"/not-me/{made.token}/").status_code for _time in range(5)]
    assert codes == [302, 200, 200, 200, 200]
    assert Notice.objects.filter(about__endswith="disowned").count() == 1


@pytest.mark.parametrize("about", [*About])
def test_pages_behind_secrets_are_kept_nowhere(world: Any, about: About) -> None:
    _placement, made = key(world, about)
    for path in paths_of(about, made.token):
        answer = browser(world.pact).get(path)
        if answer.status_code == 200:
            told = (answer["Cache-Control"], answer["X-Robots-Tag"], answer["Referrer-Policy"])
            assert told == ("no-store", "noindex, nofollow", "same-origin")


def test_begin_profile_bombs_no_address(world: Any) -> None:
    codes = [
        browser(world.pact).post("/begin/", {"email": written}).status_code
        for written in ("A@example.org", "a@example.org", " a@EXAMPLE.org", "a@example.org")
    ]
    assert (codes, Message.objects.filter(to="a@example.org").count()) == ([302, 302, 302, 429], 3)


def test_begin_profile_bombs_no_many_addresses_whatever_forwarded_for_says(world: Any) -> None:
    client = browser(world.pact)
    codes = [
        client.post(
            "/begin/", {"email": f"a{n}@example.org"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}"
        ).status_code
        for n in range(22)
    ]
    assert (codes[:20], codes[20:]) == ([302] * 20, [429] * 2)


def test_logs_hold_no_secret() -> None:
    token = new_token(7)
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", f"/week/{token}/stop/"), None
    )  # fmt: skip
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Not Found: /week/…/stop/"


def test_erasure_takes_the_links_that_the_person_began_with(world: Any) -> None:
    ProfileLink.objects.create(
        pact=world.pact, email=EMAIL, language="so", token_hash="x", sent_at=NOW, ends_at=NOW
    )
    erase_person(world.person.pk, at=NOW)
    assert (ProfileLink.objects.count(), still_named([EMAIL])) == (0, {})


def test_a_piece_of_another_person_is_not_removed(world: Any) -> None:
    other = make_participant(world.pact, world.counsellor, given_name="Omar")
    term = Concept.objects.filter(kind="skill").first()
    theirs = Skill.objects.create(pact=world.pact, participant=world.person, skill=term)
    client = browser(world.pact, sign_in_as(other))
    client.post(f"/people/{other.pk}/edit/skills/", {"remove": theirs.pk})
    client.post(f"/people/{other.pk}/tell/can/", {"remove": theirs.pk, "then": "stay"})
    assert Skill.objects.filter(pk=theirs.pk).exists()


def test_nothing_personal_in_subjects_and_addresses_of_mails(world: Any) -> None:
    client = browser(world.pact, world.participant)
    client.post(f"/people/{world.person.pk}/remove/")
    client.post("/me/data/wrong/", {"text": "My name is wrong."})
    subjects = list(Message.objects.values_list("subject", flat=True))
    assert [each for each in subjects if world.person.family_name in each] == []
    assert Consent.objects.filter(withdrawn_at__isnull=True).exclude(purpose="contact").count() == 0


@pytest.mark.parametrize("state", [PlacementState.PROPOSED, PlacementState.ACCEPTED])
def test_the_house_never_reads_a_name_by_the_links_of_the_person(world: Any, state: str) -> None:
    placement = world.place(state)
    made = make_key(placement, About.PRESENTATION, Side.EMPLOYER)
    text = browser(world.pact).get(f"/presented/{made.token}/").content.decode()
    assert (world.person.given_name in text, world.person.family_name in text) == (False, False)
