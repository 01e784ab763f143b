"""Personal links and one-time codes: sent, guessed at, too old, taken back, declined, reminded."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments.models import Signatory
from pakten.agreements.commitments.states import Party
from pakten.agreements.signing.actions import codes, links
from pakten.agreements.signing.models import SigningCode, SigningLink
from pakten.agreements.signing.queries.standing import standings
from pakten.agreements.signing.queries.waiting import mine_to_sign, signatures_waiting
from pakten.agreements.signing.rules import CODE_TRIES, CODES_AN_HOUR, masked, same_name
from pakten.agreements.signing.states import DeclineReason, Standing
from pakten.base.access import Denied, Role
from pakten.base.notices.models import Message, Notice
from pakten.parties.pacts.links import hash_of_token
from tests.agreements.signing.conftest import Table
from tests.factories.world import NOW, make_staff

DAY = timedelta(days=1)


def stand(table: Table) -> dict[str, str]:
    return {row.signatory.name.split()[0]: row.standing for row in standings(table.letter, NOW)}


def test_ask_for_signatures_mails_each_a_link_of_their_own(table: Table) -> None:
    assert len(table.ask()) == 3
    secrets = {table.secret(name) for name in ("mona", "omar", "karin")}
    assert {link.token_hash for link in SigningLink.objects.all()} == {
        hash_of_token(secret) for secret in secrets
    }
    assert all("omar" not in secret.lower() and len(secret) > 30 for secret in secrets)
    assert set(stand(table).values()) == {Standing.ASKED}


def test_ask_for_signatures_keeps_no_secret_in_the_notices(table: Table) -> None:
    table.ask()
    assert {(notice.body, notice.path) for notice in Notice.objects.filter(topic="signing")} == {
        ("", "")
    }


def test_ask_for_signatures_asks_nobody_twice(table: Table) -> None:
    table.ask()
    with pytest.raises(ValidationError, match="Remind them instead"):
        table.ask()
    again = links.ask_for_signatures(table.letter, only=table.who("Omar"), by=table.by, at=NOW)
    assert [link.signatory for link in again] == [table.who("Omar")]
    live = SigningLink.objects.filter(signatory=table.who("Omar"), revoked_at=None)
    assert list(live) == again


def test_ask_for_signatures_passes_by_those_without_an_address(table: Table) -> None:
    Signatory.objects.filter(name="Karin Holm").update(email="")
    assert [link.signatory.name for link in table.ask() if link.signatory] == [
        "Mona Rahimi", "Omar Diaz",
    ]  # fmt: skip


def test_ask_for_signatures_writes_in_the_signers_language(table: Table) -> None:
    table.ask()
    english = Message.objects.get(to="omar@klarasjo.example").subject
    swedish = Message.objects.get(to="karin@city.example").subject
    assert english.startswith("To sign: the letter of intent")
    assert swedish


def test_revoke_link_stops_it_at_once(table: Table) -> None:
    table.ask()
    links.revoke_link(table.who("Omar"), by=table.by, at=NOW)
    assert not table.link("omar").works(table.letter, NOW)
    assert stand(table)["Omar"] == Standing.NOT_ASKED


def test_decline_by_link_tells_the_office_why_and_leaves_the_way_open(table: Table) -> None:
    table.ask()
    link = table.link("omar")
    links.decline_by_link(link, DeclineReason.CHANGE, "The number is wrong", at=NOW)
    assert stand(table)["Omar"] == Standing.DECLINED
    assert "The number is wrong" in Message.objects.latest("pk").body
    assert table.link("omar").works(table.letter, NOW)
    (row,) = signatures_waiting(table.by, NOW)
    assert (row.declined, len(row.left)) == (True, 3)


def test_remind_signatories_waits_a_day_and_replaces_the_link(table: Table) -> None:
    table.ask()
    old = table.secret("omar")
    with pytest.raises(ValidationError, match="less than a day ago"):
        links.remind_signatories(table.letter, by=table.by, at=NOW)
    assert len(links.remind_signatories(table.letter, by=table.by, at=NOW + DAY)) == 3
    assert table.secret("omar") != old


def test_remind_unsigned_writes_once_after_a_week(table: Table) -> None:
    table.ask()
    links.decline_by_link(table.link("mona"), DeclineReason.LATER, "", at=NOW)
    table.sign(table.letter, Party.CITY)
    for after, expected in ((6, 0), (7, 1), (8, 0), (20, 0)):
        assert links.remind_unsigned(at=NOW + after * DAY) == expected
    assert SigningLink.objects.get(is_reminder=True).signatory == table.who("Omar")


@pytest.mark.parametrize("step", ["ask", "remind", "revoke"])
def test_links_are_the_offices_to_send(table: Table, step: str) -> None:
    by = make_staff(table.pact, Role.BOARD)
    steps: dict[str, Any] = {
        "ask": lambda: links.ask_for_signatures(table.letter, by=by, at=NOW),
        "remind": lambda: links.remind_signatories(table.letter, by=by, at=NOW),
        "revoke": lambda: links.revoke_link(table.who("Omar"), by=by, at=NOW),
    }
    with pytest.raises(Denied):
        steps[step]()


def send(table: Table, after: timedelta = timedelta()) -> SigningCode:
    return codes.send_code(table.who("Omar"), "/", at=NOW + after)


def test_send_code_keeps_only_a_keyed_hash(table: Table) -> None:
    code = send(table)
    digits = table.code("omar")
    assert len(digits) == 6
    assert digits not in code.code_hash
    assert code.sent_to == "o***r@klarasjo.example"


def test_send_code_puts_no_digit_where_the_outbox_shows_it(table: Table) -> None:
    send(table)
    subjects = [*Message.objects.values_list("subject"), *Notice.objects.values_list("subject")]
    assert re.findall(r"\d{3}", str(subjects)) == []


def test_use_code_works_once_and_only_the_latest(table: Table) -> None:
    send(table)
    first = table.code("omar")
    second = send(table, timedelta(minutes=1))
    later = NOW + timedelta(minutes=2)
    digits = table.code("omar")
    assert codes.use_code(table.who("Omar"), first if first != digits else "x", at=later) is None
    spaced = f"{digits[:3]} {digits[3:]}"
    assert codes.use_code(table.who("Omar"), spaced, at=later) == second
    assert codes.use_code(table.who("Omar"), digits, at=later) is None


def test_use_code_is_too_old_after_ten_minutes(table: Table) -> None:
    send(table)
    digits, late = table.code("omar"), NOW + timedelta(minutes=10)
    assert codes.use_code(table.who("Omar"), digits, at=late) is None


def test_use_code_takes_five_tries_and_then_not_even_the_right_one(table: Table) -> None:
    send(table)
    right = table.code("omar")
    wrong = "000000" if right != "000000" else "111111"
    for _n in range(CODE_TRIES):
        assert codes.use_code(table.who("Omar"), wrong, at=NOW) is None
    assert codes.use_code(table.who("Omar"), right, at=NOW) is None
    assert SigningCode.objects.get().tries == CODE_TRIES


def test_use_code_of_another_does_not_work(table: Table) -> None:
    send(table)
    digits = table.code("omar")
    codes.send_code(table.who("Mona"), "/", at=NOW)
    if table.code("mona") != digits:
        assert codes.use_code(table.who("Mona"), digits, at=NOW) is None


def test_send_code_is_refused_when_there_are_many(table: Table) -> None:
    send(table)
    with pytest.raises(ValidationError, match="was just sent"):
        send(table, timedelta(seconds=5))
    for n in range(1, CODES_AN_HOUR):
        send(table, timedelta(minutes=n))
    with pytest.raises(ValidationError, match="Many codes"):
        send(table, timedelta(minutes=30))
    assert send(table, timedelta(minutes=62)).tries == 0


def test_mine_to_sign_finds_by_address(table: Table) -> None:
    assert mine_to_sign("OMAR@klarasjo.example") == [table.who("Omar")]
    table.sign(table.letter, Party.CITY)
    assert (mine_to_sign("karin@city.example"), mine_to_sign("")) == ([], [])


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("omar.diaz@almhaga.se", "o***z@almhaga.se"),
        ("ab@x.se", "a***@x.se"),
        ("", ""),
        ("none", ""),
    ],
)
def test_masked_shows_too_little_to_use(email: str, shown: str) -> None:
    assert masked(email) == shown


@pytest.mark.parametrize(
    ("typed", "name", "same"),
    [("åsa  björk", "Åsa Björk", True), ("Asa Bjork", "Åsa Björk", False), ("", "Åsa", False)],
)
def test_same_name_sees_past_case_and_spaces(typed: str, name: str, same: bool) -> None:
    assert same_name(typed, name) is same
