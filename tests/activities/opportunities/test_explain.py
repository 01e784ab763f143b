"""Every code of the engine has words, to those who match and to the person."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import translation

from pakten.activities.matching import Change, ReasonCode, Requirement, RequirementKind, explain
from pakten.activities.opportunities import explain as words
from pakten.activities.opportunities.fit import (
    coded_marks,
    need_of,
    seekers_of,
    substitutions_for,
)
from pakten.activities.opportunities.queries.near import NearWork, near_work
from pakten.base.terms.models import Concept
from pakten.parties.people.models import Experience, Participant, Skill, SpokenLanguage, Wish
from tests.factories.openings import PlacementWorld, make_opening
from tests.factories.terms import make_occupation, make_substitution
from tests.factories.world import TODAY, days, make_district


def test_every_code_has_words() -> None:
    codes = {code.value for code in ReasonCode} | {"can_times", "not_times"}
    codes |= {"near_share", "near_wish", "near_wish_share"}
    assert (set(words.ABOUT), set(words.TO_YOU)) == (codes, codes)


@pytest.fixture
def asking(world: PlacementWorld) -> Any:
    """An opening that asks for everything that can be asked for."""
    opening = make_opening(
        world.house, world.coordinator, swedish="sfi_d", hours_per_week=40, starts_at=time(5, 45),
        starts_on=days(20), district=make_district(world.pact, "hamnen"),
        occupation=make_occupation(),
    )  # fmt: skip
    for key in ("licence:B", "lang:en", "forklift"):
        term = Concept.objects.filter(key__endswith=key).first()
        opening.requirements.create(pact=world.pact, kind="skill", concept=term, must=True)
    return opening


def sentences(opening: Any, person: Participant, *, to_you: bool = False) -> list[tuple[str, str]]:
    need = need_of(opening, TODAY)
    (seeker,) = seekers_of([person], TODAY)
    marks = coded_marks(explain(need, seeker, substitutions_for(need), TODAY))
    with translation.override("en"):
        names = words.names_of(words.keys_of(marks))
        return [(one.state, one.text) for one in words.said(marks, names, to_you=to_you)]


def test_marks_of_somebody_with_nothing(world: PlacementWorld, asking: Any) -> None:
    person = world.another(
        swedish="sfi_b", hours_per_week=20, earliest_start=time(8, 30), available_from=days(400)
    )
    person.reaches.create(pact=world.pact, district=world.person.district)
    late = days(400).isoformat()
    assert sentences(asking, person) == [
        ("missing", "Swedish: SFI B, SFI D is asked for"),
        ("missing", "Missing: Driving licence B: car and light lorry"),
        ("missing", "English: not yet"),
        ("missing", "Missing: Experience of driving a forklift"),
        ("missing", "Can be in place at 8.30, not 5.45"),
        ("missing", "Can work 20 hours a week, not 40"),
        ("missing", "Does not get to Hamnen"),
        ("missing", f"Can start {late}, not {days(20).isoformat()}"),
    ]


def test_marks_of_somebody_with_most_and_the_rest_on_the_way(
    world: PlacementWorld, asking: Any
) -> None:
    person = world.another(
        swedish="sfi_c", swedish_next="sfi_d", swedish_next_on=days(30), hours_per_week=40,
        earliest_start=time(5, 0), available_from=TODAY,
    )  # fmt: skip
    common = {"pact": world.pact, "participant": person}
    Experience.objects.create(**common, occupation=asking.occupation, years=1)
    licence = Concept.objects.get(key="licence:B")
    Skill.objects.create(**common, skill=licence, ready_on=days(40))
    forklift = asking.requirements.get(concept__key__endswith="forklift").concept
    Skill.objects.create(**common, skill=forklift, ready_on=TODAY - timedelta(days=1))
    english = Concept.objects.get(key="lang:en")
    SpokenLanguage.objects.create(**common, language=english, level="a2")
    assert sentences(asking, person) == [
        ("has", "Has worked as Provlagerarbetare for 1 year"),
        ("coming", f"Swedish: SFI D ready {days(30).isoformat()}, now SFI C"),
        ("coming", f"Driving licence B: car and light lorry: ready {days(40).isoformat()}"),
        ("has", "English: a little (A2)"),
        ("has", "Experience of driving a forklift"),
        ("has", "Can be in place at 5.45"),
        ("has", "Can work 40 hours a week"),
        ("has", "Gets to Hamnen"),
        ("has", "Can start in time"),
    ]


@pytest.mark.parametrize(
    ("group", "years", "percent", "said"),
    [
        (
            "9331", 3, 75,
            ("Has worked as Orderplockare for 3 years: near, 75 % of what is needed here",
             "You have worked as Orderplockare for 3 years. It is near: 75 % of this work."),
        ),
        (
            "9331", None, 25,
            ("Wants to work as Orderplockare: near, 25 % of what is needed here",
             "You want to work as Orderplockare. It is near: 25 % of this work."),
        ),
        (
            "4322", 1, None,
            ("Has worked close to this: Orderplockare for 1 year",
             "You have worked close to this: Orderplockare for 1 year."),
        ),
        (
            "4322", None, None,
            ("Wants to work close to this: Orderplockare",
             "You want to work close to this: Orderplockare."),
        ),
    ],
)  # fmt: skip
def test_near_occupation_is_said_with_its_share(
    asking: Any, group: str, years: int | None, percent: int | None, said: tuple[str, str]
) -> None:
    near = make_occupation("near", "Orderplockare", group=group)
    if percent:
        make_substitution(asking.occupation, near, percent)
    person = Participant.objects.get()
    common = {"pact": asking.pact, "participant": person, "occupation": near}
    if years is None:
        Wish.objects.create(**common)
    else:
        Experience.objects.create(**common, years=years)
    told = [sentences(asking, person, to_you=to_you)[0] for to_you in (False, True)]
    assert told == [("has", text) for text in said]


@pytest.mark.django_db
def test_near_work_tells_each_direction_and_nothing_of_ones_own() -> None:
    cook, baker, host = (make_occupation(key, key.title()) for key in ("cook", "baker", "host"))
    make_substitution(baker, cook, 75)
    make_substitution(cook, baker, 25)
    make_substitution(cook, host, 75)
    assert near_work([cook.pk]) == [
        NearWork("Cook", "Baker", 75, 25),
        NearWork("Cook", "Host", None, 75),
    ]
    assert near_work([cook.pk, baker.pk]) == [NearWork("Cook", "Host", None, 75)]
    assert near_work([]) == []


K = RequirementKind


@pytest.mark.parametrize(
    ("asked", "to", "text"),
    [
        (Requirement("t", K.TIME, number=345), 390, "Begin at 6.30 instead of 5.45"),
        (Requirement("h", K.HOURS, number=100), 75, "30 hours a week instead of 40"),
        (
            Requirement("s", K.START, day=date(2026, 12, 1)),
            date(2027, 1, 12),
            "Start 2027-01-12 instead of 2026-12-01",
        ),
        (
            Requirement("l", K.LANGUAGE, "lang:sv", "sfi-c"),
            "sfi-b",
            "Swedish: SFI C: manage with SFI B",
        ),
        (
            Requirement("k", K.SKILL, "forklift"),
            None,
            "Learn it on the job, or a short course: Forklift",
        ),
    ],
)
def test_change_is_said(asked: Requirement, to: Any, text: str) -> None:
    with translation.override("en"):
        assert words.change(Change(asked, to, 3), {"forklift": "Forklift"}) == text


def test_dates_keep_their_order_in_arabic() -> None:
    mark = {
        "kind": "start", "state": "on_the_way", "must": True, "key": "", "code": "starts_later",
        "day": "2027-01-12", "asked": "2026-12-01",
    }  # fmt: skip
    with translation.override("ar"):
        (told,) = words.said([mark], {}, to_you=True)
    assert "\u20682027-01-12\u2069" in told.text
    assert "\u20682026-12-01\u2069" in told.text


def test_shortened_name_ends_the_sentence_itself() -> None:
    mark = {
        "kind": "why",
        "state": "has",
        "must": True,
        "key": "",
        "code": "wants",
        "occupation": "c",
    }
    (told,) = words.said([mark], {"c": "Kockar m.fl."}, to_you=True)
    assert told.text == "You want to work as Kockar m.fl."
