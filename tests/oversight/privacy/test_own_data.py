"""My data: all on one page, every switch at once, everything to take along, and nobody else's."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.audit.actions import look
from pakten.base.audit.queries import looks_at
from pakten.base.audit.states import LookPurpose
from pakten.oversight.privacy.models import Correction
from pakten.parties.people.models import Education, Participant
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.openings import PlacementWorld
from tests.factories.people import make_participant, sign_in_as
from tests.factories.privacy import make_marked
from tests.factories.world import NOW, inside, make_pact, make_staff

pytestmark = pytest.mark.django_db
ISO = re.compile(r"^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$")
# The top of schema v1.0.0, which allows nothing else, and the kind of each part.
SECTIONS = {
    "$schema": str, "basics": dict, "work": list, "volunteer": list, "education": list,
    "awards": list, "certificates": list, "publications": list, "skills": list,
    "languages": list, "interests": list, "references": list, "projects": list, "meta": dict,
}  # fmt: skip
STRINGS = {
    "work": {"name", "location", "description", "position", "url", "startDate", "endDate", "summary"},
    "education": {"institution", "url", "area", "studyType", "startDate", "endDate", "score"},
    "certificates": {"name", "date", "url", "issuer"},
    "skills": {"name", "level"},
    "languages": {"language", "fluency"},
    "interests": {"name"},
}  # fmt: skip
LISTS = {
    "work": {"highlights"},
    "education": {"courses"},
    "skills": {"keywords"},
    "interests": {"keywords"},
}


@pytest.fixture
def world() -> Any:
    made = make_marked()
    with inside(made.pact):
        yield made


def page(world: Any, path: str = "/me/data/", who: str = "participant", lang: str = "en") -> Any:
    return browser(world.pact, getattr(world, who), lang).get(path)


def consenting(world: Any, purpose: Purpose) -> bool:
    return Participant.objects.filter(pk=world.person.pk).consenting(purpose).exists()


@pytest.mark.parametrize("purpose", Purpose)
def test_own_switch_takes_back_and_gives_with_one_press_each(world: Any, purpose: Purpose) -> None:
    client = browser(world.pact, world.participant)
    pk = world.person.pk
    seen = []
    for word in ("take-back", "say-yes"):
        answer = client.post(f"/people/{pk}/{word}/{purpose.value}/")
        assert answer.status_code == 302, (
            word,
            answer.status_code,
            answer.content.decode()[-3000:],
        )
        seen.append((answer.status_code, answer["Location"], consenting(world, purpose)))
    assert seen == [(302, "/me/data/", False), (302, "/me/data/", True)]


def test_see_own_data_has_a_switch_for_every_purpose(world: Any) -> None:
    text = page(world).content.decode()
    found = re.findall(r'role="switch" aria-checked="(\w+)"', text)
    assert found == ["true"] * len(Purpose)


def test_see_own_data_tells_which_employer_sees_the_name(world: Any) -> None:
    seen = "Your name, and what you said yes to showing."
    gone = "Nothing any more. You took back your yes."
    before = page(world).content.decode()
    browser(world.pact, world.participant).post(f"/people/{world.person.pk}/take-back/presenting/")
    after = page(world).content.decode()
    assert [(seen in t, gone in t) for t in (before, after)] == [(True, False), (False, True)]


@pytest.mark.parametrize("lang", ["sv", "en", "ar", "so", "ti", "fa", "uk", "tr", "bs", "ru"])
def test_see_own_data_opens_in_every_language(world: Any, lang: str) -> None:
    answer = page(world, lang=lang)
    assert (answer.status_code, f'lang="{lang}"' in answer.content.decode()) == (200, True)


def test_see_own_data_costs_little(world: Any) -> None:
    for account in range(30):
        look(world.person.pk, LookPurpose.PAGE, make_looker(world, account), NOW)
    client = browser(world.pact, world.participant)
    with CaptureQueriesContext(connection) as queries:
        client.get("/me/data/")
    assert len(asked(queries)) <= 22


def asked(queries: Any) -> list[str]:
    return [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]


def make_looker(world: Any, n: int) -> Any:
    return type(world.counsellor)(10_000 + n, "x", world.counsellor.grants)


def test_see_looks_names_who_opened_the_page_and_why(world: Any) -> None:
    browser(world.pact, world.counsellor).get(f"/people/{world.person.pk}/")
    text = page(world, "/me/data/visits/").content.decode()
    found = [word in text for word in ("Leila Nouri", "Counsellor", "Opened your page")]
    assert found == [True, True, True]


def test_see_looks_has_the_employer_who_read_the_presentation(world: Any) -> None:
    browser(world.pact, world.member).get(f"/placements/{world.placed.pk}/")
    rows = list(looks_at(world.person.pk).values_list("purpose", "organisation_id"))
    assert rows == [("presented", world.house.pk)]


def test_see_looks_are_nobody_elses(world: Any) -> None:
    other = make_participant(world.pact, world.counsellor, given_name="Omar")
    actor = sign_in_as(other)
    look(world.person.pk, LookPurpose.PAGE, world.counsellor, NOW)
    text = browser(world.pact, actor, "en").get("/me/data/visits/").content.decode()
    assert "Nobody has opened your data yet" in text


def test_own_visit_is_not_written_down(world: Any) -> None:
    page(world)
    page(world, "/me/data/copy/all/")
    assert looks_at(world.person.pk).count() == 0


@pytest.mark.parametrize("lang", ["sv", "en", "ar", "ti"])
def test_take_copy_as_pdf_is_tagged_in_the_readers_language(world: Any, lang: str) -> None:
    answer = page(world, "/me/data/copy/pdf/", lang=lang)
    body = answer.content
    assert (answer.status_code, body[:5], b"/MarkInfo" in body or b"/StructTreeRoot" in body) == (
        200, b"%PDF-", True,
    )  # fmt: skip


def test_take_copy_as_resume_has_the_shape_of_the_schema(world: Any) -> None:
    resume = json.loads(page(world, "/me/data/copy/resume/").content)
    assert {key: type(value) for key, value in resume.items()} == {
        key: SECTIONS[key] for key in resume
    }
    for section, strings in STRINGS.items():
        lists = LISTS.get(section, set())
        for item in resume[section]:
            assert {*item} <= strings | lists
            assert all(isinstance(item[key], str) for key in {*item} & strings)
            assert all(isinstance(item[key], list) for key in {*item} & lists)
    dates = [
        item[k]
        for s in STRINGS
        for item in resume[s]
        for k in ("startDate", "endDate")
        if k in item
    ]
    assert [each for each in dates if not ISO.match(each)] == []
    assert resume["basics"]["name"] == "Zaynabmark Qorrinmark"
    assert re.fullmatch(r"[A-Z]{2}", resume["basics"]["location"]["countryCode"])


def test_take_copy_of_everything_leaves_no_table_out(world: Any) -> None:
    told = json.loads(page(world, "/me/data/copy/all/").content)
    assert {"people.Participant", "people.Consent", "people.Experience", "opportunities.Placement",
            "opportunities.PlacementStep", "opportunities.FollowUp"} <= {*told["tables"]}  # fmt: skip
    assert told["messages"][0]["body"] == "Dear Zaynabmark Qorrinmark"
    assert "password" not in json.dumps(told)


@pytest.mark.parametrize("path", ["/me/data/", "/me/data/visits/", "/me/data/copy/all/"])
@pytest.mark.parametrize("who", ["coordinator", "counsellor", "member"])
def test_own_pages_are_not_for_others(world: Any, path: str, who: str) -> None:
    assert page(world, path, who).status_code in (403, 404)


def test_ask_correction_reaches_the_counsellor_and_is_answered_once(world: Any) -> None:
    browser(world.pact, world.participant).post("/me/data/wrong/", {"text": "I am called Zaynab."})
    row = Correction.objects.get()
    office = browser(world.pact, world.counsellor)
    assert "I am called Zaynab." in office.get("/data-requests/").content.decode()
    for _time in range(2):
        assert office.post(f"/data-requests/{row.pk}/answer/").status_code == 302
    row.refresh_from_db()
    assert row.answered_by_id == world.counsellor.account_id


def test_ask_correction_without_words_stays_on_the_page(world: Any) -> None:
    answer = browser(world.pact, world.participant).post("/me/data/wrong/", {"text": " "})
    assert (answer.status_code, Correction.objects.count()) == (422, 0)


def test_share_person_needs_a_yes_and_is_seen_by_the_person(world: Any) -> None:
    office, address = browser(world.pact, world.counsellor), f"/people/{world.person.pk}/share/"
    given = office.post(address)
    browser(world.pact, world.participant).post(f"/people/{world.person.pk}/take-back/sharing/")
    refused = office.post(address)
    assert (given.status_code, given["Content-Type"], refused.status_code) == (
        200, "application/json", 302,
    )  # fmt: skip
    assert list(looks_at(world.person.pk).values_list("purpose", flat=True)) == ["shared"]


def test_share_person_is_not_for_another_pact() -> None:
    world, other = PlacementWorld(), make_pact()
    stranger = browser(other, make_staff(other, "counsellor"))
    assert stranger.post(f"/people/{world.person.pk}/share/").status_code == 404


def test_see_own_data_holds_every_answer_with_its_question(world: Any) -> None:
    """Also days, districts, studies, licence, what helps, and what is wanted; nothing is a lack."""
    person = world.person
    Participant.objects.filter(pk=person.pk).update(
        times=["evenings"], helps=["quiet"], aims=["mentor"], swedish="none", swedish_says="a2",
    )  # fmt: skip
    Education.objects.create(
        pact=world.pact, participant=person, level="degree", subject="Fysik", country="SY"
    )
    text = page(world).content.decode()
    for said in ("Evenings", "A quiet place", "Meet a mentor", "Fysik", "I manage in the shop"):
        assert said in text
    for question in ("languages", "can", "want", "jobs", "work", "studies", "times", "travel",
                     "licences", "helps", "contact"):  # fmt: skip
        assert f'href="/people/{person.pk}/tell/{question}/"' in text
    assert "No Swedish yet" not in text
