"""A yes is given and taken back with the same ease, and holds from that moment."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Denied
from pakten.base.notices.models import Message
from pakten.parties.people.actions import Yes, record_consent, withdraw_consent
from pakten.parties.people.consent_texts import LANGUAGES, consent_texts
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.world import NOW, TODAY


def searched(people: Any) -> set[str]:
    return {p.given_name for p in Participant.objects.consenting(Purpose.MATCHING)}


def test_withdraw_consent_takes_the_person_out_of_every_short_list_at_once(people: Any) -> None:
    assert searched(people) == {"Samira", "Omar"}
    withdraw_consent(people.person, Purpose.MATCHING, by=people.own, at=NOW)
    assert searched(people) == {"Omar"}


def test_withdraw_consent_leaves_the_other_purposes(people: Any) -> None:
    withdraw_consent(people.person, Purpose.MATCHING, by=people.own, at=NOW)
    left = people.person.consents.filter(withdrawn_at__isnull=True)
    assert set(left.values_list("purpose", flat=True)) == set(Purpose) - {Purpose.MATCHING}


def test_withdraw_consent_tells_the_counsellor_without_a_name(people: Any) -> None:
    withdraw_consent(people.person, Purpose.MATCHING, by=people.own, at=NOW)
    message = Message.objects.get()
    assert message.to == people.person.counsellor.email
    assert "Samira" not in message.subject + message.body
    assert "Noori" not in message.subject + message.body


def test_withdraw_consent_by_the_counsellor_tells_nobody(people: Any) -> None:
    withdraw_consent(people.person, Purpose.MATCHING, by=people.counsellor, at=NOW)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "board"])
def test_withdraw_consent_is_for_the_person_and_the_counsellors(people: Any, who: str) -> None:
    with pytest.raises(Denied):
        withdraw_consent(people.person, Purpose.MATCHING, by=getattr(people, who), at=NOW)


def test_withdraw_consent_of_somebody_else_is_denied(people: Any) -> None:
    with pytest.raises(Denied):
        withdraw_consent(people.other, Purpose.MATCHING, by=people.own, at=NOW)


def test_withdraw_consent_twice_is_refused(people: Any) -> None:
    withdraw_consent(people.person, Purpose.CONTACT, by=people.own, at=NOW)
    with pytest.raises(ValidationError):
        withdraw_consent(people.person, Purpose.CONTACT, by=people.own, at=NOW)


def test_record_consent_can_be_given_again(people: Any) -> None:
    withdraw_consent(people.person, Purpose.MATCHING, by=people.own, at=NOW)
    record_consent(people.person, Yes(Purpose.MATCHING, "ar"), by=people.own, at=NOW)
    assert searched(people) == {"Samira", "Omar"}
    assert people.person.consents.filter(purpose=Purpose.MATCHING).count() == 2


def test_record_consent_twice_is_refused(people: Any) -> None:
    with pytest.raises(ValidationError):
        record_consent(people.person, Yes(Purpose.MATCHING, "sv"), by=people.counsellor, at=NOW)


@pytest.mark.parametrize("who", ["member", "board"])
def test_record_consent_is_for_the_person_and_the_counsellors(people: Any, who: str) -> None:
    Consent.objects.filter(participant=people.person).delete()
    with pytest.raises(Denied):
        record_consent(people.person, Yes(Purpose.MATCHING, "sv"), by=getattr(people, who), at=NOW)


def test_own_switch_takes_one_press_each_way(people: Any) -> None:
    client = browser(people.pact, people.own, "ar")
    base = f"/people/{people.person.pk}"
    taken = client.post(f"{base}/take-back/matching/")
    assert (taken.status_code, taken["Location"]) == (302, "/me/data/")
    assert searched(people) == {"Omar"}
    given = client.post(f"{base}/say-yes/matching/", {"own": "1"})
    assert (given.status_code, given["Location"]) == (302, "/me/data/")
    newest = people.person.consents.filter(purpose=Purpose.MATCHING).latest("pk")
    assert (newest.language, newest.how) == ("ar", "own")


def test_record_consent_page_records_how_it_was_given(people: Any) -> None:
    Consent.objects.filter(participant=people.person).delete()
    client = browser(people.pact, people.counsellor)
    told = {"language": "ar", "how": "paper", "with_interpreter": "on"}
    answer = client.post(f"/people/{people.person.pk}/say-yes/presenting/", told)
    assert answer.status_code == 302
    rows = people.person.consents.values_list("purpose", "language", "how", "with_interpreter")
    assert list(rows) == [("presenting", "ar", "paper", True)]


def test_consent_pages_know_only_the_purposes(people: Any) -> None:
    client = browser(people.pact, people.counsellor)
    assert client.get(f"/people/{people.person.pk}/say-yes/everything/").status_code == 404


def test_consent_texts_exist_for_every_purpose_in_every_language() -> None:
    for code, _name in LANGUAGES:
        texts = consent_texts(code, TODAY)
        assert [(t.purpose, t.language, bool(t.title and t.text)) for t in texts] == [
            (purpose, code, True) for purpose in Purpose
        ]
