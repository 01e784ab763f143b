"""Filling in together: one at a time, every answer kept, what was filled in noted, a copy given."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from pakten.base.access import Denied
from pakten.base.notices.models import Message
from pakten.base.terms.models import Concept
from pakten.parties.guidance.actions import answer_lines, copy_session, end_session, start_session
from pakten.parties.guidance.models import Session, SessionAnswer
from pakten.parties.people.models import Consent
from pakten.parties.people.profile import add_skill
from pakten.parties.people.states import ConsentWay, Purpose
from tests.factories.browser import browser
from tests.factories.guidance import make_session, said
from tests.factories.people import make_consent
from tests.factories.world import NOW, days

START = {"way": "meeting", "language": "ar", "interpreting": "none", "agency": "",
         "interpreter_number": ""}  # fmt: skip


def start(guidance: Any, by: Any = None, **changes: Any) -> Session:
    return start_session(
        guidance.person, {**START, **changes}, by=by or guidance.counsellor, at=NOW
    )


def test_start_session_notes_who_leads_and_how(guidance: Any) -> None:
    session = start(guidance, interpreting="phone", agency="Språkbron", interpreter_number="4471")
    noted = (session.led_by_id, session.interpreting, session.agency, session.interpreter_number)
    assert noted == (guidance.counsellor.account_id, "phone", "Språkbron", "4471")


@pytest.mark.parametrize("who", ["own", "member", "board"])
def test_start_session_is_for_those_who_counsel(guidance: Any, who: str) -> None:
    with pytest.raises(Denied):
        start(guidance, by=getattr(guidance, who))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interpreting": "phone"}, "agency"),
        ({"agency": "Språkbron"}, "interpreting"),
        (
            {"interpreting": "room", "agency": "Språkbron", "interpreter_number": "Ali"},
            "interpreter_number",
        ),
    ],
)
def test_start_session_refuses_an_interpreter_half_told(
    guidance: Any, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        start(guidance, **changes)
    assert list(refused.value.message_dict) == [field]


def test_start_session_refuses_a_second_with_the_same_person(guidance: Any) -> None:
    start(guidance)
    with pytest.raises(IntegrityError, match="session_open_once"):
        start(guidance, by=guidance.colleague)


def test_start_session_refuses_somebody_who_does_not_go_on(guidance: Any) -> None:
    guidance.person.left_on = days(-1)
    guidance.person.save()
    with pytest.raises(ValidationError):
        start(guidance)


def test_answer_lines_makes_a_consent_of_a_yes_and_keeps_a_no(guidance: Any) -> None:
    session = start(guidance, interpreting="room", agency="Språkbron")
    answer_lines(session, said(no=("presenting",)), by=guidance.counsellor, at=NOW)
    kept = dict(SessionAnswer.objects.values_list("line", "yes"))
    given = set(Consent.objects.values_list("purpose", "language", "how", "with_interpreter"))
    yes = [purpose for purpose in Purpose if purpose != Purpose.PRESENTING]
    assert kept == said(no=("presenting",))
    assert given >= {(p.value, "ar", ConsentWay.TALK.value, True) for p in yes}
    assert not guidance.person.consents.filter(purpose="presenting").exists()


def test_answer_lines_takes_back_what_is_said_no_to(guidance: Any) -> None:
    make_consent(guidance.person, Purpose.MATCHING)
    answer_lines(start(guidance), said(no=("matching",)), by=guidance.counsellor, at=NOW)
    assert guidance.person.consents.get(purpose="matching").withdrawn_at == NOW


def test_answer_lines_leaves_an_older_yes_as_it_was_given(guidance: Any) -> None:
    old = make_consent(guidance.person, Purpose.MATCHING, language="sv")
    answer_lines(start(guidance), said(), by=guidance.counsellor, at=NOW + timedelta(1))
    assert list(guidance.person.consents.filter(purpose="matching")) == [old]


def test_answer_lines_asks_for_every_line(guidance: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        answer_lines(start(guidance), {"help": True}, by=guidance.counsellor, at=NOW)
    assert sorted(refused.value.message_dict) == sorted(Purpose.values)
    assert not SessionAnswer.objects.exists()


def test_answer_lines_ends_when_help_is_not_wanted(guidance: Any) -> None:
    session = answer_lines(start(guidance), said(no=("help",)), by=guidance.counsellor, at=NOW)
    assert session.ended_at == NOW
    assert not guidance.person.consents.exists()


def test_answer_lines_refuses_an_ended_session(guidance: Any) -> None:
    session = make_session(guidance.person, guidance.counsellor, ended_at=NOW)
    with pytest.raises(ValidationError):
        answer_lines(session, said(), by=guidance.counsellor, at=NOW)


def test_end_session_notes_what_was_filled_in_and_by_whom(guidance: Any) -> None:
    with connection.cursor() as cursor:
        account = str(guidance.counsellor.account_id)
        cursor.execute("SELECT set_config('app.account_id', %s, true)", [account])
    session = make_session(
        guidance.person, guidance.counsellor, started_at=NOW - timedelta(hours=1)
    )
    for skill in Concept.objects.filter(kind="skill").order_by("pk")[:2]:
        add_skill(guidance.person, skill, by=guidance.counsellor)
    end_session(session, by=guidance.counsellor, at=timezone.now() + timedelta(seconds=1))
    noted = [(p.part, p.number, p.by_id) for p in session.pieces.all()]
    mine = [row for row in noted if row[0] == "people_skill"]
    assert mine == [("people_skill", 2, guidance.counsellor.account_id)]


def test_copy_session_goes_to_those_who_may_be_written_to(guidance: Any) -> None:
    session = start(guidance)
    answer_lines(session, said(), by=guidance.counsellor, at=NOW)
    end_session(session, by=guidance.counsellor, at=NOW)
    copy_session(session, by=guidance.counsellor, at=NOW)
    written = Message.objects.get()
    assert (written.to, "Haddad" in written.subject) == ("amal@pakten.example", False)


def test_copy_session_is_refused_without_a_yes_to_contact(guidance: Any) -> None:
    session = start(guidance)
    answer_lines(session, said(no=("contact",)), by=guidance.counsellor, at=NOW)
    end_session(session, by=guidance.counsellor, at=NOW)
    with pytest.raises(ValidationError):
        copy_session(session, by=guidance.counsellor, at=NOW)
    assert not Message.objects.exists()


def test_answer_lines_reads_out_in_both_languages(guidance: Any) -> None:
    session = start(guidance)
    page = browser(guidance.pact, guidance.counsellor).get(f"/sessions/{session.pk}/answers/")
    html = page.content.decode()
    assert page.status_code == 200
    assert html.count('lang="ar" dir="rtl"') >= len(Purpose)


def test_answer_lines_answers_422_and_keeps_what_was_pressed(guidance: Any) -> None:
    session = start(guidance)
    client = browser(guidance.pact, guidance.counsellor)
    page = client.post(f"/sessions/{session.pk}/answers/", {"help": "yes", "matching": "no"})
    html = page.content.decode()
    assert page.status_code == 422
    assert 'value="no" id="id_matching_1" checked' in html


def test_together_stands_over_the_persons_pages_only(guidance: Any) -> None:
    start(guidance)
    client = browser(guidance.pact, guidance.counsellor)
    over = [
        "p-together" in client.get(path).content.decode()
        for path in (
            f"/people/{guidance.person.pk}/",
            f"/people/{guidance.person.pk}/edit/skills/",
            f"/people/{guidance.other.pk}/",
            "/people/",
        )
    ]
    assert over == [True, True, False, False]


def test_see_session_shows_a_person_the_own_ones(guidance: Any) -> None:
    own = make_session(guidance.person, guidance.counsellor, ended_at=NOW)
    others = make_session(guidance.other, guidance.counsellor, ended_at=NOW)
    client = browser(guidance.pact, guidance.own)
    codes = [client.get(f"/sessions/{each.pk}/").status_code for each in (own, others)]
    assert codes == [200, 404]
