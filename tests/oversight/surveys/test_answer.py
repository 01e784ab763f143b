"""An anonymous answer is nobody's, also to who holds the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse

from pakten.base.audit.models import Event
from pakten.oversight.surveys.actions import answering, mixing, surveys
from pakten.oversight.surveys.actions.answering import Given
from pakten.oversight.surveys.actions.mixing import mix_sheets
from pakten.oversight.surveys.models import Answer, Ask, Sheet, Tie
from tests.factories.browser import browser
from tests.factories.surveys import World, plan, secret
from tests.factories.world import NOW

GOOD = Given(codes=("good",))
TABLES = ("surveys_ask", "surveys_sheet", "surveys_answer", "surveys_tie", "surveys_askedonce")


def answer(world: World, ask: Ask, *, agrees: bool = False) -> Ask | None:
    answering.answer_survey(ask, {world.one: GOOD}, agrees=agrees, at=NOW)
    return Ask.objects.filter(pk=ask.pk).first()


def column(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def test_answer_survey_forgets_whose_the_link_was(world: World) -> None:
    person = world.person()
    assert answer(world, world.asked(world.running(), person)) is None
    for table in TABLES:
        rows = " ".join(column(f"SELECT to_jsonb(t)::text FROM {table} t"))
        assert f'"participant_id": {person.pk}' not in rows
        assert "_at" not in rows.replace("created_at", "")


def test_answer_survey_leaves_no_row_of_the_same_transaction_but_the_answers(world: World) -> None:
    """PostgreSQL keeps with each row which transaction wrote it."""
    survey = world.running()
    asks = [world.asked(survey) for _each in range(3)]
    for ask in asks:
        with transaction.atomic():
            answer(world, ask)
    written = set(column("SELECT xmin::text FROM surveys_sheet"))
    others = [f"SELECT xmin::text FROM {t}" for t in ("surveys_ask", "surveys_askedonce")]
    assert len(written) == 1
    assert written & {xmin for sql in others for xmin in column(sql)} == set()


def test_answer_survey_gives_no_sheet_a_transaction_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "AMONG", 4)
    survey = world.running()
    for turn in range(1, 9):
        with transaction.atomic():
            answer(world, world.asked(survey))
        last = column("SELECT max(xmin::text::bigint) FROM surveys_sheet")[0]
        same = column(f"SELECT id FROM surveys_sheet WHERE xmin::text = '{last}' ORDER BY ctid")
        assert (len(same), same) == (min(turn, 5), sorted(same))
    assert (Sheet.objects.count(), Answer.objects.count()) == (8, 8)


def test_answer_survey_without_a_yes_shares_its_transaction_with_others(world: World) -> None:
    linked = world.running(privacy="linked")
    for _each in range(3):
        with transaction.atomic():
            answer(world, world.asked(linked), agrees=False)
    assert len(set(column("SELECT xmin::text FROM surveys_sheet"))) == 1


def test_mix_sheets_leaves_no_order_of_coming(world: World) -> None:
    survey = world.running()
    for _each in range(9):
        with transaction.atomic():
            answer(world, world.asked(survey))
    given = sorted(Answer.objects.values_list("sheet", "pk", "codes"))
    with transaction.atomic():
        assert mix_sheets(survey) == 9
    for table in ("surveys_sheet", "surveys_answer"):
        lie = column(f"SELECT id FROM {table} ORDER BY ctid")
        assert lie == sorted(lie)
        assert len(set(column(f"SELECT xmin::text FROM {table}"))) == 1
    assert sorted(Answer.objects.values_list("sheet", "pk", "codes")) == given


def test_mix_sheets_leaves_those_alone_who_agreed_to_the_link(world: World) -> None:
    linked = world.running(privacy="linked")
    answer(world, world.asked(linked), agrees=True)
    answer(world, world.asked(linked), agrees=False)
    assert mix_sheets(linked) == 1
    assert (Tie.objects.count(), Sheet.objects.count(), Answer.objects.count()) == (1, 2, 2)


def test_answer_survey_leaves_no_history(world: World) -> None:
    answer(world, world.asked(world.running()), agrees=True)
    assert not Event.objects.filter(table__in=TABLES).exists()


def test_answer_survey_ties_only_in_a_linked_survey_and_with_a_yes(world: World) -> None:
    linked = world.running(privacy="linked")
    answer(world, world.asked(world.running()), agrees=True)
    answer(world, world.asked(linked), agrees=False)
    assert Tie.objects.count() == 0
    kept = answer(world, world.asked(linked), agrees=True)
    assert kept is not None
    assert Tie.objects.get().ask == kept
    assert kept.consent_version == "2026-1"


def test_answer_survey_refuses_a_second_time(world: World) -> None:
    ask = world.asked(world.running())
    answer(world, ask)
    with pytest.raises(ValidationError, match="already answered"):
        answer(world, ask)
    assert Sheet.objects.count() == 1


def test_untie_answers_leaves_the_answers_without_a_trace(world: World) -> None:
    ask = world.asked(world.running(privacy="linked"))
    answer(world, ask, agrees=True)
    answering.untie_answers(ask, at=NOW)
    assert (Tie.objects.count(), Answer.objects.count()) == (0, 1)
    with pytest.raises(ValidationError):
        answering.untie_answers(ask, at=NOW)


def test_answer_survey_page_shows_the_questions_in_the_asked_language(world: World) -> None:
    ask = world.asked(world.running())
    page = browser(world.pact, language="en").get(reverse("answer_survey", args=[secret(ask)]))
    assert page.status_code == 200
    assert [page["Cache-Control"], page["X-Robots-Tag"]] == ["no-store", "noindex, nofollow"]
    arabic = browser(world.pact).get(reverse("answer_survey", args=[secret(ask)]) + "?in=ar")
    assert 'lang="ar" dir="rtl"' in arabic.content.decode()
    assert "أرسل" in arabic.content.decode()


def test_answer_survey_page_leads_to_thanks_without_the_secret(world: World) -> None:
    ask = world.asked(world.running())
    here = reverse("answer_survey", args=[secret(ask)])
    sent = browser(world.pact).post(here, {f"q{world.one.pk}": "good", f"q{world.yes.pk}": ""})
    assert (sent.status_code, sent["Location"]) == (302, "/survey/thanks/?in=en")
    assert Answer.objects.get().codes == ["good"]
    again = browser(world.pact).get(here)
    assert again.status_code == 404  # nothing remembers the link
    assert "The link can be answered with only once" in again.content.decode()


def test_answer_survey_page_of_a_linked_survey_says_that_it_is_answered(world: World) -> None:
    ask = world.asked(world.running(privacy="linked"))
    answer(world, ask)
    again = browser(world.pact).get(reverse("answer_survey", args=[secret(ask)]))
    assert "You have already answered" in again.content.decode()


def test_answer_survey_page_keeps_what_was_typed_when_refused(world: World) -> None:
    hours = world.question("number", [])
    survey = surveys.plan_survey(world.pact, plan(), by=world.by, at=NOW)
    surveys.choose_questions(survey, [world.words, hours], by=world.by, at=NOW)
    ask = world.asked(surveys.open_survey(survey, by=world.by, at=NOW))
    sent = browser(world.pact).post(
        reverse("answer_survey", args=[secret(ask)]),
        {f"q{world.words.pk}": "Longer days", f"q{hours.pk}": "many"},
    )
    page = sent.content.decode()
    assert (sent.status_code, Sheet.objects.count()) == (422, 0)
    assert "Longer days" in page
    assert "Write a whole number" in page


def test_answer_survey_page_refuses_nothing_at_all(world: World) -> None:
    ask = world.asked(world.running())
    sent = browser(world.pact).post(reverse("answer_survey", args=[secret(ask)]), {})
    assert sent.status_code == 422
    assert "Answer at least one question" in sent.content.decode()


@pytest.mark.parametrize("token", ["nothing", "1.wrong", "zz.zz", "ffffffffff.x"])
def test_answer_survey_page_says_kindly_that_a_link_is_wrong(world: World, token: str) -> None:
    assert browser(world.pact).get(reverse("answer_survey", args=[token])).status_code == 404


def test_answer_survey_page_says_that_the_survey_is_closed(world: World) -> None:
    survey = world.running()
    ask = world.asked(survey)
    surveys.close_survey(survey, by=world.by, at=NOW)
    page = browser(world.pact).get(reverse("answer_survey", args=[secret(ask)]))
    assert (page.status_code, "The questions are closed" in page.content.decode()) == (410, True)


def test_answer_openly_works_only_for_an_open_link(world: World) -> None:
    closed, shared = world.running(), world.running(audience="open_link")
    here = browser(world.pact)
    assert here.get(reverse("answer_openly", args=[closed.link_code])).status_code == 404
    address = reverse("answer_openly", args=[shared.link_code])
    assert here.get(address).status_code == 200
    assert here.post(address, {f"q{world.yes.pk}": "yes"}).status_code == 302
    assert (Sheet.objects.count(), Ask.objects.count()) == (1, 0)


def test_untie_answers_page_is_a_button(world: World) -> None:
    ask = world.asked(world.running(privacy="linked"))
    answer(world, ask, agrees=True)
    here, address = browser(world.pact), reverse("untie_answers", args=[secret(ask)])
    assert here.get(address).status_code == 200
    assert Tie.objects.count() == 1
    assert "The tie is gone" in here.post(address).content.decode()
    assert Tie.objects.count() == 0
