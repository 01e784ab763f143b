"""One's own settings: name, language, and how often one hears of what."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.base.access import Actor, Denied, Role
from pakten.base.accounts.actions import edit_account
from pakten.base.accounts.models import Account
from pakten.base.notices.actions import Reader, choose_paces, read_notices
from pakten.base.notices.models import Message, Notice, Preference
from pakten.base.notices.rules import topics_for
from pakten.base.notices.states import RULES, Pace, Topic
from pakten.base.tenancy.context import enter
from pakten.parties.pacts.models import Pact
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.notices import prefer, told
from tests.factories.world import NOW, make_organisation, make_pact, make_representative, make_staff

ALL_DAILY = {topic.value: "daily" for topic in Topic if topic != Topic.ACCOUNT}


class Own:
    def __init__(self) -> None:
        self.pact = make_pact(email="pakten@city.example")
        self.sara = make_staff(self.pact, email="sara@pakten.example", language="en")
        enter(self.pact.pk, self.sara.account_id)
        self.account = Account.objects.get(pk=self.sara.account_id)
        self.client = browser(self.pact, self.sara)

    def told(self, about: str, topic: Topic = Topic.COMMENTS, **changed: Any) -> None:
        told(Reader(self.account.email), about=about, topic=topic, **changed)

    def page(self, path: str = "/account/") -> str:
        return str(self.client.get(path).content.decode())

    def states(self) -> list[str]:
        enter(self.pact.pk)
        return list(Notice.objects.order_by("id").values_list("state", flat=True))


@pytest.fixture
def own(db: None) -> Own:
    return Own()


def choose(own: Own, **wanted: str) -> None:
    paces = {Topic(name): Pace(value) for name, value in wanted.items()}
    choose_paces(own.account, paces, by=own.sara, at=NOW)


def test_choose_paces_releases_what_is_now_wanted_at_once(own: Own) -> None:
    own.told("a")
    own.told("b", Topic.REMINDERS)
    choose(own, comments="at_once", reminders="daily")
    assert own.states() == ["handed_over", "waiting"]
    assert Message.objects.get().subject.startswith("One notice")


def test_choose_paces_lets_what_is_turned_off_wait_no_more(own: Own) -> None:
    own.told("a")
    choose(own, comments="off")
    assert (own.states(), Message.objects.count()) == (["kept"], 0)


def test_choose_paces_twice_keeps_one_choice(own: Own) -> None:
    choose(own, comments="weekly")
    choose(own, comments="off", letters="daily")
    rows = Preference.objects.order_by("topic").values_list("topic", "pace")
    assert list(rows) == [("comments", "off"), ("letters", "daily")]


def test_choose_paces_of_another_is_denied(own: Own) -> None:
    other = make_staff(own.pact)
    with pytest.raises(Denied):
        choose_paces(own.account, {Topic.LETTERS: Pace.OFF}, by=other, at=NOW)


def test_choose_paces_keeps_what_must_not_be_missed(own: Own) -> None:
    sent = own.client.post("/account/notices/", ALL_DAILY | {"signing": "off"})
    assert sent.status_code == 422
    assert "What you have to sign cannot be turned off" in sent.content.decode()
    assert (
        sent.content.decode().count('value="daily"') == sent.content.decode().count(" checked") + 1
    )
    assert Preference.objects.count() == 0


def test_choose_paces_by_the_page(own: Own) -> None:
    sent = own.client.post("/account/notices/", ALL_DAILY | {"comments": "off"})
    assert (sent.status_code, sent["Location"]) == (302, "/account/#notices")
    enter(own.pact.pk)
    chosen = dict(Preference.objects.values_list("topic", "pace"))
    assert chosen == ALL_DAILY | {"comments": "off"}


def test_see_account_offers_each_role_what_it_is_told(own: Own) -> None:
    house = make_organisation(own.pact)
    held = {role.value: topics_for(make_staff(own.pact, role.value)) for role in StaffRole}
    held["member"] = topics_for(make_representative(house))
    assert {role: len(topics) for role, topics in held.items()} == {
        "coordinator": 8, "admin": 8, "counsellor": 3, "procurement": 0, "board": 0, "analyst": 0,
        "member": 7,
    }  # fmt: skip


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADMIN, Role.COUNSELLOR])
def test_see_account_works_for_every_role(own: Own, role: Role) -> None:
    page = browser(own.pact, make_staff(own.pact, role.value)).get("/account/")
    assert page.status_code == 200
    assert "Always at once" in page.content.decode()


def test_see_account_says_about_how_many_mails_a_week(own: Own) -> None:
    assert "with these choices" not in own.page()
    enter(own.pact.pk)
    prefer(own.pact.pk, own.account.pk, Topic.LETTERS, Pace.AT_ONCE)
    for n in range(8):
        own.told(f"letter {n}", Topic.LETTERS)
    assert "<b>2 mails a week</b>" in own.page()


def test_edit_account_changes_name_phone_and_language_at_once(own: Own) -> None:
    sent = own.client.post(
        "/account/edit/", {"name": " Sara  Ek ", "phone": "08-1234567", "language": "sv"}
    )
    assert (sent.status_code, sent.cookies["pakten_language"].value) == (302, "sv")
    account = Account.objects.get(pk=own.account.pk)
    assert (account.name, account.phone, account.language) == ("Sara Ek", "08-1234567", "sv")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "  "}, "This field is required"),
        ({"phone": "ring"}, "Write the whole number"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_edit_account_refuses_and_keeps_what_was_typed(
    own: Own, changed: dict[str, str], said: str
) -> None:
    typed = {"name": "Sara Ek", "phone": "08-1234567", "language": "sv", **changed}
    sent = own.client.post("/account/edit/", typed)
    page = sent.content.decode()
    assert (sent.status_code, said in page) == (422, True)
    assert typed["phone"] in page
    assert Account.objects.get(pk=own.account.pk).name == "Sara Lindqvist"


def test_edit_account_of_another_is_denied(own: Own) -> None:
    with pytest.raises(Denied):
        edit_account(
            own.account, name="X", phone="", language="sv", by=make_staff(own.pact), at=NOW
        )


def test_see_notices_shows_only_ones_own(own: Own) -> None:
    told(Reader(make_account_of(own.pact)), about="x", topic=Topic.COMMENTS)
    own.told("a", path="/letters/1/")
    page = own.page("/notices/")
    assert page.count("<li data-new=") == 1
    assert 'href="/letters/1/"' in page


def make_account_of(pact: Pact) -> str:
    other: Actor = make_staff(pact)
    return Account.objects.get(pk=other.account_id).email


def test_read_notices_marks_ones_own_as_seen(own: Own) -> None:
    other = make_account_of(own.pact)
    for about in "ab":
        told(Reader(other), Reader(own.account.email), about=about, topic=Topic.COMMENTS)
    assert '<span class="p-badge" data-tone="neutral" >2' in own.page("/notices/")
    assert own.client.post("/notices/read/").status_code == 302
    assert "You have seen all of them" in own.page("/notices/")
    enter(own.pact.pk)
    assert Notice.objects.filter(to=other, seen_at__isnull=True).count() == 2
    assert read_notices(by=own.sara, at=NOW) == 0


def test_see_notices_by_get_marks_nothing(own: Own) -> None:
    own.told("a")
    own.page("/notices/")
    enter(own.pact.pk)
    assert Notice.objects.get().seen_at is None
    assert own.client.get("/notices/read/").status_code == 405


def test_see_notices_asks_as_often_for_thirty_as_for_three(own: Own) -> None:
    counts = []
    for first, last in ((0, 3), (3, 30)):
        for n in range(first, last):
            own.told(f"{n}")
        with CaptureQueriesContext(connection) as queries:
            own.page("/notices/")
        enter(own.pact.pk)
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert counts[0] == counts[1] <= 12


def test_see_digest_shows_what_it_will_say_and_sends_nothing(own: Own) -> None:
    assert "Nothing waits for a digest" in own.page("/notices/digest/")
    enter(own.pact.pk)
    own.told("a", path="/letters/7/")
    page = own.page("/notices/digest/")
    assert ("The next morning at 07.00" in page, "/letters/7/" in page) == (True, True)
    assert (own.states(), Message.objects.count()) == (["waiting"], 0)


def test_every_topic_has_a_rule(db: None) -> None:
    assert set(RULES) == set(Topic)
