"""Who signs, in which order, and when the letter comes into force."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.models import Letter, Signatory, Signature
from pakten.agreements.commitments.signing import ready_letter, reopen_letter
from pakten.agreements.commitments.states import EndReason, LetterState, Method, Party
from pakten.agreements.signing.actions import codes, links, signing, tablets
from pakten.agreements.signing.models import Evidence, SigningCode, SigningLink, Tablet
from pakten.agreements.signing.rules import Signing
from pakten.base.access import Denied, Role
from pakten.base.notices.models import Message
from pakten.parties.organisations.states import Stage
from tests.agreements.signing.conftest import Table
from tests.factories.signing import TERMS
from tests.factories.world import NOW, TODAY, days, make_representative, make_staff


def given(table: Table, name: str, **changes: Any) -> Signing:
    values = {
        "typed_name": name,
        "statement": "I have read it.",
        "language": "en",
        "method": Method.LINK,
    }
    return table.signature(table.letter, **{**values, **changes})


def code_of(table: Table, name: str) -> SigningCode:
    sent = codes.send_code(table.who(name), "/", at=NOW)
    used = codes.use_code(table.who(name), table.code(table.who(name).email[:4]), at=NOW)
    assert used == sent
    return used


def record(table: Table, name: str, **changes: Any) -> Signature:
    signed = table.signature(table.letter, **changes)
    return signing.sign_letter(table.letter, table.who(name), signed, by=table.by, at=NOW)


def state(table: Table) -> str:
    table.letter.refresh_from_db()
    return table.letter.state


@pytest.mark.parametrize("order", [("Mona", "Omar", "Karin"), ("Karin", "Omar", "Mona")])
def test_sign_letter_is_in_force_when_all_of_both_parties_have(
    table: Table, order: tuple[str, ...]
) -> None:
    for name in order[:2]:
        record(table, name)
        assert (state(table), table.stage) == (LetterState.READY, Stage.READY)
    record(table, order[2])
    table.letter.refresh_from_db()
    table.house.refresh_from_db()
    assert (table.letter.state, table.letter.active_from) == ("active", table.letter.valid_from)
    assert (table.stage, table.house.member_since) == (Stage.ACTIVE, TODAY)


def test_sign_letter_tells_the_office_of_each_and_everybody_of_the_last(table: Table) -> None:
    for name in ("Mona", "Omar", "Karin"):
        record(table, name)
    mails = list(Message.objects.order_by("pk"))
    told = {mail.to for mail in mails[2:]}
    assert [name in mail.subject for name, mail in zip(("Mona", "Omar"), mails, strict=False)] == [
        True,
        True,
    ]
    assert {"mona@klarasjo.example", "omar@klarasjo.example", "karin@city.example"} < told
    assert len(mails) == 2 + len(told)


def test_sign_letter_tells_of_somebody_with_the_longest_name(table: Table) -> None:
    Signatory.objects.filter(pk=table.who("Mona").pk).update(name="Mona" + "x" * 116)
    reopen_letter(table.letter, by=table.by, at=NOW)
    ready_letter(table.letter, by=table.by, at=NOW)
    table.letter.refresh_from_db()
    assert len(record(table, "Mona").name) == 120


def test_sign_letter_twice_by_the_same_person_is_refused(table: Table) -> None:
    record(table, "Mona")
    with pytest.raises(ValidationError, match="already signed"):
        record(table, "Mona")
    assert Signature.objects.count() == 1


def test_sign_letter_refuses_a_text_that_was_changed(table: Table) -> None:
    seen = table.letter.content_hash
    draft = reopen_letter(table.letter, by=table.by, at=NOW)
    actions.edit_letter(draft, replace(TERMS, background="New"), by=table.by, at=NOW)
    ready_letter(draft, by=table.by, at=NOW)
    with pytest.raises(ValidationError) as refused:
        record(table, "Karin", content_hash=seen)
    assert [error.code for error in refused.value.error_list] == ["changed"]


def test_sign_letter_refuses_rows_changed_behind_the_actions(table: Table) -> None:
    Letter.objects.filter(pk=table.letter.pk).update(background="Changed in the database")
    with pytest.raises(ValidationError) as refused:
        record(table, "Karin")
    assert [error.code for error in refused.value.error_list] == ["changed"]


def test_sign_letter_is_possible_after_a_measure_is_renamed(table: Table) -> None:
    table.jobs.name["en"] = "People in work"
    table.jobs.save()
    assert record(table, "Karin").content_hash == table.letter.content_hash


@pytest.mark.parametrize("day", [days(1), days(-1)])
def test_sign_letter_refuses_a_day_that_cannot_be(table: Table, day: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        record(table, "Karin", signed_on=day)
    assert list(refused.value.message_dict) == ["signed_on"]


def test_sign_letter_ends_the_letter_it_replaces(table: Table) -> None:
    for name in ("Mona", "Omar", "Karin"):
        record(table, name)
    later = replace(TERMS, valid_from=days(20))
    new = actions.draft_letter(table.house, later, carry_over=True, by=table.by, at=NOW)
    new = ready_letter(new, by=table.by, at=NOW)
    for one in new.signatories.all():
        signing.sign_letter(new, one, table.signature(new), by=table.by, at=NOW)
    table.letter.refresh_from_db()
    old = table.letter
    assert (old.state, old.end_reason, old.ended_on) == ("ended", EndReason.REPLACED, days(19))


@pytest.mark.parametrize("who", [Role.BOARD, Role.MEMBER])
def test_sign_letter_is_recorded_by_the_office_only(table: Table, who: Role) -> None:
    by = make_representative(table.house) if who == Role.MEMBER else make_staff(table.pact, who)
    signed = table.signature(table.letter)
    with pytest.raises(Denied):
        signing.sign_letter(table.letter, table.who("Mona"), signed, by=by, at=NOW)


def test_sign_letter_keeps_who_recorded_it_and_no_code(table: Table) -> None:
    record(table, "Mona", method=Method.PAPER)
    kept = Evidence.objects.select_related("signature").get()
    assert (kept.signature.method, kept.signature.recorded_by_id) == ("paper", table.by.account_id)
    assert (kept.code_sent_to, kept.typed_name, kept.signed_in) == ("", "", False)


def test_sign_by_link_keeps_the_evidence(table: Table) -> None:
    table.ask()
    link, code = table.link("omar"), code_of(table, "Omar")
    made = signing.sign_by_link(link, given(table, " omar  DIAZ "), code, at=NOW)
    kept = Evidence.objects.get()
    assert (made.name, made.method, made.content_hash) == (
        "Omar Diaz",
        "link",
        table.letter.content_hash,
    )
    assert (kept.link, kept.code, kept.code_sent_to) == (link, code, "o***r@klarasjo.example")
    assert (kept.statement, kept.typed_name, kept.code_sent_at) == (
        "I have read it.",
        "omar  DIAZ",
        NOW,
    )


def test_sign_by_link_wants_ones_own_name(table: Table) -> None:
    table.ask()
    link, code = table.link("omar"), code_of(table, "Omar")
    with pytest.raises(ValidationError) as refused:
        signing.sign_by_link(link, given(table, "Mona Rahimi"), code, at=NOW)
    assert list(refused.value.message_dict) == ["name"]


@pytest.mark.parametrize("fault", ["expired", "revoked", "changed", "other address"])
def test_sign_by_link_refuses_a_link_that_is_dead(table: Table, fault: str) -> None:
    table.ask()
    link, code = table.link("omar"), code_of(table, "Omar")
    changes: dict[str, dict[str, Any]] = {
        "expired": {"expires_at": NOW}, "revoked": {"revoked_at": NOW},
        "changed": {"content_hash": "0" * 64}, "other address": {"address_hash": "0" * 64},
    }  # fmt: skip
    SigningLink.objects.filter(pk=link.pk).update(**changes[fault])
    with pytest.raises(ValidationError, match="no longer works"):
        signing.sign_by_link(link, given(table, "Omar Diaz"), code, at=NOW)


def test_sign_own_letter_is_for_the_one_with_the_address(table: Table) -> None:
    board = make_staff(table.pact, Role.BOARD)
    code = code_of(table, "Karin")
    signed = given(table, "Karin Holm")
    with pytest.raises(Denied):
        signing.sign_own_letter(
            table.letter, table.who("Karin"), signed, code, by=board, email="x@y.example", at=NOW
        )
    made = signing.sign_own_letter(
        table.letter, table.who("Karin"), signed, code, by=board, email="KARIN@city.example", at=NOW
    )
    assert (made.recorded_by_id, Evidence.objects.get().signed_in) == (board.account_id, True)


def test_sign_on_tablet_needs_a_code_unless_somebody_knows_the_signer(table: Table) -> None:
    tablets.open_tablet(letter=table.letter, identified=False, by=table.by, at=NOW)
    signed = given(table, "Omar Diaz", method=Method.TABLET)
    tablet, omar = Tablet.objects.get(), table.who("Omar")
    with pytest.raises(ValidationError) as refused:
        signing.sign_on_tablet(tablet, table.letter, omar, signed, code=None, at=NOW)
    assert list(refused.value.message_dict) == ["code"]
    tablets.open_tablet(letter=table.letter, identified=True, by=table.by, at=NOW)
    second = Tablet.objects.get(closed_at=None)
    signing.sign_on_tablet(second, table.letter, omar, signed, code=None, at=NOW)
    assert Evidence.objects.get().identified_by_id == table.by.account_id


def test_sign_on_tablet_refuses_a_screen_that_is_closed(table: Table) -> None:
    tablets.open_tablet(letter=table.letter, identified=True, by=table.by, at=NOW)
    tablet, signed = Tablet.objects.get(), given(table, "Omar Diaz")
    late = NOW + timedelta(hours=5)
    for at, closed in ((late, None), (NOW, NOW)):
        Tablet.objects.update(closed_at=closed)
        with pytest.raises(ValidationError, match="screen is closed"):
            signing.sign_on_tablet(
                tablet, table.letter, table.who("Omar"), signed, code=None, at=at
            )


def test_reopen_letter_clears_signatures_with_their_evidence_and_kills_links(table: Table) -> None:
    table.ask()
    record(table, "Mona")
    draft = reopen_letter(table.letter, by=table.by, at=NOW)
    assert (Signature.objects.count(), Evidence.objects.count()) == (0, 0)
    assert not table.link("omar").works(draft, NOW)


def test_sign_letter_lets_all_have_signed_in_force_once(table: Table) -> None:
    for name in ("Mona", "Omar", "Karin"):
        record(table, name)
    with pytest.raises(ValidationError):
        links.ask_for_signatures(table.letter, by=table.by, at=NOW)
    assert {s.party for s in table.letter.signatures.all()} == set(Party.values)
