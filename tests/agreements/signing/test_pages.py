"""The pages: the signer's own, the screen on the spot, the office's."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Signatory, Signature
from pakten.agreements.commitments.signing import reopen_letter
from pakten.agreements.events.models import Event
from pakten.agreements.signing.actions import programme
from pakten.agreements.signing.models import Evidence, SigningCode, SigningLink, Tablet
from pakten.base.access import Role
from pakten.base.accounts.models import Submission
from pakten.parties.pacts.links import new_token
from tests.agreements.signing.conftest import Table
from tests.factories.browser import browser
from tests.factories.events import make_event
from tests.factories.letters import make_letter
from tests.factories.world import NOW, TODAY, make_organisation, make_pact, make_staff, text


@pytest.fixture
def office(table: Table) -> Client:
    return browser(table.pact, table.by)


def opened(table: Table) -> tuple[Client, str]:
    """A visitor with Omar's link."""
    table.ask()
    return browser(table.pact), f"/sign/{table.secret('omar')}/"


def full(table: Table, **changes: Any) -> dict[str, Any]:
    return {
        "step": "sign", "name": "Omar Diaz", "agreed": "on", "content_hash": table.letter.content_hash,
        **changes,
    }  # fmt: skip


def test_sign_by_link_shows_the_whole_letter_and_who_else_signs(table: Table) -> None:
    visitor, page = opened(table)
    shown = visitor.get(page)
    said = shown.content.decode()
    assert (shown.status_code, shown["Cache-Control"], shown["X-Robots-Tag"]) == (
        200, "no-store", "noindex, nofollow",
    )  # fmt: skip
    for words in (
        "Hire",
        "Responsible: Sara Lindqvist",
        "Mona Rahimi",
        "Karin Holm",
        "Send me a code",
    ):
        assert words in said
    assert SigningCode.objects.count() == 0
    assert visitor.get(f"{page}letter.pdf").content.startswith(b"%PDF-")


def test_sign_by_link_with_code_and_name_signs(table: Table) -> None:
    visitor, page = opened(table)
    assert visitor.post(page, {"step": "code"})["Location"] == f"{page}#sign"
    assert "o***r@klarasjo.example" in visitor.get(page).content.decode()
    done = visitor.post(page, full(table, code=table.code("omar")))
    assert (done.status_code, done["Location"]) == (302, page)
    assert Signature.objects.get().signatory == table.who("Omar")
    assert "You signed" in visitor.get(page).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "12"}, "The code is wrong or too old"),
        ({"code": ""}, "Write the code"),
        ({"name": "Omar"}, "as it stands in the letter: Omar Diaz"),
        ({"agreed": ""}, "Tick that you have read"),
    ],
)
def test_sign_by_link_says_what_to_mend(table: Table, changes: dict[str, str], said: str) -> None:
    visitor, page = opened(table)
    visitor.post(page, {"step": "code"})
    sent = full(table, code=table.code("omar")) | changes
    answer = visitor.post(page, sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Signature.objects.count() == 0


def test_sign_by_link_counts_wrong_codes_although_the_page_is_refused(table: Table) -> None:
    visitor, page = opened(table)
    visitor.post(page, {"step": "code"})
    right = table.code("omar")
    wrong = "000000" if right != "000000" else "111111"
    for _n in range(5):
        visitor.post(page, full(table, code=wrong))
    assert SigningCode.objects.get().tries == 5
    assert visitor.post(page, full(table, code=right)).status_code == 422


def test_sign_by_link_of_an_older_text_says_that_it_changed(table: Table) -> None:
    visitor, page = opened(table)
    reopen_letter(table.letter, by=table.by, at=NOW)
    said = visitor.get(page).content.decode()
    assert "The letter has changed" in said
    assert "Send me a code" not in said
    assert visitor.get(f"{page}letter.pdf").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"revoked_at": NOW}, "There is a newer link"), ({"expires_at": NOW}, "The link is too old")],
)
def test_sign_by_link_that_is_dead_says_why(table: Table, changes: Any, said: str) -> None:
    visitor, page = opened(table)
    SigningLink.objects.update(**changes)
    answers = [visitor.get(page), visitor.post(page, {"step": "code"})]
    assert [(a.status_code, said in a.content.decode()) for a in answers] == [(410, True)] * 2
    assert SigningCode.objects.count() == 0
    assert visitor.get(f"{page}no/")["Location"] == page


def test_sign_by_link_leaves_its_secret_in_no_row_and_a_second_copy_on_the_page(
    table: Table,
) -> None:
    visitor, page = opened(table)
    token = re.findall(r'name="_once" value="([^"]+)"', visitor.get(page).content.decode())[0]
    sent = [visitor.post(page, {"step": "code", "_once": token}) for _twice in range(2)]
    assert [answer["Location"] for answer in sent] == [f"{page}#sign", page]
    assert list(Submission.objects.values_list("location", flat=True)) == [""]
    assert SigningCode.objects.count() == 1


