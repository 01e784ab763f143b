"""The crowd kept between requests is never out of date: a change, a consent, a day or a rollback."""

from datetime import date, timedelta

import pytest
from django.db import connection

from pakten.activities.matching import Need, Substitutions
from pakten.activities.opportunities import crowd
from pakten.activities.opportunities.crowd import crowd_of
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import Consent, Participant, Wish
from pakten.parties.people.states import Purpose
from tests.factories.people import make_consent, make_participant
from tests.factories.terms import make_occupation
from tests.factories.world import NOW, make_pact, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = NOW.date()


class Town:
    """A pact with two who seek, of whom the first wants to cook."""

    def __init__(self) -> None:
        self.pact = make_pact()
        counsellor = make_staff(self.pact, StaffRole.COUNSELLOR)
        with pact_context(self.pact.pk):
            self.cook = make_occupation("cook")
            self.people = [make_participant(self.pact, counsellor) for _ in "ab"]
            self.wish = Wish.objects.create(
                pact=self.pact, participant=self.people[0], occupation=self.cook
            )

    def seeking(self, day: date = TODAY) -> list[int]:
        """Who is on the cook's list, as a request of its own sees it."""
        with pact_context(self.pact.pk):
            return self.here(day)

    def here(self, day: date = TODAY) -> list[int]:
        need = Need("n", (), self.cook.key)
        ranking = crowd_of(self.pact.pk, day).rank(need, Substitutions(), day)
        return [int(each.seeker) for each in ranking.candidates]


@pytest.fixture
def town(db: None) -> Town:
    made = Town()
    assert made.seeking() == [made.people[0].pk]
    return made


def test_crowd_follows_what_is_wanted(town: Town) -> None:
    with pact_context(town.pact.pk):
        Wish.objects.create(pact=town.pact, participant=town.people[1], occupation=town.cook)
    assert sorted(town.seeking()) == [each.pk for each in town.people]
    with pact_context(town.pact.pk):
        town.wish.delete()
    assert town.seeking() == [town.people[1].pk]


def test_crowd_follows_a_piece_that_only_changed(town: Town) -> None:
    with pact_context(town.pact.pk):
        other = make_occupation("driver")
        Wish.objects.filter(pk=town.wish.pk).update(occupation=other)
    assert town.seeking() == []


def test_crowd_lets_go_of_who_takes_back_a_consent_or_leaves(town: Town) -> None:
    person = town.people[0]
    with pact_context(town.pact.pk):
        Consent.objects.filter(participant=person, purpose=Purpose.MATCHING).update(
            withdrawn_at=NOW
        )
    assert town.seeking() == []
    with pact_context(town.pact.pk):
        make_consent(person, Purpose.MATCHING)
    assert town.seeking() == [person.pk]
    with pact_context(town.pact.pk):
        Participant.objects.filter(pk=person.pk).update(left_on=TODAY)
    assert town.seeking() == []


def test_crowd_keeps_nothing_that_is_rolled_back(town: Town) -> None:
    with pytest.raises(ZeroDivisionError), pact_context(town.pact.pk):
        Wish.objects.create(pact=town.pact, participant=town.people[1], occupation=town.cook)
        assert len(town.here()) == 2
        raise ZeroDivisionError
    assert town.seeking() == [town.people[0].pk]


def test_crowd_is_read_once_and_anew_each_day(town: Town) -> None:
    kept = crowd._kept[town.pact.pk].crowd
    assert town.seeking() == [town.people[0].pk]
    assert crowd._kept[town.pact.pk].crowd is kept
    assert town.seeking(TODAY + timedelta(days=1)) == [town.people[0].pk]
    assert crowd._kept[town.pact.pk].crowd is not kept


def test_crowd_reads_a_change_once_while_another_transaction_is_open(town: Town) -> None:
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as other:
            other.execute("SELECT pg_current_xact_id()")
        with pact_context(town.pact.pk):
            town.wish.delete()
        assert town.seeking() == []
        kept = crowd._kept[town.pact.pk].crowd
        assert town.seeking() == []
        assert crowd._kept[town.pact.pk].crowd is kept
        crowd._kept.clear()
        assert town.seeking() == []
        kept = crowd._kept[town.pact.pk].crowd
        assert town.seeking() == []
        assert crowd._kept[town.pact.pk].crowd is kept
    finally:
        slow.rollback()
        slow.close()
