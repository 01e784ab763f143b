"""The pages of a look."""

import pytest

from pakten.base.access import Actor
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage, VettingState
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from pakten.parties.vetting.models import ChecklistItem, Vetting
from tests.factories.browser import browser
from tests.factories.register import make_check
from tests.factories.world import (
    days,
    inside,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact(db: None) -> Pact:
    return make_pact()


@pytest.fixture
def by(pact: Pact) -> Actor:
    return make_staff(pact)


@pytest.fixture
def house(pact: Pact) -> Organisation:
    with inside(pact):
        make_check(pact)
        return make_organisation(pact, stage=Stage.ACTIVE)


def test_vetting_pages_lead_from_the_beginning_to_a_decision(
    pact: Pact, by: Actor, house: Organisation
) -> None:
    client, page = browser(pact, by), f"/organisations/{house.pk}/vetting/"
    assert "Begin to look" in client.get(page).content.decode()
    assert client.post(f"{page}begin/")["Location"] == page
    with inside(pact):
        look, item = Vetting.objects.get(), ChecklistItem.objects.get()
    ruling = {"decision": "approve", "next_look": days(100).isoformat()}
    early = client.post(f"/looks/{look.pk}/decide/", ruling)
    assert (early.status_code, "1 question has to be" in early.content.decode()) == (422, True)
    answers = {f"finding_{item.pk}": "ok", f"source_{item.pk}": "The register"}
    assert client.post(f"/looks/{look.pk}/answers/", answers)["Location"] == page
    assert client.post(f"/looks/{look.pk}/decide/", ruling)["Location"] == page
    html = client.get(page).content.decode()
    assert ("The register" in html, "Look again" in html, "Approved" in html) == (True,) * 3


def test_answer_checks_page_keeps_what_was_typed(
    pact: Pact, by: Actor, house: Organisation
) -> None:
    client = browser(pact, by)
    client.post(f"/organisations/{house.pk}/vetting/begin/")
    with inside(pact):
        look, item = Vetting.objects.get(), ChecklistItem.objects.get()
    answer = client.post(f"/looks/{look.pk}/answers/", {f"finding_{item.pk}": "remark"})
    assert answer.status_code == 422
    assert "Write what the remark is" in answer.content.decode()
    assert client.get(f"/looks/{look.pk}/answers/").status_code == 405


def test_withdraw_approval_page_asks_why(pact: Pact, by: Actor) -> None:
    with inside(pact):
        shown = make_organisation(pact, stage=Stage.ACTIVE, is_public=True)
    client, page = browser(pact, by), f"/organisations/{shown.pk}/vetting/withdraw/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "tax", "words": "x"}).status_code == 302
    with inside(pact):
        shown.refresh_from_db()
    assert (shown.vetting, shown.is_public) == (VettingState.WITHDRAWN, False)


def test_vetting_is_the_offices_and_not_the_members(pact: Pact, house: Organisation) -> None:
    page = f"/organisations/{house.pk}/vetting/"
    member = browser(pact, make_representative(house))
    assert [member.get(page).status_code, member.post(f"{page}begin/").status_code] == [403, 403]
    admin = browser(pact, make_staff(pact, StaffRole.ADMIN))
    assert [admin.get(page).status_code, admin.post(f"{page}begin/").status_code] == [200, 403]
