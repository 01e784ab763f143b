"""Work near what a person knows: the nearest first, in the direction that was measured."""

from typing import Any

import pytest

from pakten.base.terms.models import Concept, Substitution
from pakten.parties.people.models import Experience, Wish
from pakten.parties.people.near import near_occupations
from tests.factories.browser import browser


@pytest.fixture
def terms(people: Any) -> list[Concept]:
    """Four occupations; the person has worked with the first, for which others can stand in or not."""
    found = list(Concept.objects.filter(kind="ssyk4").order_by("pk")[:4])
    Experience.objects.create(
        pact=people.pact, participant=people.person, occupation=found[0], years=2
    )
    for asked, has, percent in ((1, 0, 40), (2, 0, 75), (0, 3, 90)):
        Substitution.objects.create(occupation=found[asked], substitute=found[has], percent=percent)
    return found


def keys(people: Any) -> list[tuple[int, int]]:
    return [(each.term.pk, each.percent) for each in near_occupations(people.person)]


def test_near_occupations_are_those_one_can_stand_in_for(people: Any, terms: list[Concept]) -> None:
    assert keys(people) == [(terms[2].pk, 75), (terms[1].pk, 40)]


def test_near_occupations_leave_out_what_is_wished_for(people: Any, terms: list[Concept]) -> None:
    Wish.objects.create(pact=people.pact, participant=people.person, occupation=terms[2])
    assert keys(people) == [(terms[1].pk, 40)]


def test_see_own_profile_lets_one_wish_for_near_work_with_one_press(
    people: Any, terms: list[Concept]
) -> None:
    client = browser(people.pact, people.own, "en")
    page = client.get("/me/profile/").content.decode()
    client.post(f"/people/{people.person.pk}/edit/wishes/", {"terms": terms[2].pk})
    wished = people.person.wishes.values_list("occupation", flat=True)
    assert (terms[2].label in page, [*wished]) == (True, [terms[2].pk])


@pytest.mark.parametrize(("language", "marked"), [("sv", False), ("ar", True), ("ti", True)])
def test_see_own_profile_says_which_language_a_term_is_in(
    people: Any, terms: list[Concept], language: str, marked: bool
) -> None:
    page = browser(people.pact, people.own, language).get("/me/profile/").content.decode()
    written = "en" if terms[0].label_en else "sv"
    assert (f'<bdi lang="{written}" dir="ltr">' in page) is marked