def test_sign_by_link_after_its_signatory_is_gone_says_that_it_changed(table: Table) -> None:
    visitor, page = opened(table)
    draft = reopen_letter(table.letter, by=table.by, at=NOW)
    Signatory.objects.filter(letter=draft, name="Omar Diaz").delete()
    assert "The letter has changed" in visitor.get(page).content.decode()


def test_sign_by_link_opens_whichever_pact_the_browser_was_in(table: Table) -> None:
    _visitor, page = opened(table)
    elsewhere = browser(make_pact(name=text("Another pact")))
    assert elsewhere.get(page).status_code == 200
    assert elsewhere.get(f"/sign/{new_token(table.pact.pk)}/").status_code == 404


def test_decline_by_link_page(table: Table) -> None:
    visitor, page = opened(table)
    assert visitor.post(f"{page}no/", {"words": ""}).status_code == 422
    assert visitor.post(f"{page}no/", {"reason": "change", "words": "More"}).status_code == 302
    assert "You answered" in visitor.get(page).content.decode()


def test_sign_own_letter_asks_the_signed_in_for_a_code_anew(table: Table) -> None:
    karin = make_staff(table.pact, Role.BOARD, name="Karin Holm", email="karin@city.example")
    client, page = browser(table.pact, karin), f"/letters/{table.letter.pk}/sign/"
    assert "Send me a code" in client.get(page).content.decode()
    client.post(page, {"step": "code"})
    sent = full(table, name="Karin Holm", code=table.code("karin"))
    assert client.post(page, sent).status_code == 302
    assert Evidence.objects.get().signed_in is True
    other = browser(table.pact, make_staff(table.pact, Role.BOARD))
    assert other.get(page).status_code == 404


def test_see_letter_shows_sign_to_the_one_with_the_address(table: Table) -> None:
    karin = make_staff(table.pact, Role.BOARD, name="Karin Holm", email="karin@city.example")
    page = f"/letters/{table.letter.pk}/"
    assert f'href="{page}sign/"' in browser(table.pact, karin).get(page).content.decode()
    board = browser(table.pact, make_staff(table.pact, Role.BOARD))
    assert f'href="{page}sign/"' not in board.get(page).content.decode()


def test_open_tablet_signs_the_coordinator_out_and_shows_the_letter_only(
    table: Table, office: Client
) -> None:
    page = f"/letters/{table.letter.pk}/signing/screen/"
    assert office.get(page).status_code == 200
    opened_here = office.post(page, {"identified": "seen"})
    assert opened_here["Clear-Site-Data"] == '"cache"'
    screen = opened_here["Location"]
    assert office.get("/letters/").status_code == 302
    assert "Who are you?" in office.get(screen).content.decode()
    omar = table.who("Omar").pk
    sent = full(table, who=omar, drawing="M1 2L3 4")
    assert office.post(screen, sent)["Location"] == f"{screen}?done={omar}"
    kept = Evidence.objects.get()
    assert (kept.drawing, kept.signature.method, kept.code) == ("M1 2L3 4", "tablet", None)


def test_sign_on_tablet_asks_for_a_code_where_nobody_knows_the_signer(
    table: Table, office: Client
) -> None:
    page = f"/letters/{table.letter.pk}/signing/screen/"
    screen = office.post(page, {"identified": "code"})["Location"]
    omar = table.who("Omar").pk
    assert office.post(screen, full(table, who=omar)).status_code == 422
    assert office.post(screen, {"step": "code", "who": omar}).status_code == 302
    sent = full(table, who=omar, code=table.code("omar"))
    assert office.post(screen, sent).status_code == 302
    bad = full(table, who=omar, drawing='"><script>')
    assert "<script>" not in office.post(screen, bad).content.decode().split("</head>")[1]


def test_close_tablet_ends_it_and_asks_to_sign_in(table: Table, office: Client) -> None:
    page = f"/letters/{table.letter.pk}/signing/screen/"
    screen = office.post(page, {"identified": "seen"})["Location"]
    left = office.post(f"{screen}leave/")
    assert left["Location"].startswith("/login/?next=")
    assert office.get(screen).status_code == 404
    assert Tablet.objects.get().closed_at is not None


def occasion(table: Table) -> Event:
    event = make_event(table.pact, table.by, starts_at=NOW - timedelta(minutes=5))
    programme.add_letters(event, [table.letter], by=table.by, at=NOW)
    return event


