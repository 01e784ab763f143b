"""A profile told one question a screen: kept at each step, passed by, left and gone on with."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.people import profile, questions
from pakten.parties.people.models import Participant
from tests.factories.browser import browser
from tests.factories.terms import make_concept, make_group, make_occupation, make_substitution

QUESTIONS = [question.code for question in questions.QUESTIONS]


def page(people: Any, question: str) -> str:
    return f"/people/{people.person.pk}/tell/{question}/"


def tell(people: Any, question: str, who: str = "own", **sent: Any) -> Any:
    client = browser(people.pact, getattr(people, who))
    return client.post(page(people, question), {"then": "", **sent})


def again(people: Any) -> Participant:
    return Participant.objects.get(pk=people.person.pk)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("who", ["own", "counsellor"])
def test_tell_profile_shows_every_question(people: Any, question: str, who: str) -> None:
    assert browser(people.pact, getattr(people, who)).get(page(people, question)).status_code == 200


@pytest.mark.parametrize("who", ["member", "board"])
def test_tell_profile_is_nobody_elses(people: Any, who: str) -> None:
    answer = browser(people.pact, getattr(people, who)).get(page(people, "want"))
    assert answer.status_code in {403, 404}


def test_tell_profile_of_another_person_is_not_there(people: Any) -> None:
    address = f"/people/{people.other.pk}/tell/want/"
    assert browser(people.pact, people.own).get(address).status_code == 404


def test_tell_profile_of_an_unknown_question_is_not_there(people: Any) -> None:
    assert browser(people.pact, people.own).get(page(people, "health")).status_code == 404


def test_tell_profile_keeps_the_wishes_in_order_and_goes_on(people: Any) -> None:
    answer = tell(people, "want", aims=["mentor", "job"])
    assert (answer.status_code, answer["Location"]) == (302, page(people, "jobs"))
    assert again(people).aims == ["mentor", "job"]
    tell(people, "want", aims=["job", "course"])
    assert again(people).aims == ["job", "course"]
    tell(people, "want", aims=["job", "course"], then="swap")
    assert again(people).aims == ["course", "job"]


def test_tell_profile_refuses_a_third_wish_and_keeps_what_was_pressed(people: Any) -> None:
    answer = tell(people, "want", aims=["job", "mentor", "own"])
    assert (answer.status_code, again(people).aims) == (422, [])
    assert answer.content.decode().count(" checked") == 3


def test_tell_profile_skips_and_does_not_ask_first_again(people: Any) -> None:
    answer = tell(people, "times", then="skip")
    assert answer["Location"] == page(people, "travel")
    assert again(people).asked == {"times": "skipped"}
    assert questions.next_question(again(people)).code != "times"


def test_tell_profile_saves_before_leaving(people: Any) -> None:
    answer = tell(people, "helps", helps=["show", "quiet"], then="leave")
    assert answer["Location"] == f"/people/{people.person.pk}/saved/"
    assert again(people).helps == ["show", "quiet"]


def test_tell_profile_adds_and_removes_skills_as_pressed(people: Any) -> None:
    forklift, other = make_concept(), make_concept("skill:sewing", label_sv="Sy")
    profile.add_skill(people.person, other, by=people.own)
    tell(people, "can", terms=[forklift.pk])
    assert list(people.person.skills.values_list("skill", flat=True)) == [forklift.pk]


def test_tell_profile_finds_terms_in_own_words_and_keeps_none_unpressed(people: Any) -> None:
    make_concept("skill:baking", label_sv="Baka bröd", label_en="Baking bread")
    answer = tell(people, "can", words="Jag bakade bröd hela natten", then="find")
    assert "We found this" in answer.content.decode()
    assert not people.person.skills.exists()


def test_tell_profile_says_when_nothing_is_found(people: Any) -> None:
    answer = tell(people, "can", words="xyzzy", then="find")
    assert "We found nothing with these words." in answer.content.decode()


def test_tell_profile_tells_how_each_skill_was_learnt(people: Any) -> None:
    first = profile.add_skill(people.person, make_concept(), by=people.own)
    profile.add_skill(people.person, make_concept("skill:sewing", label_sv="Sy"), by=people.own)
    answer = tell(people, "learnt", skill=first.pk, how=["job", "home"], years="3-5")
    first.refresh_from_db()
    assert (first.how, first.years) == (["job", "home"], "3-5")
    assert answer["Location"] == page(people, "learnt")


def test_tell_profile_keeps_the_sentence_and_the_course(people: Any) -> None:
    tell(people, "languages", swedish_says="a2", swedish="sfi_b")
    assert (again(people).swedish_says, again(people).swedish) == ("a2", "sfi_b")


def test_tell_profile_adds_changes_and_removes_a_language(people: Any) -> None:
    arabic = make_concept("lang:ar", kind=ConceptKind.LANGUAGE, label_sv="Arabiska")
    tell(people, "languages", new_language=arabic.pk, new_level="native")
    spoken = people.person.languages.get()
    assert spoken.level == "native"
    tell(people, "languages", **{f"level_{spoken.pk}": "b2"})
    assert people.person.languages.get().level == "b2"
    tell(people, "languages", **{f"level_{spoken.pk}": ""})
    assert not people.person.languages.exists()


def test_tell_profile_keeps_studies_abroad(people: Any) -> None:
    tell(people, "studies", level="degree", field="7", country="SY", year="2012", papers="assessed")
    studied = people.person.educations.get()
    assert (studied.level, studied.country, studied.is_abroad) == ("degree", "SY", True)
    tell(people, "studies", remove=[studied.pk])
    assert not people.person.educations.exists()


def test_tell_profile_asks_how_far_when_the_rest_is_told(people: Any) -> None:
    assert tell(people, "studies", subject="Nursing").status_code == 422


def test_tell_profile_keeps_work_in_another_country(people: Any) -> None:
    work = make_group()
    tell(people, "work", terms=[work.pk], years="4", country="SO", where="Hargeisa")
    done = people.person.experiences.get()
    assert (done.years, done.country, done.where) == (4, "SO", "Hargeisa")


def test_tell_profile_offers_work_near_what_was_done(people: Any) -> None:
    baker = make_occupation("baker", "Bagare")
    make_substitution(make_occupation("cook", "Kock"), baker)
    profile.add_experience(people.person, baker, 3, by=people.own)
    shown = browser(people.pact, people.own).get(page(people, "jobs")).content.decode()
    assert "Kock" in shown


@pytest.mark.parametrize("question", ["can", "jobs", "learnt", "languages"])
def test_tell_profile_asks_the_database_little(people: Any, question: str) -> None:
    for number in range(12):
        term = make_concept(f"skill:{number}", label_sv=f"Kunskap {number}")
        profile.add_skill(people.person, term, by=people.own)
    client = browser(people.pact, people.own)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(page(people, question))
    assert len(asked) <= 40


def test_profile_saved_tells_how_far_and_what_is_next(people: Any) -> None:
    client = browser(people.pact, people.own)
    shown = client.get(f"/people/{people.person.pk}/saved/").content.decode()
    assert "Next question" in shown
    assert "pieces are ready" in shown


def test_pieces_are_ready_when_told_or_passed_by(people: Any) -> None:
    person = people.person
    assert questions.ready_pieces(person) == {1}  # the course is known
    person.asked = {"want": "done", "jobs": "skipped", "can": "skipped", "learnt": "skipped"}
    assert questions.ready_pieces(person) == {1, 4}


def test_terms_are_never_lost_by_a_name_of_another_kind(people: Any) -> None:
    licence = make_concept("licence:B", kind=ConceptKind.LICENCE, label_sv="B")
    tell(people, "licences", terms=[licence.pk])
    tell(people, "can", terms=[])
    assert list(people.person.skills.values_list("skill", flat=True)) == [licence.pk]
    assert Concept.objects.filter(pk=licence.pk).exists()
