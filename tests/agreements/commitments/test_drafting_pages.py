"""The pages of a draft between two: clashes, comments, changes, turns, revisions, templates."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Comment, Letter, LetterTemplate, Pledge
from pakten.agreements.commitments.states import LetterState, Party
from tests.factories.browser import browser
from tests.factories.drafting import Two, make_template
from tests.factories.world import days, inside, make_organisation, make_representative


class Pages(Two):
    """Both at their browsers."""

    def __init__(self) -> None:
        super().__init__()
        self.office: Client = browser(self.pact, self.by)
        self.member: Client = browser(self.pact, self.mona)

    def do(self, step: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with inside(self.pact, self.by):
            return step(*args, **more)

    def sent(self, page: str) -> dict[str, str]:
        """What the browser would send of the sheet: every field of the form as it stands."""
        fields = re.findall(r'<input[^>]*name="((?:was-)?(?:p\d+-\w+|valid_\w+))"[^>]*>', page)
        found = {}
        for name in fields:
            tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
            value = re.search(r'value="([^"]*)"', tag[0]) if tag else None
            found[name] = value[1] if value else ""
        was = re.search(r'name="was-background" value="([^"]*)"', page)
        return {
            **found,
            "background": was[1] if was else "",
            "was-background": was[1] if was else "",
        }


@pytest.fixture
def pages(db: None) -> Pages:
    return Pages()


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_edit_letter_of_two_in_different_sentences_keeps_both(pages: Pages) -> None:
    letter = pages.do(pages.full)
    url = f"/letters/{letter.pk}/"
    first, second = (pages.sent(text_of(c.get(url))) for c in (pages.office, pages.member))
    with inside(pages.pact):
        mine, theirs = (pages.pledge(letter, party).pk for party in (Party.MEMBER, Party.CITY))
    office = {**first, f"p{theirs}-quantity": "9"}
    member = {**second, f"p{mine}-quantity": "3"}
    assert pages.office.post(f"{url}edit/", office).status_code == 302
    assert pages.member.post(f"{url}edit/", member).status_code == 302
    with inside(pages.pact):
        got = {p.pk: p.quantity for p in Pledge.objects.filter(letter_lines__letter=letter)}
    assert got == {mine: 3, theirs: 9}


def clash(pages: Pages) -> tuple[Letter, str, Any]:
    """Two have written in the same place; the second is asked."""
    letter = pages.do(pages.full)
    with inside(pages.pact):
        field = f"p{pages.pledge(letter, Party.MEMBER).pk}-quantity"
    url = f"/letters/{letter.pk}/"
    sent = [pages.sent(text_of(c.get(url))) for c in (pages.office, pages.member)]
    pages.office.post(f"{url}edit/", {**sent[0], field: "9"})
    return letter, field, pages.member.post(f"{url}edit/", {**sent[1], field: "3"})


@pytest.mark.parametrize(("choice", "stands"), [("mine", 3), ("theirs", 9)])
def test_edit_letter_of_two_in_one_place_asks_which_stays(
    pages: Pages, choice: str, stands: int
) -> None:
    letter, field, asked = clash(pages)
    page = text_of(asked)
    assert asked.status_code == 422
    assert ("Keep mine:" in page, "Take the other's:" in page) == (True, True)
    assert f'name="clash" value="{field}"' in page
    again = {**pages.sent(page), "clash": field, f"choice-{field}": choice}
    assert pages.member.post(f"/letters/{letter.pk}/edit/", again).status_code == 302
    with inside(pages.pact):
        assert pages.pledge(letter, Party.MEMBER).quantity == stands


def test_edit_letter_of_two_asks_again_until_one_is_chosen(pages: Pages) -> None:
    letter, field, asked = clash(pages)
    again = {**pages.sent(text_of(asked)), "clash": field}
    answer = pages.member.post(f"/letters/{letter.pk}/edit/", again)
    assert answer.status_code == 422
    assert "Choose which of the two stays." in text_of(answer)
    assert f'name="choice-{field}"' in text_of(answer)


def test_edit_letter_tells_of_words_in_a_pledge_that_is_gone(pages: Pages) -> None:
    letter = pages.do(pages.full)
    url = f"/letters/{letter.pk}/"
    sent = pages.sent(text_of(pages.member.get(url)))
    with inside(pages.pact):
        pk = pages.pledge(letter, Party.MEMBER).pk
    pages.office.post(f"{url}pledges/{pk}/remove/")
    pages.member.post(f"{url}edit/", {**sent, f"p{pk}-quantity": "77"})
    assert "you wrote “77”" in text_of(pages.member.get(url))


def test_edit_pledge_of_two_in_one_place_asks_which_stays(pages: Pages) -> None:
    letter = pages.do(pages.full)
    with inside(pages.pact):
        pledge = pages.pledge(letter, Party.MEMBER)
    url = f"/letters/{letter.pk}/pledges/{pledge.pk}/edit/"
    sent = {
        "quantity": 4,
        "starts_on": days(10),
        "due_on": days(400),
        "note": "",
        "responsible": "",
    }
    was = {f"was-{name}": value for name, value in sent.items()}
    pages.office.post(url, {**sent, **was, "note": "theirs"})
    answer = pages.member.post(url, {**sent, **was, "note": "mine"})
    assert (answer.status_code, "Keep mine:" in text_of(answer)) == (422, True)
    chosen = {**sent, "note": "mine", "was-note": "theirs", "clash": "note", "choice-note": "mine"}
    assert pages.member.post(url, chosen).status_code == 302


def test_comment_letter_page_writes_answers_and_goes_back_to_the_place(pages: Pages) -> None:
    letter = pages.do(pages.full)
    with inside(pages.pact):
        pledge = pages.pledge(letter, Party.CITY)
    url = f"/letters/{letter.pk}/comments/new/"
    assert "Support" in text_of(pages.member.get(f"{url}?pledge={pledge.pk}"))
    assert pages.member.post(url, {"text": " "}).status_code == 422
    pages.member.post(f"{url}?pledge={pledge.pk}", {"text": "Can you do five days?"})
    with inside(pages.pact):
        first = Comment.objects.get()
    answer = pages.office.post(f"{url}?answers={first.pk}", {"text": "We can."})
    assert answer["Location"] == f"/letters/{letter.pk}/#comment-{first.pk}"
    page = text_of(pages.member.get(f"/letters/{letter.pk}/"))
    assert ("Can you do five days?" in page, "We can." in page) == (True, True)
    assert f'href="#about-{pledge.pk}"' in page


def test_comment_pages_are_pressed_by_the_right_ones(pages: Pages) -> None:
    letter = pages.do(pages.full)
    mine = pages.do(pages.say, letter)
    note = pages.do(pages.say, letter, "Ours alone", by=pages.by, is_internal=True)
    url = f"/letters/{letter.pk}/comments"
    assert pages.office.get(f"{url}/{mine.pk}/edit/").status_code == 403
    assert pages.member.get(f"{url}/{note.pk}/edit/").status_code == 404
    assert "Ours alone" not in text_of(pages.member.get(f"/letters/{letter.pk}/"))
    assert "Ours alone" in text_of(pages.office.get(f"/letters/{letter.pk}/"))
    assert pages.member.post(f"{url}/{mine.pk}/edit/", {"text": "Mended"}).status_code == 302
    for client, step in (
        (pages.office, "resolve"), (pages.member, "reopen"), (pages.member, "withdraw"),
    ):  # fmt: skip
        assert client.post(f"{url}/{mine.pk}/{step}/").status_code == 302
    with inside(pages.pact):
        mine.refresh_from_db()
    assert (mine.text, mine.resolved_at, mine.withdrawn_at is not None) == ("", None, True)


def test_share_agree_and_read_by_pages(pages: Pages) -> None:
    letter = pages.do(pages.full)
    url = f"/letters/{letter.pk}/"
    assert pages.office.get(f"{url}share/").status_code == 200
    assert pages.office.post(f"{url}share/", {"words": "x" * 501}).status_code == 422
    assert pages.office.post(f"{url}share/", {"words": "Have a look"}).status_code == 302
    page = text_of(pages.member.get(url))
    assert ("Agree to this text" in page, "Have a look" in page) == (True, True)
    read = page.split('name="content_hash" value="')[1].split('"')[0]
    assert pages.member.post(f"{url}agree/", {"content_hash": read}).status_code == 302
    assert "Both have agreed to this text." in text_of(pages.office.get(url))
    assert pages.office.post(f"{url}read/").status_code == 302


def test_see_changes_shows_what_others_did_since_one_last_looked(pages: Pages) -> None:
    letter = pages.do(pages.full)
    url = f"/letters/{letter.pk}/"
    pages.member.post(f"{url}read/")
    with inside(pages.pact):
        mine = pages.pledge(letter, Party.MEMBER).pk
    sent = pages.sent(text_of(pages.office.get(url)))
    pages.office.post(f"{url}edit/", {**sent, f"p{mine}-quantity": "9"})
    assert "1 thing has changed since you last looked" in text_of(pages.member.get(url))
    for show in ("", "beside"):
        page = text_of(pages.member.get(f"{url}changes/?show={show}"))
        assert ("<del>" in page, "<ins>" in page, "Changed" in page) == (True, True, True)
    pages.member.post(f"{url}read/")
    assert "since you last looked" not in text_of(pages.member.get(url))


@pytest.mark.parametrize("state", LetterState)
def test_see_changes_in_every_state_and_of_any_two(pages: Pages, state: LetterState) -> None:
    letter = pages.do(pages.in_state, state)
    for query in ("", "?from=s1&to=now", "?from=now&to=now", "?from=nothing&to=%00"):
        assert pages.office.get(f"/letters/{letter.pk}/changes/{query}").status_code == 200


def test_revise_letter_page_begins_the_next_version(pages: Pages) -> None:
    letter = pages.do(pages.signed)
    url = f"/letters/{letter.pk}/revise/"
    assert pages.office.get(url).status_code == 200
    sent = {"revision_reason": "wants_more", "reason": "", "valid_from": days(10)}
    assert pages.office.post(url, {**sent, "valid_to": days(500)}).status_code == 422
    answer = pages.office.post(url, {**sent, "reason": "We grow", "valid_to": days(500)})
    page = text_of(pages.office.get(answer["Location"]))
    assert ("We grow" in page, "Version 2" in page) == (True, True)
    assert pages.member.get(url).status_code == 403


def test_draft_letter_page_offers_templates_that_fit(pages: Pages) -> None:
    with inside(pages.pact):
        fits, small = make_template(pages.pact), make_template(pages.pact, largest=5)
    url = f"/organisations/{pages.house.pk}/letters/new/"
    page = text_of(pages.office.get(url))
    assert (f'value="{fits.pk}"' in page, f'value="{small.pk}"' in page) == (True, False)
    sent = {"valid_from": days(1), "valid_to": days(400), "begin_with": fits.pk}
    assert pages.office.post(url, {**sent, "begin_with": small.pk}).status_code == 422
    assert pages.office.post(url, sent).status_code == 302
    with inside(pages.pact):
        assert Letter.objects.get().template_id == fits.pk


def test_template_pages_add_change_and_retire(pages: Pages) -> None:
    sent = {"name": "Hotell", "kind": "company", "months": "24"}
    assert pages.office.post("/letter-templates/new/", {**sent, "months": "1"}).status_code == 422
    assert (
        pages.office.post("/letter-templates/new/", {**sent, "largest": "9" * 20}).status_code
        == 422
    )
    page = pages.office.post("/letter-templates/new/", sent)["Location"]
    url = page.removesuffix("edit/")
    add = {"measure": pages.jobs.pk, "quantity": "3"}
    assert pages.office.get(f"{url}member/new/").status_code == 200
    assert pages.office.post(f"{url}member/new/", {**add, "quantity": "0"}).status_code == 422
    assert pages.office.post(f"{url}member/new/", add).status_code == 302
    with inside(pages.pact):
        line = LetterTemplate.objects.get().lines.get()
    change = {**sent, "version": "2", f"l{line.pk}-quantity": "0"}
    assert pages.office.post(page, change).status_code == 422
    assert pages.office.post(page, {**change, f"l{line.pk}-quantity": "8"}).status_code == 302
    assert pages.office.post(f"{url}proposals/{line.pk}/remove/").status_code == 302
    assert pages.office.post(f"{url}retire/").status_code == 302
    assert "Not in use" in text_of(pages.office.get("/letter-templates/"))
    assert pages.member.get("/letter-templates/").status_code == 403


def test_signatory_pages_add_change_and_remove(pages: Pages) -> None:
    letter = pages.do(pages.full)
    url = f"/letters/{letter.pk}/signatories/"
    assert pages.member.get(f"{url}city/new/").status_code == 403
    assert pages.member.get(f"{url}member/new/").status_code == 200
    twice = {"name": "mona rahimi", "language": "sv"}
    assert pages.member.post(f"{url}member/new/", twice).status_code == 422
    assert pages.member.post(f"{url}member/new/", {"name": "Omar Diaz"}).status_code == 302
    with inside(pages.pact):
        omar = letter.signatories.get(name="Omar Diaz")
    change = {"name": "Omar Diaz", "title": "CFO", "email": "nonsense"}
    assert pages.member.post(f"{url}{omar.pk}/edit/", change).status_code == 422
    change["email"] = "omar@klarasjo.example"
    assert pages.member.post(f"{url}{omar.pk}/edit/", change).status_code == 302
    assert "Omar Diaz, CFO" in text_of(pages.member.get(f"/letters/{letter.pk}/"))
    assert pages.member.post(f"{url}{omar.pk}/remove/").status_code == 302
    with inside(pages.pact):
        assert letter.signatories.filter(party=Party.MEMBER).count() == 1


def test_another_member_reaches_nothing_of_a_draft(pages: Pages) -> None:
    letter = pages.do(pages.full)
    comment = pages.do(pages.say, letter)
    with inside(pages.pact):
        other = make_organisation(pages.pact, name="Bergslunda Bygg AB")
    client = browser(pages.pact, make_representative(other))
    url = f"/letters/{letter.pk}/"
    steps = ("changes/", "share/", "comments/new/", f"comments/{comment.pk}/edit/", "pledges/new/")
    assert {client.get(url + step).status_code for step in steps} == {404}
    posts = ("read/", "agree/", f"comments/{comment.pk}/resolve/", "edit/")
    assert {client.post(url + step).status_code for step in posts} == {404}


def test_see_letter_costs_the_same_for_few_and_many_comments(pages: Pages) -> None:
    letter = pages.do(pages.full)
    pages.office.post(f"/letters/{letter.pk}/share/", {"words": ""})
    counts = []
    for number in (3, 27):
        for _n in range(number):
            pages.do(pages.say, letter)
        with CaptureQueriesContext(connection) as queries:
            assert pages.office.get(f"/letters/{letter.pk}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_see_templates_costs_the_same_for_few_and_many(pages: Pages) -> None:
    counts = []
    for number in (3, 27):
        with inside(pages.pact):
            for _n in range(number):
                make_template(pages.pact)
        with CaptureQueriesContext(connection) as queries:
            assert pages.office.get("/letter-templates/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