def test_open_tablet_at_an_occasion_follows_the_table(table: Table, office: Client) -> None:
    event = occasion(table)
    page = f"/events/{event.pk}/screen/"
    assert office.get(page).status_code == 200
    screen = office.post(page, {"identified": "seen"})["Location"]
    assert "Signing 1 of 1" in office.get(screen).content.decode()
    programme.note_not_signed(event.programme.items.get(), "time", None, by=table.by, at=NOW)
    assert "Please wait" in office.get(screen).content.decode()


STEPS = ["", "ask/", "remind/", "screen/"]


@pytest.mark.parametrize("step", STEPS)
def test_office_pages_open_for_the_office_only(table: Table, office: Client, step: str) -> None:
    page = f"/letters/{table.letter.pk}/signing/{step}"
    assert office.get(page).status_code == 200
    board = browser(table.pact, make_staff(table.pact, Role.BOARD))
    assert board.get(page).status_code == 403


def test_office_asks_reminds_and_takes_back(table: Table, office: Client) -> None:
    page, omar = f"/letters/{table.letter.pk}/signing/", table.who("Omar").pk
    assert office.post(f"{page}ask/").status_code == 302
    assert office.post(f"{page}ask/").status_code == 422
    assert office.post(f"{page}ask/", {"only": omar}).status_code == 302
    assert office.post(f"{page}remind/").status_code == 422
    assert office.get(f"{page}{omar}/revoke/").status_code == 200
    assert office.post(f"{page}{omar}/revoke/").status_code == 302
    assert "Not asked yet" in office.get(page).content.decode()


def test_sign_letter_page_records_and_says_who_is_left(table: Table, office: Client) -> None:
    page = f"/letters/{table.letter.pk}/signing/{table.who('Mona').pk}/record/"
    sent = {"signed_on": TODAY, "method": "paper", "content_hash": table.letter.content_hash}
    assert office.get(page).status_code == 200
    old = office.post(page, {**sent, "content_hash": "0" * 64})
    assert old.status_code == 422
    assert "Read it again before it is signed" in old.content.decode()
    assert [office.post(page, sent).status_code for _n in range(2)] == [302, 422]
    shown = office.get(f"/letters/{table.letter.pk}/signing/").content.decode()
    assert "How it was signed" in shown
    assert "2 are left to sign" in shown


def test_see_programme_before_on_the_day_and_after(table: Table, office: Client) -> None:
    event = occasion(table)
    page = f"/events/{event.pk}/programme/"
    assert "At the table now" in office.get(page).content.decode()
    Event.objects.update(starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=3))
    assert "1 letter to sign" in office.get(page).content.decode()
    Event.objects.update(state="held")
    assert office.get(page).status_code == 200
    assert office.get(f"/events/{event.pk}/cards/").status_code == 200
    assert office.get(f"/events/{event.pk}/cards.pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize("step", ["up", "down", "place", "call", "pass", "remove", "nonsense"])
def test_arrange_signing_takes_one_button_each(table: Table, office: Client, step: str) -> None:
    event = occasion(table)
    item = event.programme.items.get()
    sent = {"step": step, "item": item.pk, "number": "1"}
    assert office.post(f"/events/{event.pk}/programme/edit/", sent).status_code == 302


def test_arrange_signing_adds_letters_and_sets_the_pace(table: Table, office: Client) -> None:
    event = make_event(table.pact, table.by)
    page = f"/events/{event.pk}/programme/edit/"
    assert office.post(page, {"step": "add", "letter": [table.letter.pk]}).status_code == 302
    assert office.post(page, {"step": "pace", "first": "5", "each": "6"}).status_code == 302
    assert office.post(page, {"step": "pace", "first": "x", "each": "6"}).status_code == 422
    event.programme.refresh_from_db()
    assert (event.programme.items.count(), event.programme.minutes_each) == (1, 6)


def test_note_not_signed_page(table: Table, office: Client) -> None:
    event = occasion(table)
    page = f"/events/{event.pk}/programme/{event.programme.items.get().pk}/note/"
    assert office.get(page).status_code == 200
    assert office.post(page, {"next_on": ""}).status_code == 422
    assert office.post(page, {"reason": "absent"}).status_code == 302


def test_see_programme_asks_as_many_questions_for_many(table: Table, office: Client) -> None:
    event = occasion(table)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert office.get(f"/events/{event.pk}/programme/").status_code == 200
        return len(queries)

    asked()
    few = asked()
    rows = [
        make_letter(make_organisation(table.pact), by=table.by, state="ready") for _n in range(12)
    ]
    programme.add_letters(event, rows, by=table.by, at=NOW)
    assert asked() == few
    assert few <= 25
