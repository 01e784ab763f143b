"""Beginning alone, without an account: a link by e-mail that works once, for seven days."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pakten.activities.opportunities.actions.proposals import propose_placement
from pakten.base.access import ANONYMOUS
from pakten.base.accounts.models import Account
from pakten.base.notices.models import Message
from pakten.base.tenancy.context import open_door
from pakten.parties.organisations.models import Representative
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import District, Staff
from pakten.parties.people import beginning, queries
from pakten.parties.people.models import Participant, ProfileLink
from pakten.parties.people.states import ConsentWay, Purpose
from tests.factories.browser import browser
from tests.factories.openings import make_opening
from tests.factories.people import make_participant
from tests.factories.world import NOW, inside, make_pact


def make_link(people: Any, **fields: Any) -> tuple[ProfileLink, str]:
    secret = new_token(people.pact.pk)
    values = {"email": "hodan@example.org", "language": "ar", "sent_at": NOW,
              "ends_at": NOW + timedelta(days=7), "token_hash": hash_of_token(secret)}  # fmt: skip
    return ProfileLink.objects.create(pact=people.pact, **{**values, **fields}), secret


def newcomer(*purposes: Purpose) -> beginning.Newcomer:
    return beginning.Newcomer("Hodan", "Warsame", 1995, District.objects.first(), purposes)


def give_role(people: Any, account: Account, where: str) -> None:
    """Let a participant's account be something more."""
    if where == "member":
        Representative.objects.create(
            pact=people.pact, organisation=people.house, account=account, role="member"
        )
        return
    pact = make_pact() if where == "another pact" else people.pact
    with inside(pact):
        Staff.objects.create(pact=pact, account=account, role="counsellor")


