"""The checklist: changed in the browser, with versions."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from pakten.base.access import Actor, Denied
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from pakten.parties.vetting import actions
from pakten.parties.vetting.actions import Check, Found
from pakten.parties.vetting.models import ChecklistItem
from pakten.parties.vetting.states import Finding
from tests.factories.browser import browser
from tests.factories.register import make_check, make_look
from tests.factories.world import NOW, TODAY, inside, make_organisation, make_pact, make_staff

pytestmark = pytest.mark.django_db
TAX = Check(LocalText(sv="Är skatten betald?", en="Is the tax paid?"))


@pytest.fixture
def pact(db: None) -> Pact:
    return make_pact()


@pytest.fixture
def by(pact: Pact) -> Iterator[Actor]:
    actor = make_staff(pact, StaffRole.ADMIN)
    with inside(pact, actor):
        yield actor


def asked() -> list[str]:
    return [f"{each.code} {each.version}" for each in ChecklistItem.objects.on(TODAY)]


def test_add_check_makes_a_code_nobody_has(pact: Pact, by: Actor) -> None:
    codes = [actions.add_check(pact, TAX, by=by, at=NOW).code for _turn in range(2)]
    assert codes == ["ar-skatten-betald", "ar-skatten-betald-1"]


def test_edit_check_changes_an_unanswered_question_in_place(pact: Pact, by: Actor) -> None:
    item = make_check(pact, code="tax")
    actions.edit_check(item, TAX, by=by, at=NOW)
    assert (asked(), str(ChecklistItem.objects.get().text)) == (["tax 1"], "Is the tax paid?")


def test_edit_check_of_an_answered_question_is_a_new_version(pact: Pact, by: Actor) -> None:
    item = make_check(pact, code="tax")
    office = make_staff(pact)
    look = make_look(make_organisation(pact), office.account_id)
    actions.answer_checks(look, [Found(item, Finding.OK)], by=office, at=NOW)
    actions.edit_check(item, TAX, by=by, at=NOW)
    assert asked() == ["tax 2"]
    assert str(look.answers.get().item.text) == str(item.text)


def test_retire_check_is_asked_no_more(pact: Pact, by: Actor) -> None:
    item = make_check(pact, code="tax")
    actions.retire_check(item, by=by, at=NOW)
    assert asked() == []
    with pytest.raises(ValidationError, match="no longer asked"):
        actions.edit_check(item, TAX, by=by, at=NOW)


def test_checklist_needs_its_verbs(pact: Pact, by: Actor) -> None:
    board, item = make_staff(pact, StaffRole.BOARD), make_check(pact)
    for attempt in (
        lambda: actions.add_check(pact, TAX, by=board, at=NOW),
        lambda: actions.edit_check(item, TAX, by=board, at=NOW),
        lambda: actions.retire_check(item, by=board, at=NOW),
    ):
        with pytest.raises(Denied):
            attempt()


def test_checklist_pages_add_change_and_stop_a_question(pact: Pact) -> None:
    client = browser(pact, make_staff(pact, StaffRole.ADMIN))
    typed = {"text": "Är skatten betald?", "text_en": "Tax?", "position": "3", "required": "on"}
    assert client.get("/checklist/").status_code == 200
    assert client.get("/checklist/new/").status_code == 200
    assert client.post("/checklist/new/", typed)["Location"] == "/checklist/"
    with inside(pact):
        item = ChecklistItem.objects.get()
    page = f"/checklist/{item.pk}/edit/"
    assert "Tax?" in client.get(page).content.decode()
    assert client.post(page, {**typed, "text": ""}).status_code == 422
    assert client.post(page, {**typed, "text_en": "Paid?"}).status_code == 302
    assert client.post(f"/checklist/{item.pk}/retire/").status_code == 302
    assert "No questions yet" in client.get("/checklist/").content.decode()
