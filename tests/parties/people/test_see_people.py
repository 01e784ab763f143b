"""The list of people: who may read it, what it holds, what an export holds."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.parties.people import profile
from pakten.parties.people.actions import withdraw_consent
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.people import make_participant
from tests.factories.terms import make_group
from tests.factories.world import NOW, make_pact, make_staff


def names(people: Any, query: str = "") -> set[str]:
    page = browser(people.pact, people.counsellor).get(f"/people/{query}")
    return {str(person) for person in page.context["listing"].rows}


@pytest.mark.parametrize(
    ("who", "code"),
    [("counsellor", 200), ("coordinator", 200), ("member", 403), ("board", 403), ("own", 403)],
)
def test_see_people_is_for_those_who_counsel(people: Any, who: str, code: int) -> None:
    assert browser(people.pact, getattr(people, who)).get("/people/").status_code == code


def test_see_people_finds_by_name_and_filters(people: Any) -> None:
    assert names(people) == {"Samira Noori", "Omar Noori"}
    assert names(people, "?q=omar") == {"Omar Noori"}
    assert names(people, "?swedish=sfi_d") == set()
    assert names(people, f"?district={people.person.district_id}&swedish=sfi_c") == names(people)


def test_see_people_filters_by_consent_in_force(people: Any) -> None:
    withdraw_consent(people.other, Purpose.MATCHING, by=people.counsellor, at=NOW)
    assert names(people, "?consent=yes") == {"Samira Noori"}
    assert names(people, "?consent=no") == {"Omar Noori"}


def test_see_people_has_the_own_ones_as_a_tab(people: Any) -> None:
    make_participant(people.pact, people.coordinator, given_name="Idil")
    assert names(people, f"?counsellor={people.coordinator.account_id}") == {"Idil Noori"}


def test_see_people_never_shows_another_pact(people: Any) -> None:
    other = make_pact()
    stranger = make_staff(other, "counsellor")
    page = browser(other, stranger).get("/people/")
    assert page.context["listing"].total == 0
    page = browser(other, stranger).get(f"/people/{people.person.pk}/edit/words/")
    assert page.status_code == 404


def test_see_people_says_what_to_do_for_protected_identities(people: Any) -> None:
    for address in ("/people/", "/people/register/"):
        text = browser(people.pact, people.counsellor).get(address).content.decode()
        assert "People with a protected identity are not registered here." in text


def test_see_people_export_holds_no_more_than_the_list(people: Any) -> None:
    profile.add_experience(people.person, make_group(), 3, by=people.counsellor)
    answer = browser(people.pact, people.counsellor).get("/people/?format=csv&q=samira")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Name", "Has worked with", "Swedish", "District", "Target group",
                       "Counsellor", "May be proposed"]  # fmt: skip
    assert [row[0] for row in rows[1:]] == ["Samira Noori"]
    for kept in (people.person.phone, str(people.person.birth_year), "woman"):
        assert kept not in answer.content.decode("utf-8-sig")


def test_see_people_costs_the_same_for_3_and_30(people: Any) -> None:
    client, group = browser(people.pact, people.counsellor), make_group()
    counts = []
    for more in (1, 27):
        for _each in range(more):
            person = make_participant(people.pact, people.counsellor)
            profile.add_experience(person, group, 2, by=people.counsellor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/people/")
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_see_people_finds_those_without_a_counsellor(people: Any) -> None:
    people.other.counsellor = None
    people.other.save(update_fields=["counsellor"])
    assert names(people, "?counsellor=none") == {str(people.other)}
    page = browser(people.pact, people.counsellor).get(f"/people/{people.other.pk}/")
    assert "Choose a counsellor" in page.content.decode()
