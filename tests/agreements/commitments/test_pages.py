"""The pages of letters: the sheet, the steps, and who may open them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments import signing
from pakten.agreements.commitments.models import Letter, LetterLine, Pledge
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Actor
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.letters import make_letter
from tests.factories.signing import World
from tests.factories.world import (
    NOW,
    days,
    inside,
    make_organisation,
    make_representative,
    make_staff,
)


class Site(World):
    """The world, seen through a browser; rows are made inside the pact."""

    def __init__(self) -> None:
        super().__init__()
        self.client = self.as_(self.by)

    def as_(self, actor: Actor) -> Client:
        return browser(self.pact, actor)

    def letter(self, state: LetterState = LetterState.DRAFT) -> Letter:
        with inside(self.pact, self.by):
            return self.in_state(state)

    def reload(self, letter: Letter) -> Letter:
        with inside(self.pact):
            return Letter.objects.get(pk=letter.pk)

    def sheet(self, letter: Letter, **changes: Any) -> dict[str, Any]:
        """What the browser sends when the sheet is saved as it stands, with some changes."""
        sent = {
            "valid_from": letter.valid_from.isoformat(),
            "valid_to": letter.valid_to.isoformat(),
            "background": letter.background,
        }
        with inside(self.pact):
            for line in letter.lines.select_related("pledge"):
                sent[f"p{line.pledge_id}-quantity"] = str(line.pledge.quantity)
                sent[f"p{line.pledge_id}-due_on"] = line.pledge.due_on.isoformat()
                sent[f"p{line.pledge_id}-responsible"] = line.pledge.responsible
        return {**sent, **changes}

    def pledges(self, letter: Letter) -> list[Pledge]:
        with inside(self.pact):
            return [line.pledge for line in letter.lines.select_related("pledge")]


@pytest.fixture
def site(db: None) -> Site:
    return Site()


@pytest.mark.parametrize("state", LetterState)
def test_see_letter_in_every_state(site: Site, state: LetterState) -> None:
    letter = site.letter(state)
    answer = site.client.get(f"/letters/{letter.pk}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ('id="sheet"' in page) == (state == LetterState.DRAFT)
    assert "Hire" in page


def test_edit_letter_saves_the_whole_sheet(site: Site) -> None:
    letter = site.letter()
    first, second = site.pledges(letter)
    sent = site.sheet(letter, background="A reason", valid_from=days(20).isoformat())
    sent |= {f"p{first.pk}-quantity": "9", f"p{second.pk}-responsible": "Yasmin Öberg"}
    answer = site.client.post(f"/letters/{letter.pk}/edit/", sent)
    assert answer["Location"] == f"/letters/{letter.pk}/"
    first, second = site.pledges(letter)
    assert (first.quantity, first.starts_on) == (9, days(20))
    assert (second.responsible, site.reload(letter).background) == ("Yasmin Öberg", "A reason")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("quantity", "0", "Write a number from 1 to 100 000."),
        ("quantity", "1000000", "Write a number from 1 to 100 000."),
        ("quantity", "many", "Write a number from 1 to 100 000."),
        ("due_on", "2020-01-01", "The last day comes before the first"),
        ("due_on", "soon", "Enter a valid date."),
    ],
)
def test_edit_letter_answers_next_to_the_line(
    site: Site, field: str, typed: str, said: str
) -> None:
    letter = site.letter()
    first = site.pledges(letter)[0]
    sent = site.sheet(letter, background="Typed but not lost")
    answer = site.client.post(
        f"/letters/{letter.pk}/edit/", {**sent, f"p{first.pk}-{field}": typed}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_p{first.pk}-{field}"' in page
    assert said in page
    assert "Typed but not lost" in page
    assert f'value="{typed}"' in page
    assert site.pledges(letter)[0].quantity == 4


def test_edit_letter_answers_dates_the_wrong_way_round(site: Site) -> None:
    letter = site.letter()
    sent = site.sheet(letter, valid_to=days(1).isoformat())
    answer = site.client.post(f"/letters/{letter.pk}/edit/", sent)
    assert (answer.status_code, "ends before it begins" in answer.content.decode()) == (422, True)


def test_edit_letter_leaves_a_pledge_somebody_else_added(site: Site) -> None:
    letter = site.letter()
    sent = site.sheet(letter)
    with inside(site.pact, site.by):
        new = site.add(letter, quantity=77)
    assert site.client.post(f"/letters/{letter.pk}/edit/", sent).status_code == 302
    with inside(site.pact):
        assert Pledge.objects.get(pk=new.pk).quantity == 77


def test_edit_letter_sent_twice_acts_once(site: Site) -> None:
    letter = site.letter()
    page = site.client.get(f"/letters/{letter.pk}/").content.decode()
    token = page.split('name="_once" value="')[1].split('"')[0]
    sent = site.sheet(letter, background="Once") | {"_once": token}
    answers = [site.client.post(f"/letters/{letter.pk}/edit/", sent) for _n in range(2)]
    assert [a["Location"] for a in answers] == [f"/letters/{letter.pk}/"] * 2
    assert "already received" in site.client.get("/letters/").content.decode()


@pytest.mark.parametrize(
    ("then", "where"),
    [
        ("ready", "/letters/{pk}/ready/"),
        ("add-city-12", "/letters/{pk}/pledges/new/?party=city&activity=12"),
        ("add-member-x", "/letters/{pk}/pledges/new/?party=member"),
        ("edit-7", "/letters/{pk}/pledges/7/edit/"),
        ("https://evil.example", "/letters/{pk}/"),
    ],
)
def test_edit_letter_goes_on_to_what_was_asked(site: Site, then: str, where: str) -> None:
    letter = site.letter()
    answer = site.client.post(f"/letters/{letter.pk}/edit/", site.sheet(letter, then=then))
    assert answer["Location"] == where.format(pk=letter.pk)


def test_draft_letter_page_begins_with_proposed_dates(site: Site) -> None:
    url = f"/organisations/{site.house.pk}/letters/new/"
    assert site.client.get(url).status_code == 200
    dates = {"valid_from": days(5).isoformat(), "valid_to": days(3).isoformat()}
    dates["begin_with"] = "empty"
    assert site.client.post(url, dates).status_code == 422
    answer = site.client.post(url, {**dates, "valid_to": days(400).isoformat()})
    with inside(site.pact):
        letter = Letter.objects.get()
        assert answer["Location"] == f"/letters/{letter.pk}/"
        signers = [(s.party, str(s)) for s in letter.signatories.all()]
    assert signers == [("city", "Karin Holm, director"), ("member", "Mona Rahimi, HR")]
    assert site.client.post(url, {**dates, "valid_to": days(400).isoformat()}).status_code == 422


def test_pledge_pages_add_edit_and_remove(site: Site) -> None:
    letter = site.letter()
    new = f"/letters/{letter.pk}/pledges/new/?party=member&activity={site.jobs.activity_id}"
    assert "Hire …" in site.client.get(new).content.decode()
    sent = {"measure": site.jobs.pk, "quantity": "3", "starts_on": days(10), "due_on": days(90)}
    assert site.client.post(new, {**sent, "quantity": "0"}).status_code == 422
    assert site.client.post(new, sent).status_code == 302
    added = site.pledges(letter)[-1]
    page = f"/letters/{letter.pk}/pledges/{added.pk}"
    assert site.client.get(f"{page}/edit/").status_code == 200
    assert site.client.post(f"{page}/edit/", {**sent, "note": "in teams"}).status_code == 302
    assert site.pledges(letter)[-1].note == "in teams"
    assert site.client.post(f"{page}/remove/").status_code == 302
    assert added.pk not in {p.pk for p in site.pledges(letter)}


def test_ready_letter_page_says_what_is_missing(site: Site) -> None:
    with inside(site.pact, site.by):
        letter = site.draft()
    answer = site.client.get(f"/letters/{letter.pk}/ready/")
    assert "The letter cannot be signed yet" in answer.content.decode()
    assert site.client.post(f"/letters/{letter.pk}/ready/").status_code == 422


def test_ready_letter_page_lets_what_is_only_worth_a_look_pass(site: Site) -> None:
    letter = site.letter()
    page = site.client.get(f"/letters/{letter.pk}/ready/").content.decode()
    assert ("Worth a look before you sign" in page, "agreed to this text" in page) == (True, True)
    assert site.client.post(f"/letters/{letter.pk}/ready/").status_code == 302


def test_reopen_letter_page_says_whose_signature_is_cleared(site: Site) -> None:
    letter = site.letter(LetterState.READY)
    with inside(site.pact, site.by):
        site.sign(letter, Party.MEMBER)
    url = f"/letters/{letter.pk}/reopen/"
    assert "Mona Rahimi" in site.client.get(url).content.decode()
    assert site.client.post(url).status_code == 302
    assert site.reload(letter).state == LetterState.DRAFT


def test_discard_letter_page_asks_first(site: Site) -> None:
    letter = site.letter()
    assert site.client.get(f"/letters/{letter.pk}/discard/").status_code == 200
    answer = site.client.post(f"/letters/{letter.pk}/discard/")
    assert answer["Location"] == f"/organisations/{site.house.pk}/"


def test_history_tells_who_changed_what(site: Site) -> None:
    letter = site.letter()
    first = site.pledges(letter)[0]
    sent = site.sheet(letter, **{f"p{first.pk}-quantity": "3"})
    site.client.post(f"/letters/{letter.pk}/edit/", sent)
    page = site.client.get(f"/letters/{letter.pk}/").content.decode()
    assert "Sara Lindqvist changed the letter" in page
    assert "People employed, how many: 4 became 3" in page


PAGES = ["", "ready/", "edit/", "pledges/new/", "pledges/new/?party=city", "discard/", "letter.pdf"]


def test_a_member_reads_its_own_letter_and_writes_on_its_side(site: Site) -> None:
    letter = site.letter()
    mona = site.as_(make_representative(site.house))
    codes = [mona.get(f"/letters/{letter.pk}/{page}").status_code for page in PAGES]
    assert codes == [200, 403, 302, 200, 403, 403, 200]


def test_a_member_never_sees_the_letter_of_another(site: Site) -> None:
    letter = site.letter()
    with inside(site.pact):
        other = make_organisation(site.pact, name="Bergslunda Bygg AB")
    client = site.as_(make_representative(other))
    codes = {client.get(f"/letters/{letter.pk}/{page}").status_code for page in ("", "letter.pdf")}
    assert codes == {404}
    assert site.house.name not in client.get("/letters/").content.decode()


def test_a_counsellor_sees_no_letters(site: Site) -> None:
    letter = site.letter()
    client = site.as_(make_staff(site.pact, StaffRole.COUNSELLOR))
    codes = [client.get(url).status_code for url in ("/letters/", f"/letters/{letter.pk}/")]
    assert codes == [403, 403]


def fill(site: Site, number: int) -> None:
    with inside(site.pact):
        for _n in range(number):
            make_letter(make_organisation(site.pact), by=site.by, state=LetterState.ACTIVE)


def test_see_letters_filters_sorts_and_exports(site: Site) -> None:
    site.letter(LetterState.READY)
    fill(site, 2)
    for query, number in (
        ("", 3),
        ("?state=ready", 1),
        ("?state=running_out", 0),
        ("?q=klarasj", 3),
    ):
        listing = site.client.get(f"/letters/{query}").context["listing"]
        assert (query, listing.total) == (query, number)
    rows = site.client.get("/letters/?format=csv&sort=ends").content.decode().splitlines()
    assert len(rows) == 4


def test_see_letters_costs_the_same_for_few_and_many(site: Site) -> None:
    counts = []
    for number in (3, 27):
        fill(site, number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert site.client.get("/letters/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_see_letter_costs_the_same_for_few_and_many_pledges(site: Site) -> None:
    letter = site.letter()
    counts = []
    for number in (1, 28):
        with inside(site.pact, site.by):
            for _n in range(number):
                site.add(letter)
        with CaptureQueriesContext(connection) as queries:
            site.client.get(f"/letters/{letter.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
    with inside(site.pact):
        assert LetterLine.objects.count() == 31


def test_letters_of_another_pact_are_not_found(site: Site) -> None:
    other = World()
    with inside(other.pact, other.by):
        letter = other.full()
    assert site.client.get(f"/letters/{letter.pk}/").status_code == 404
    with inside(other.pact, other.by):
        signing.ready_letter(letter, by=other.by, at=NOW)
