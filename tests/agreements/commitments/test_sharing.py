"""A draft between two: sent, agreed to, written in by both at once, read and marked as read."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError, ProgrammingError, transaction

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.content import content_of, hash_of, lines_of, pledge_terms_of
from pakten.agreements.commitments.models import (
    Letter,
    LetterLook,
    LetterSnapshot,
    Pledge,
    Signature,
)
from pakten.agreements.commitments.queries import (
    drafts_waiting,
    drafts_with_the_other,
    is_agreed,
    look_of,
    signed_not_begun,
    standing_of,
    text_of,
)
from pakten.agreements.commitments.states import LetterState, Party, SnapshotKind
from pakten.base.access import Denied
from pakten.base.notices.models import Notice
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Measure
from tests.factories.drafting import Two
from tests.factories.signing import TERMS
from tests.factories.world import NOW, days


def test_share_letter_keeps_the_text_and_hands_it_over(two: Two) -> None:
    letter = two.full()
    kept = two.share(letter, words="Look at the dates.")
    letter.refresh_from_db()
    assert (kept.number, kept.kind, kept.party) == (1, SnapshotKind.SHARED, Party.CITY)
    assert kept.content == content_of(letter, lines_of(letter))
    assert letter.turn == Party.MEMBER
    assert list(drafts_waiting(two.mona)) == [letter]
    assert (list(drafts_waiting(two.by)), list(drafts_with_the_other(two.by))) == ([], [letter])


def test_share_letter_tells_the_other_party_once_with_the_words(two: Two) -> None:
    two.share(two.full(), words="Look at the dates.")
    told = Notice.objects.filter(about__contains="shared")
    assert sorted(told.values_list("to", flat=True)) == sorted(
        {"mona@klarasjo.example", told.exclude(account_id=None).get().to}
    )
    assert all("Look at the dates." in each.body for each in told)


def test_share_letter_twice_with_the_same_text_is_refused(two: Two) -> None:
    letter = two.full()
    two.share(letter)
    with pytest.raises(ValidationError, match="already sent"):
        two.share(letter)
    assert LetterSnapshot.objects.count() == 1


def test_agree_letter_needs_the_text_that_was_sent(two: Two) -> None:
    letter = two.full()
    kept = two.share(letter)
    actions.edit_letter(letter, replace(TERMS, background="New"), by=two.by, at=two.now())
    with pytest.raises(ValidationError) as refused:
        actions.agree_letter(letter, kept.content_hash, by=two.mona, at=NOW)
    assert [error.code for error in refused.value.error_list] == ["changed"]


def test_agree_letter_makes_both_agree_until_the_next_change(two: Two) -> None:
    letter = two.full()
    kept = two.share(letter)
    actions.agree_letter(letter, kept.content_hash, by=two.mona, at=two.now())
    letter.refresh_from_db()
    both = list(letter.snapshots.all())
    assert (letter.turn, is_agreed(both, hash_of(letter, lines_of(letter)))) == (Party.CITY, True)
    actions.edit_letter(letter, replace(TERMS, background="New"), by=two.by, at=two.now())
    letter.refresh_from_db()
    assert not is_agreed(both, hash_of(letter, lines_of(letter)))


def test_agree_letter_to_ones_own_text_is_refused(two: Two) -> None:
    letter = two.full()
    kept = two.share(letter)
    with pytest.raises(ValidationError, match="no text from the other party"):
        actions.agree_letter(letter, kept.content_hash, by=two.by, at=NOW)


def test_a_kept_text_is_never_changed(two: Two) -> None:
    kept = two.share(two.full())
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        LetterSnapshot.objects.filter(pk=kept.pk).update(words="other")


def test_text_of_a_signed_letter_stays_when_the_catalogue_changes(two: Two) -> None:
    letter = two.signed()
    Measure.objects.filter(pk=two.jobs.pk).update(
        name=LocalText(en="Renamed"), pledge_sentence=LocalText(en="Renamed {quantity}")
    )
    text = text_of(letter)
    assert text["pledges"][0]["sentence"]["en"] == "Hire {quantity} people"
    assert letter.snapshots.get().content_hash == letter.content_hash


def test_two_who_write_in_different_sentences_both_succeed(two: Two) -> None:
    letter = two.full()
    mine, theirs = (two.pledge(letter, party) for party in (Party.MEMBER, Party.CITY))
    shown = {p.pk: pledge_terms_of(p) for p in (mine, theirs)}
    seen = actions.Seen(TERMS, shown)
    city = {**shown, theirs.pk: replace(shown[theirs.pk], quantity=9)}
    actions.edit_letter(letter, TERMS, city, seen=seen, by=two.by, at=two.now())
    member = {mine.pk: replace(shown[mine.pk], quantity=3)}
    wider = replace(TERMS, background="Ours")
    actions.edit_letter(letter, wider, member, seen=seen, by=two.mona, at=two.now())
    letter.refresh_from_db()
    got = [two.pledge(letter, party).quantity for party in (Party.MEMBER, Party.CITY)]
    assert (got, letter.background) == ([3, 9], "Ours")


def test_two_who_write_in_the_same_place_are_told_what_stands_there(two: Two) -> None:
    letter = two.full()
    mine = two.pledge(letter, Party.MEMBER)
    before = pledge_terms_of(mine)
    seen = actions.Seen(TERMS, {mine.pk: before})
    for by, number in ((two.by, 9), (two.by, 9)):
        wanted = {mine.pk: replace(before, quantity=number)}
        actions.edit_letter(letter, TERMS, wanted, seen=seen, by=by, at=two.now())
    with pytest.raises(ValidationError) as refused:
        wanted = {mine.pk: replace(before, quantity=2)}
        actions.edit_letter(letter, TERMS, wanted, seen=seen, by=two.mona, at=two.now())
    (errors,) = refused.value.error_dict.values()
    assert [(e.code, e.params) for e in errors] == [("clash", {"theirs": "9"})]
    assert list(refused.value.error_dict) == [f"p{mine.pk}-quantity"]


def test_a_member_writes_on_its_own_side_only(two: Two) -> None:
    letter = two.full()
    theirs = two.pledge(letter, Party.CITY)
    wanted = {theirs.pk: replace(pledge_terms_of(theirs), quantity=99)}
    actions.edit_letter(letter, TERMS, wanted, by=two.mona, at=two.now())
    theirs.refresh_from_db()
    assert theirs.quantity == 4
    city = letter.signatories.get(party=Party.CITY)
    attempts: list[Any] = [
        lambda: actions.edit_pledge(letter, theirs, two.terms(), by=two.mona, at=NOW),
        lambda: actions.remove_pledge(letter, theirs, by=two.mona, at=NOW),
        lambda: actions.add_pledge(
            letter, Party.CITY, two.support, two.terms(), by=two.mona, at=NOW
        ),
        lambda: actions.remove_signatory(letter, city, by=two.mona, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()


def test_read_letter_marks_and_ones_own_changes_are_never_new(two: Two) -> None:
    letter = two.full()
    actions.read_letter(letter, by=two.mona, at=two.now())
    look = look_of(letter, two.mona)
    assert look
    assert look.content == content_of(letter, lines_of(letter))
    mine = two.pledge(letter, Party.MEMBER)
    actions.edit_pledge(letter, mine, two.terms(quantity=2), by=two.mona, at=two.now())
    two.add(letter, Party.CITY, quantity=7)
    letter.refresh_from_db()
    stale = LetterLook.objects.get(letter=letter, account=two.mona.account_id).content
    assert [p["quantity"] for p in stale["pledges"]] == [2, 4]


def test_reopen_letter_tells_those_who_had_signed(two: Two) -> None:
    letter = two.ready()
    two.sign(letter, Party.MEMBER)
    Notice.objects.all().delete()
    signing.reopen_letter(letter, by=two.by, at=two.now())
    told = {n.to for n in Notice.objects.filter(topic="signing")}
    letter.refresh_from_db()
    assert "mona@klarasjo.example" in told
    assert (letter.state, Signature.objects.count()) == (LetterState.DRAFT, 0)


def test_signed_letter_that_begins_later_says_so(two: Two) -> None:
    old = two.signed()
    Letter.objects.filter(pk=old.pk).update(active_from=days(-30))
    later = actions.draft_letter(
        two.house, replace(TERMS, valid_from=days(60)), carry_over=True, by=two.by, at=two.now()
    )
    signing.ready_letter(later, by=two.by, at=two.now())
    later.refresh_from_db()
    for party in Party:
        two.sign(later, party)
    old.refresh_from_db()
    later.refresh_from_db()
    today = days(0)
    assert standing_of(later, today).label == f"Signed, begins {days(60).isoformat()}"
    assert standing_of(old, today).label == f"In force until {days(59).isoformat()}"
    assert list(signed_not_begun(two.by, today)) == [later]
    assert list(Letter.objects.in_force(today)) == [old]
    held = Pledge.objects.in_force(today).values_list("letter_lines__letter", flat=True)
    assert set(held) == {old.pk}
    assert list(Letter.objects.in_force(days(61))) == [later]