def test_begin_profile_sends_a_link_and_keeps_only_its_hash(people: Any) -> None:
    answer = browser(people.pact, language="ar").post("/begin/", {"email": "Hodan@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/begin/sent/")
    link = ProfileLink.objects.get()
    assert (link.email, link.language, link.participant) == ("hodan@example.org", "ar", None)
    assert Message.objects.filter(to="hodan@example.org").count() == 1


@pytest.mark.parametrize("who", ["nobody", "own", "counsellor"])
def test_begin_profile_answers_the_same_whoever_has_the_address(people: Any, who: str) -> None:
    email = "nobody@example.org"
    if who != "nobody":
        with open_door():
            email = Account.objects.get(pk=getattr(people, who).account_id).email
    answer = browser(people.pact).post("/begin/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/begin/sent/")


def test_begin_profile_lets_staff_in_by_no_link(people: Any) -> None:
    with open_door():
        email = Account.objects.get(pk=people.counsellor.account_id).email
    beginning.begin_profile(people.pact, email, "sv", by=people.own, at=NOW)
    assert not ProfileLink.objects.exists()


@pytest.mark.parametrize("where", ["staff", "member", "another pact"])
def test_begin_profile_lets_no_link_in_to_an_account_with_another_role(
    people: Any, where: str
) -> None:
    account = people.person.account
    _link, secret = make_link(people, participant=people.person)
    give_role(people, account, where)
    beginning.begin_profile(people.pact, account.email, "sv", by=ANONYMOUS, at=NOW)
    beginning.send_profile_link(people.person, by=people.own, at=NOW)
    sent = Message.objects.filter(to=account.email)
    keys = sent.filter(body__contains="/begin/")
    assert [ProfileLink.objects.count(), sent.exists(), keys.exists()] == [1, True, False]
    before_the_role = beginning.link_by(secret)
    with pytest.raises(ValidationError):
        beginning.open_profile(before_the_role, None, at=NOW)


def test_begin_profile_lets_in_again_when_the_other_role_has_ended(people: Any) -> None:
    account = people.person.account
    give_role(people, account, "staff")
    Staff.objects.filter(account=account).update(ended_on=NOW.date())
    beginning.begin_profile(people.pact, account.email, "sv", by=ANONYMOUS, at=NOW)
    assert ProfileLink.objects.get().participant == people.person


def test_begin_profile_stops_after_three_tries_a_minute(people: Any, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "begin_profile": "2/m/key"}
    client = browser(people.pact)
    codes = [client.post("/begin/", {"email": "a@example.org"}).status_code for _each in range(3)]
    assert codes[:2] == [302, 302]


def test_open_profile_makes_a_person_who_waits_for_a_counsellor(people: Any) -> None:
    link, _secret = make_link(people)
    account = beginning.open_profile(link, newcomer(Purpose.MATCHING), at=NOW)
    person = Participant.objects.get(account=account)
    assert (person.counsellor, person.language, person.email) == (None, "ar", link.email)
    consent = person.consents.get()
    assert (consent.purpose, consent.how, consent.recorded_by_id) == (
        Purpose.MATCHING, ConsentWay.OWN, account.pk,
    )  # fmt: skip
    assert list(queries.waiting_for_counsellor(people.counsellor)) == [person]


@pytest.mark.parametrize(("family", "hinted"), [("Warsami", True), ("Lindberg", False)])
def test_open_profile_hints_at_one_person_twice_to_the_office_alone(
    people: Any, family: str, hinted: bool
) -> None:
    make_participant(
        people.pact, people.counsellor, given_name="Hodan", family_name=family, birth_year=1995
    )
    _link, secret = make_link(people, ends_at=NOW + timedelta(days=3650))
    client = browser(people.pact, language="en")
    told = {"given_name": "Hodan", "family_name": "Warsame", "birth_year": "1995",
            "district": District.objects.first().pk}  # fmt: skip
    answer = client.post(f"/begin/{secret}/", told, follow=True).content.decode()
    with translation.override("sv"):
        said = translation.gettext(
            "The person may be registered already. Compare the two before you choose."
        )
    office = Message.objects.filter(body__contains=said)
    assert (office.exists(), said in answer) == (hinted, False)
    assert not office.filter(to="hodan@example.org").exists()


def test_open_profile_works_once_and_for_seven_days(people: Any) -> None:
    link, _secret = make_link(people)
    beginning.open_profile(link, newcomer(), at=NOW)
    with pytest.raises(ValidationError):
        beginning.open_profile(link, newcomer(), at=NOW)
    old, _other = make_link(people, ends_at=NOW - timedelta(seconds=1))
    with pytest.raises(ValidationError):
        beginning.open_profile(old, newcomer(), at=NOW)


def test_open_profile_signs_in_and_shows_the_first_question(people: Any) -> None:
    _link, secret = make_link(people, ends_at=NOW + timedelta(days=3650))
    client = browser(people.pact, language="en")
    assert "Who are you?" in client.get(f"/begin/{secret}/").content.decode()
    told = {"given_name": "Hodan", "family_name": "Warsame", "birth_year": "1995",
            "district": District.objects.first().pk, "matching": "on"}  # fmt: skip
    assert client.post(f"/begin/{secret}/", told).status_code == 302
    home = client.get("/home/").content.decode()
    assert "Which languages do you know?" in home


def test_open_profile_says_what_is_missing(people: Any) -> None:
    _link, secret = make_link(people, ends_at=NOW + timedelta(days=3650))
    answer = browser(people.pact).post(f"/begin/{secret}/", {"given_name": "Hodan"})
    assert (answer.status_code, Participant.objects.filter(given_name="Hodan").count()) == (422, 0)


def test_open_profile_of_an_unknown_secret_is_a_kind_404(people: Any) -> None:
    answer = browser(people.pact).get(f"/begin/{new_token(people.pact.pk)}/")
    assert (answer.status_code, "This link opens nothing" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("fields", [{"used_at": NOW}, {"ends_at": NOW - timedelta(days=1)}])
def test_open_profile_of_a_link_that_has_ended_is_a_kind_410(people: Any, fields: Any) -> None:
    _link, secret = make_link(people, **fields)
    answer = browser(people.pact).get(f"/begin/{secret}/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
    assert "This link no longer works" in page
    assert 'href="/begin/"' in page


def test_open_profile_of_an_ended_link_goes_on_for_whoever_is_signed_in(people: Any) -> None:
    _link, secret = make_link(people, used_at=NOW)
    page = browser(people.pact, people.own, "en").get(f"/begin/{secret}/").content.decode()
    assert 'href="/home/"' in page


def test_send_profile_link_is_only_for_the_person(people: Any) -> None:
    beginning.send_profile_link(people.person, by=people.own, at=NOW)
    assert ProfileLink.objects.get().participant == people.person
    with pytest.raises(ValidationError):
        beginning.send_profile_link(people.person, by=people.counsellor, at=NOW)


def test_propose_placement_waits_until_there_is_a_counsellor(people: Any) -> None:
    link, _secret = make_link(people)
    account = beginning.open_profile(link, newcomer(Purpose.MATCHING), at=NOW)
    person = Participant.objects.get(account=account)
    opening = make_opening(people.house, by=people.coordinator)
    with pytest.raises(ValidationError) as refused:
        propose_placement(opening, person, by=people.coordinator, at=NOW)
    assert "counsellor" in str(refused.value)
