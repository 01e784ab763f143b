"""A sheet by a personal link: for a contact without an account, this sheet and nothing else."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from pakten.agreements.commitments.states import Party
from pakten.agreements.followup.actions import agreeing, linked
from pakten.agreements.followup.links import open_links
from pakten.agreements.followup.models import Approval, CheckIn, SheetLink
from pakten.agreements.followup.states import Decision, How, SheetState
from pakten.agreements.signing.rules import CODE_TRIES
from pakten.base.access import Denied
from pakten.base.notices.actions import Reader
from pakten.base.notices.models import Message, Notice
from pakten.parties.organisations.models import Contact
from tests.factories.browser import browser
from tests.factories.followup import GO_ON, World
from tests.factories.world import NOW, make_pact

DAY = timedelta(days=1)


def opened(world: World, sheet: CheckIn) -> tuple[SheetLink, str]:
    """A link to the sheet for its contact, and the address it opens at."""
    contact = Contact.objects.get(organisation=world.house, name="Mona Rahimi")
    ((_reader, link, token),) = open_links(sheet, [Reader(contact.email)], timezone.now())
    return link, f"/our-sheet/{token}/"


def as_typed(world: World, sheet: CheckIn, **more: str) -> dict[str, str]:
    """The whole form as the page holds it, with a cause where one is asked for."""
    typed = {"seen": sheet.changed_at.isoformat(), "decision": "go_on", "learned": "We begin."}
    for line in sheet.lines.all():
        typed |= {f"l{line.pk}-next": "go_on"}
        if line.is_short(sheet):
            typed |= {f"l{line.pk}-cause": "no_time", f"l{line.pk}-side": "member"}
    return typed | more


@pytest.fixture
def visitor(world: World) -> Client:
    return browser(world.pact)


@pytest.fixture
def digits(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(linked, "new_code", lambda: "123456")
    return "123456"


def test_send_check_in_mails_a_link_to_a_contact_without_account(world: World) -> None:
    sheet = world.sent()
    link = sheet.links.get()
    assert (link.name, link.works(NOW)) == ("Mona Rahimi", True)
    message = Message.objects.get(to=link.contact.email)  # type: ignore[union-attr]
    assert re.search(r"/our-sheet/[0-9a-f]+\.[\w-]{32}/", message.body)
    assert not Message.objects.exclude(pk=message.pk).filter(body__contains="our-sheet").exists()
    assert not Notice.objects.filter(path__contains="our-sheet").exists()


def test_agree_check_in_sends_a_new_link_and_leaves_the_one_in_use(world: World) -> None:
    sheet = world.filled()
    link, _address = opened(world, sheet)
    agreeing.agree_check_in(sheet, by=world.by, at=timezone.now())
    assert [each.works(timezone.now()) for each in sheet.links.filter(contact=link.contact)] == [
        True, True, True,
    ]  # fmt: skip


def test_sheet_by_link_is_filled_in_and_agreed_with_a_code(
    world: World, visitor: Client, digits: str
) -> None:
    sheet = world.sent()
    _link, address = opened(world, sheet)
    assert visitor.get(address).status_code == 200
    assert visitor.post(address, as_typed(world, sheet, then="code")).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.decision, sheet.learned) == (Decision.GO_ON, "We begin.")
    typed = as_typed(world, sheet, then="agree", code="123 456")
    assert visitor.post(address, typed).status_code == 302
    yes = sheet.approvals.get()
    assert (yes.party, yes.how, yes.name, yes.recorded_by) == (
        Party.MEMBER, How.LINK, "Mona Rahimi", None,
    )  # fmt: skip


def test_agree_by_link_and_the_office_make_it_agreed(world: World) -> None:
    sheet = world.filled()
    link, _address = opened(world, sheet)
    agreeing.agree_check_in(sheet, by=world.by, at=NOW)
    now = timezone.now()
    linked.send_sheet_code(link, "/", at=now)
    code = link.codes.get()
    code.used_at = now
    code.save()
    assert linked.agree_by_link(link, code, seen=None, at=now).state == SheetState.AGREED


def test_sheet_by_link_refuses_a_wrong_code_and_counts_it(
    world: World, visitor: Client, digits: str
) -> None:
    sheet = world.filled()
    link, address = opened(world, sheet)
    linked.send_sheet_code(link, address, at=timezone.now())
    for tried in range(1, CODE_TRIES + 1):
        typed = as_typed(world, sheet, then="agree", code="000000")
        assert visitor.post(address, typed).status_code == 422
        assert link.codes.get().tries == tried
        sheet.refresh_from_db()
    typed = as_typed(world, sheet, then="agree", code=digits)
    assert visitor.post(address, typed).status_code == 422
    assert not Approval.objects.exists()


def test_sheet_by_link_keeps_what_was_written_without_a_code(world: World, visitor: Client) -> None:
    sheet = world.sent()
    link, address = opened(world, sheet)
    assert visitor.post(address, as_typed(world, sheet, learned="Less")).status_code == 302
    sheet.refresh_from_db()
    link.refresh_from_db()
    assert (sheet.learned, link.opened_at is not None) == ("Less", True)
    assert not Approval.objects.exists()


def test_send_sheet_code_waits_for_what_is_missing(world: World) -> None:
    sheet = world.sent()
    link, _address = opened(world, sheet)
    with pytest.raises(ValidationError, match="Choose what you do now"):
        linked.send_sheet_code(link, "/", at=timezone.now())


def test_send_sheet_code_stops_a_flood(world: World) -> None:
    link, _address = opened(world, world.filled())
    now = timezone.now()
    linked.send_sheet_code(link, "/", at=now)
    with pytest.raises(ValidationError, match="just sent"):
        linked.send_sheet_code(link, "/", at=now + timedelta(seconds=5))
    for turn in range(1, 6):
        linked.send_sheet_code(link, "/", at=now + turn * timedelta(minutes=1))
    with pytest.raises(ValidationError, match="Many codes"):
        linked.send_sheet_code(link, "/", at=now + timedelta(minutes=7))


def test_revoke_sheet_link_stops_it_at_once(world: World, visitor: Client) -> None:
    sheet = world.sent()
    link, address = opened(world, sheet)
    office = browser(world.pact, world.by)
    assert "Take the link back" in office.get(f"/sheets/{sheet.pk}/").content.decode()
    assert office.post(f"/sheets/{sheet.pk}/links/{link.pk}/revoke/").status_code == 302
    assert visitor.get(address).status_code == 410
    assert visitor.post(address, as_typed(world, sheet)).status_code == 410
    with pytest.raises(Denied):
        linked.revoke_sheet_link(link, by=world.as_member, at=NOW)


@pytest.mark.parametrize("why", ["old", "left", "moved"])
def test_sheet_by_link_opens_nothing_any_more(world: World, visitor: Client, why: str) -> None:
    link, address = opened(world, world.sent())
    mona = Contact.objects.filter(organisation=world.house, name="Mona Rahimi")
    if why == "old":
        SheetLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - DAY)
    elif why == "left":
        Contact.objects.create(
            pact=world.pact, organisation=world.house, name="Ida", email="ida@x.example"
        )
        mona.update(left_on=timezone.localdate())
    else:
        mona.update(email="other@x.example")
    assert visitor.get(address).status_code == 410


def test_sheet_by_link_opens_only_its_sheet(world: World, visitor: Client) -> None:
    sheet = world.sent()
    _link, address = opened(world, sheet)
    assert visitor.get(address).status_code == 200
    assert visitor.get("/our-sheet/1.nothing/").status_code == 404
    assert visitor.get(f"/sheets/{sheet.pk}/").status_code == 302
    other = make_pact()
    assert browser(other).get(address).status_code == 200


def test_object_by_link_opens_the_sheet_again(world: World, visitor: Client) -> None:
    sheet = world.sent()
    call = agreeing.Call("Mona Rahimi", agrees=True)
    sheet = agreeing.phone_check_in(
        sheet, GO_ON, world.answers(sheet), call, by=world.by, at=timezone.now()
    )
    _link, address = opened(world, sheet)
    assert f"{address}object/" in visitor.get(address).content.decode()
    assert visitor.post(f"{address}object/", {"why": "We said six"}).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.objection, sheet.approvals.count()) == ("We said six", 0)
