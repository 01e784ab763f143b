"""Changing a profile, part by part, by the person and by the counsellor."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Denied
from pakten.base.terms.models import Concept
from pakten.parties.people import profile
from pakten.parties.people.actions import edit_participant
from pakten.parties.people.models import Participant, Skill
from tests.factories.browser import browser
from tests.factories.terms import make_concept, make_group
from tests.factories.world import NOW, days, make_district


def test_edit_participant_by_the_person_changes_the_own_simple_parts(people: Any) -> None:
    edit_participant(people.person, {"own_words": "Jag lagar mat."}, by=people.own, at=NOW)
    assert Participant.objects.get(pk=people.person.pk).own_words == "Jag lagar mat."


def test_edit_participant_by_the_person_leaves_the_rest_to_the_counsellor(people: Any) -> None:
    with pytest.raises(Denied):
        edit_participant(people.person, {"birth_year": 1980}, by=people.own, at=NOW)


@pytest.mark.parametrize("who", ["member", "board"])
def test_edit_participant_is_denied_to_others(people: Any, who: str) -> None:
    with pytest.raises(Denied):
        edit_participant(people.person, {"own_words": "x"}, by=getattr(people, who), at=NOW)


def test_edit_participant_of_somebody_else_is_denied(people: Any) -> None:
    with pytest.raises(Denied):
        edit_participant(people.other, {"own_words": "x"}, by=people.own, at=NOW)


def test_pieces_added_again_are_changed_not_doubled(people: Any) -> None:
    forklift = make_concept()
    profile.add_skill(people.person, forklift, days(60), by=people.own)
    profile.add_skill(people.person, forklift, by=people.own)
    assert list(people.person.skills.values_list("skill", "ready_on")) == [(forklift.pk, None)]


def test_pieces_of_another_kind_are_refused(people: Any) -> None:
    with pytest.raises(ValidationError):
        profile.add_skill(people.person, make_group(), by=people.own)
    with pytest.raises(ValidationError):
        profile.add_experience(people.person, make_concept(), 3, by=people.own)


def test_pieces_take_only_terms_in_use(people: Any) -> None:
    old = make_concept("skill:old")
    Concept.objects.filter(pk=old.pk).update(retired_on=days(-1))
    old.refresh_from_db()
    with pytest.raises(ValidationError):
        profile.add_skill(people.person, old, by=people.own)


def test_pieces_are_denied_to_others(people: Any) -> None:
    with pytest.raises(Denied):
        profile.add_wish(people.person, make_group(), by=people.member)


def test_reach_becomes_exactly_what_was_chosen(people: Any) -> None:
    north, south = people.person.district, make_district(people.pact, "sodra")
    profile.set_reach(people.person, [north], by=people.own)
    profile.set_reach(people.person, [south], by=people.own)
    assert list(people.person.reaches.values_list("district", flat=True)) == [south.pk]


def test_reach_holds_the_person_so_that_two_at_once_add_nothing_twice(people: Any) -> None:
    with CaptureQueriesContext(connection) as asked:
        profile.set_reach(people.person, [people.person.district], by=people.own)
    assert "FOR UPDATE" in asked[0]["sql"]


def test_remove_piece_takes_it_away(people: Any) -> None:
    piece = profile.add_wish(people.person, make_group(), by=people.own)
    profile.remove_piece(piece, by=people.own)
    assert people.person.wishes.count() == 0


def test_edit_page_adds_what_was_searched_for_without_a_script(people: Any) -> None:
    client = browser(people.pact, people.own)
    term = make_concept()
    page = client.get(f"/people/{people.person.pk}/edit/skills/?q=provfärd")
    assert f'value="{term.pk}"' in page.content.decode()
    answer = client.post(f"/people/{people.person.pk}/edit/skills/", {"terms": [term.pk]})
    assert answer.status_code == 302
    assert list(Skill.objects.values_list("participant", "skill")) == [(people.person.pk, term.pk)]


def test_edit_page_says_when_nothing_was_chosen(people: Any) -> None:
    client = browser(people.pact, people.own)
    answer = client.post(f"/people/{people.person.pk}/edit/skills/", {"ready_on": ""})
    assert answer.status_code == 422
    assert "Choose at least one." in answer.content.decode()


def test_edit_page_never_removes_a_piece_of_somebody_else(people: Any) -> None:
    piece = profile.add_wish(people.other, make_group(), by=people.counsellor)
    client = browser(people.pact, people.own)
    answer = client.post(f"/people/{people.person.pk}/edit/wishes/", {"remove": piece.pk})
    assert answer.status_code == 404
    assert people.other.wishes.count() == 1


@pytest.mark.parametrize("part", ["contact", "swedish", "times", "words", "reach", "experiences",
                                  "wishes", "skills", "languages"])  # fmt: skip
def test_edit_pages_open_for_the_person_and_the_counsellor(people: Any, part: str) -> None:
    address = f"/people/{people.person.pk}/edit/{part}/"
    for who in (people.own, people.counsellor):
        assert browser(people.pact, who).get(address).status_code == 200


def test_edit_page_of_name_and_group_is_the_counsellors(people: Any) -> None:
    address = f"/people/{people.person.pk}/edit/person/"
    assert browser(people.pact, people.counsellor).get(address).status_code == 200
    assert browser(people.pact, people.own).get(address).status_code == 404


def test_edit_page_of_somebody_else_is_not_found(people: Any) -> None:
    address = f"/people/{people.other.pk}/edit/words/"
    assert browser(people.pact, people.own).get(address).status_code == 404
    assert browser(people.pact, people.member).get(address).status_code == 403


def test_edit_page_keeps_what_was_typed(people: Any) -> None:
    client = browser(people.pact, people.own)
    sent = {"language": "ar", "contact_way": "sms", "phone": "", "email": "samira@x.example"}
    answer = client.post(f"/people/{people.person.pk}/edit/contact/", sent)
    assert answer.status_code == 422
    assert "samira@x.example" in answer.content.decode()
