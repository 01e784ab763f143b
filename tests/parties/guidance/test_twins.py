"""Profiles that may be one person's: a hint, a person who decides, and a merge that loses nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.activities.opportunities.models import Placement
from pakten.base.access import Denied
from pakten.base.audit.models import Event
from pakten.base.terms.models import Concept
from pakten.parties.guidance.actions import keep_apart, merge_people
from pakten.parties.guidance.models import NextStep, SessionAnswer, TwinVerdict
from pakten.parties.guidance.queries import likely_twins
from pakten.parties.people.models import Consent, Participant, Skill
from pakten.parties.people.states import Purpose, Sign
from tests.factories.browser import browser
from tests.factories.guidance import make_session, make_step
from tests.factories.openings import make_opening
from tests.factories.people import make_consent, make_participant
from tests.factories.world import NOW, make_organisation


def double(guidance: Any, **fields: Any) -> Participant:
    values = {"given_name": "Amaal", "family_name": "Hadad", "phone": "", "consents": ()}
    return make_participant(guidance.pact, guidance.colleague, **{**values, **fields})


def pairs(guidance: Any) -> list[tuple[int, int, tuple[Sign, ...]]]:
    return [(p.first.pk, p.second.pk, p.signs) for p in likely_twins(guidance.coordinator)]


def merge(guidance: Any, gone: Participant, by: Any = None) -> Participant:
    return merge_people(guidance.person, gone, by=by or guidance.counsellor, at=NOW)


def test_see_twins_hints_at_names_that_sound_alike(guidance: Any) -> None:
    twin = double(guidance)
    assert pairs(guidance) == [(guidance.person.pk, twin.pk, (Sign.SOUND,))]


@pytest.mark.parametrize(
    "fields",
    [
        {"birth_year": 1971},
        {"given_name": "Bisrat", "family_name": "Tesfay"},
        {"given_name": "Bisrat", "birth_year": 1971, "phone": "070-174 06 05"},
    ],
)
def test_see_twins_does_not_hint_at_a_family_or_another_year(guidance: Any, fields: Any) -> None:
    double(guidance, **fields)
    assert pairs(guidance) == []


def test_see_twins_knows_a_number_however_it_is_written(guidance: Any) -> None:
    twin = double(guidance, phone="+46 70 1740605", birth_year=1971)
    assert pairs(guidance) == [(guidance.person.pk, twin.pk, (Sign.PHONE,))]


def test_keep_apart_is_remembered_and_never_asked_again(guidance: Any) -> None:
    twin = double(guidance)
    keep_apart(twin, guidance.person, by=guidance.counsellor, at=NOW)
    assert pairs(guidance) == []
    with pytest.raises(ValidationError):
        merge(guidance, twin)


@pytest.mark.parametrize("who", ["own", "member", "board"])
def test_merge_people_is_for_those_who_counsel(guidance: Any, who: str) -> None:
    with pytest.raises(Denied):
        merge(guidance, double(guidance), by=getattr(guidance, who))


def test_merge_people_moves_pieces_and_keeps_the_kept_ones(guidance: Any) -> None:
    twin = double(guidance, email="amal@twin.example", own_words="I bake")
    both, one = Concept.objects.filter(kind="skill").order_by("pk")[:2]
    for person, skill in ((guidance.person, both), (twin, both), (twin, one)):
        Skill.objects.create(pact=guidance.pact, participant=person, skill=skill)
    make_step(twin, guidance.colleague)
    make_session(twin, guidance.colleague, ended_at=NOW)
    kept = merge(guidance, twin)
    assert {s.skill_id for s in kept.skills.all()} == {both.pk, one.pk}
    assert (kept.email, kept.own_words) == ("amal@pakten.example", "I bake")
    assert (NextStep.objects.get().participant_id, kept.sessions.count()) == (kept.pk, 1)
    assert not Participant.objects.filter(pk=twin.pk).exists()


def test_merge_people_moves_placements(guidance: Any) -> None:
    twin = double(guidance)
    opening = make_opening(make_organisation(guidance.pact), guidance.coordinator)
    values = {"pact": guidance.pact, "opening": opening, "proposed_at": NOW}
    Placement.objects.create(
        participant=twin, proposed_by_id=guidance.coordinator.account_id, **values
    )
    kept = merge(guidance, twin)
    assert Placement.objects.get().participant_id == kept.pk


def test_merge_people_with_the_same_proposal_twice_changes_nothing(guidance: Any) -> None:
    twin = double(guidance)
    opening = make_opening(make_organisation(guidance.pact), guidance.coordinator)
    for person in (guidance.person, twin):
        Placement.objects.create(
            pact=guidance.pact, opening=opening, participant=person, proposed_at=NOW,
            proposed_by_id=guidance.coordinator.account_id,
        )  # fmt: skip
    answer = browser(guidance.pact, guidance.counsellor).post(
        f"/people/{guidance.person.pk}/or/{twin.pk}/merge/",
        {"keep": guidance.person.pk, "sure": "on"},
    )
    assert (answer.status_code, Participant.objects.filter(pk=twin.pk).count()) == (422, 1)


@pytest.mark.parametrize(
    ("mine", "theirs", "after"),
    [
        ("yes", "yes", True), ("yes", "none", True), ("none", "yes", True),
        ("yes", "no", False), ("no", "yes", False), ("none", "none", False),
    ],
)  # fmt: skip
def test_merge_people_lets_the_stricter_answer_win(
    guidance: Any, mine: str, theirs: str, after: bool
) -> None:
    twin = double(guidance)
    for person, said in ((guidance.person, mine), (twin, theirs)):
        if said != "none":
            taken = NOW if said == "no" else None
            make_consent(person, Purpose.MATCHING, withdrawn_at=taken, given_at=NOW - timedelta(9))
    kept = merge(guidance, twin)
    in_force = kept.consents.filter(purpose="matching", withdrawn_at__isnull=True)
    assert in_force.count() == int(after)
    assert Consent.objects.count() == [mine, theirs].count("yes") + [mine, theirs].count("no") + 5


def test_merge_people_hears_a_no_said_in_a_session(guidance: Any) -> None:
    twin = double(guidance)
    make_consent(guidance.person, Purpose.MATCHING)
    session = make_session(twin, guidance.colleague, ended_at=NOW)
    SessionAnswer.objects.create(
        pact=guidance.pact, session=session, line="matching", yes=False, text_version="1",
        language="ar", answered_at=NOW, noted_by_id=guidance.colleague.account_id,
    )  # fmt: skip
    assert not merge(guidance, twin).consents.filter(withdrawn_at__isnull=True).exists()


def test_merge_people_takes_the_one_account_along(guidance: Any) -> None:
    kept = merge_people(guidance.other, guidance.person, by=guidance.counsellor, at=NOW)
    assert kept.account_id == guidance.own.account_id


def test_merge_people_refuses_an_open_session(guidance: Any) -> None:
    twin = double(guidance)
    make_session(twin, guidance.colleague)
    with pytest.raises(ValidationError):
        merge(guidance, twin)


def test_merge_people_keeps_history_and_leads_the_old_address_on(guidance: Any) -> None:
    twin = double(guidance)
    number = twin.pk
    kept = merge(guidance, twin)
    answer = browser(guidance.pact, guidance.counsellor).get(f"/people/{number}/")
    gone = Event.objects.filter(table="people_participant", row_id=number, kind="DELETE")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/people/{kept.pk}/")
    assert gone.get().before["given_name"] == "Amaal"


def test_merge_people_carries_other_verdicts_over(guidance: Any) -> None:
    twin = double(guidance)
    keep_apart(twin, guidance.other, by=guidance.counsellor, at=NOW)
    kept = merge(guidance, twin)
    apart = TwinVerdict.objects.get(verdict="apart")
    assert {apart.first_id, apart.second_id} == {kept.pk, guidance.other.pk}


def test_merge_people_asks_who_is_kept_and_for_a_tick(guidance: Any) -> None:
    twin = double(guidance)
    client = browser(guidance.pact, guidance.counsellor)
    path = f"/people/{guidance.person.pk}/or/{twin.pk}/merge/"
    codes = [client.post(path, {"keep": guidance.person.pk}).status_code]
    codes += [client.post(path, {"keep": guidance.person.pk, "sure": "on"}).status_code]
    assert codes == [422, 302]


def test_see_twins_costs_the_same_for_many(
    guidance: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        double(guidance, phone=f"070-222 00 {number:02}")
    client = browser(guidance.pact, guidance.counsellor)
    with django_assert_max_num_queries(12):
        assert client.get("/people/doubles/").status_code == 200


@pytest.mark.parametrize("page", ["", "merge/"])
def test_two_beside_each_other_cost_few_questions(
    guidance: Any, django_assert_max_num_queries: Any, page: str
) -> None:
    """However many things one can say yes to."""
    twin = double(guidance)
    client = browser(guidance.pact, guidance.counsellor)
    with django_assert_max_num_queries(25):
        answer = client.get(f"/people/{guidance.person.pk}/or/{twin.pk}/{page}")
    assert answer.status_code == 200
