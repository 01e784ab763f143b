"""Registering somebody, with what they said yes to."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message
from pakten.parties.people.actions import Yes, give_access, register_participant
from pakten.parties.people.models import Consent, Experience, Participant, Wish
from pakten.parties.people.states import ConsentWay, Purpose
from tests.factories.browser import browser
from tests.factories.terms import make_group
from tests.factories.world import NOW, TODAY


def values(people: Any, **changes: Any) -> dict[str, Any]:
    return {
        "given_name": "Hodan",
        "family_name": "Warsame",
        "birth_year": 1988,
        "gender": "woman",
        "target_group": people.person.target_group,
        "district": people.person.district,
        "language": "so",
        "phone": "070-174 06 09",
        "contact_way": "phone",
        "swedish": "sfi_b",
        "counsellor": Account.objects.get(pk=people.counsellor.account_id),
        **changes,
    }


def typed(people: Any, **changes: Any) -> dict[str, Any]:
    given = values(people, **changes)
    keys = ("target_group", "district", "counsellor")
    return {
        **given,
        **{key: given[key].pk for key in keys if hasattr(given[key], "pk")},
        "consent_language": "ar",
        "how": "phone",
        **changes,
    }


def register(people: Any, by: Any = None, **changes: Any) -> Participant:
    yes = Yes(Purpose.MATCHING, "ar", ConsentWay.PHONE, with_interpreter=True)
    return register_participant(
        people.pact, values(people, **changes), consents=[yes],
        by=by or people.counsellor, at=NOW,
    )  # fmt: skip


def test_register_participant_records_each_consent_as_it_was_given(people: Any) -> None:
    person = register(people)
    rows = person.consents.values_list(
        "purpose", "language", "how", "with_interpreter", "text_version", "recorded_by"
    )
    assert list(rows) == [("matching", "ar", "phone", True, "2026-2", people.counsellor.account_id)]


@pytest.mark.parametrize("who", ["member", "board", "own"])
def test_register_participant_is_for_those_who_counsel(people: Any, who: str) -> None:
    with pytest.raises(Denied):
        register(people, by=getattr(people, who))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"birth_year": TODAY.year - 10}, "birth_year"),
        ({"birth_year": 1850}, "birth_year"),
        ({"phone": ""}, "phone"),
        ({"contact_way": "email"}, "email"),
        ({"hours_per_week": 90}, "hours_per_week"),
        ({"swedish_next": "sfi_c"}, "swedish_next_on"),
    ],
)
def test_register_participant_refuses_what_does_not_hold(
    people: Any, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        register(people, **changes)
    assert list(error.value.message_dict) == [field]


def test_register_participant_needs_a_counsellor_of_the_pact(people: Any) -> None:
    board = Account.objects.get(pk=people.board.account_id)
    with pytest.raises(ValidationError) as error:
        register(people, counsellor=board)
    assert list(error.value.message_dict) == ["counsellor"]


def test_register_participant_page_registers_work_and_wish(people: Any) -> None:
    make_group()
    client = browser(people.pact, people.counsellor)
    words = {"worked_as": "lager- och terminalpersonal", "years": 6, "wants_to": "4322"}
    answer = client.post("/people/register/", typed(people, **words, matching="on"))
    person = Participant.objects.get(given_name="Hodan")
    assert answer["Location"] == f"/people/{person.pk}/"
    assert list(Experience.objects.values_list("participant", "years")) == [(person.pk, 6)]
    assert list(Wish.objects.values_list("participant", flat=True)) == [person.pk]
    assert list(person.consents.values_list("purpose", flat=True)) == ["matching"]


def test_register_participant_page_keeps_what_was_typed(people: Any) -> None:
    client = browser(people.pact, people.counsellor)
    answer = client.post("/people/register/", typed(people, phone="", own_words="Kan svetsa"))
    assert answer.status_code == 422
    assert "Kan svetsa" in answer.content.decode()
    assert Participant.objects.filter(given_name="Hodan").count() == 0


def test_register_participant_page_asks_which_occupation_is_meant(people: Any) -> None:
    client = browser(people.pact, people.counsellor)
    answer = client.post("/people/register/", typed(people, worked_as="personal"))
    assert answer.status_code == 422
    assert "Which one do you mean?" in answer.content.decode()


def test_register_participant_page_hints_at_the_same_person_and_never_merges(people: Any) -> None:
    client = browser(people.pact, people.counsellor)
    twin = {"given_name": "samira", "family_name": "NOORI", "birth_year": 1990}
    hinted = client.post("/people/register/", typed(people, **twin))
    assert hinted.status_code == 422
    assert f"/people/{people.person.pk}/" in hinted.content.decode()
    kept = client.post("/people/register/", typed(people, **twin, is_another="on"))
    assert kept.status_code == 302
    assert Participant.objects.filter(family_name__iexact="noori", birth_year=1990).count() == 3


def test_give_access_makes_an_account_and_mails_in_the_own_language(people: Any) -> None:
    person = register(people, email="Hodan@deltagare.example", language="en")
    account = give_access(person, by=people.counsellor, at=NOW)
    message = Message.objects.get()
    assert (account.email, message.to) == ("hodan@deltagare.example", "hodan@deltagare.example")
    assert message.subject == "You can now sign in"
    assert "http://127.0.0.1:8000/login/" in message.body


def test_give_access_needs_an_address_and_is_given_once(people: Any) -> None:
    person = register(people)
    with pytest.raises(ValidationError):
        give_access(person, by=people.counsellor, at=NOW)
    with pytest.raises(ValidationError):
        give_access(people.person, by=people.counsellor, at=NOW)


def test_give_access_refuses_an_address_that_somebody_else_signs_in_with(people: Any) -> None:
    address = Account.objects.get(pk=people.own.account_id).email
    person = register(people, email=address)
    with pytest.raises(ValidationError) as error:
        give_access(person, by=people.counsellor, at=NOW)
    assert list(error.value.message_dict) == ["email"]
    assert Consent.objects.filter(participant=person).count() == 1
