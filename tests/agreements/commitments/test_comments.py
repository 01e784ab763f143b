"""Comments on a draft: who sees them, what is new, and what one may do with one's own."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.models import Comment
from pakten.agreements.commitments.queries import (
    by_pledge,
    letters_with_unread_comments,
    look_of,
    talks_of,
)
from pakten.agreements.commitments.states import LetterState, Party
from pakten.base.access import Denied
from pakten.base.notices.models import Notice
from pakten.parties.pacts.states import StaffRole
from tests.factories.drafting import Two
from tests.factories.world import NOW, make_staff


def test_comment_letter_on_a_pledge_keeps_what_it_was_about(two: Two) -> None:
    letter = two.full()
    pledge = two.pledge(letter, Party.MEMBER)
    made = two.say(letter, pledge=pledge)
    actions.remove_pledge(letter, pledge, by=two.by, at=two.now())
    made.refresh_from_db()
    assert (made.pledge, made.about, made.party) == (None, "Hire 4 people", Party.MEMBER)


def test_comment_letter_tells_the_other_party_once(two: Two) -> None:
    letter = two.full()
    made = two.say(letter)
    about = f"letter:{letter.pk}:comment:{made.pk}"
    account = Notice.objects.get(about=about).account_id
    assert account == two.by.account_id


def test_comment_letter_internal_is_never_the_member_s(two: Two) -> None:
    letter = two.full()
    note = two.say(letter, by=two.by, is_internal=True)
    assert list(Comment.objects.visible_to(two.mona)) == []
    assert [t.first for t in talks_of(letter, two.by, None)] == [note]
    assert set(Notice.objects.filter(topic="comments").values_list("account", flat=True)) <= {
        two.by.account_id
    }
    for attempt in (
        lambda: two.say(letter, by=two.mona, is_internal=True),
        lambda: two.say(letter, by=two.mona, answers=note),
        lambda: actions.resolve_comment(note, by=two.mona, at=NOW),
    ):
        with pytest.raises(Denied):
            attempt()


def test_comment_letter_answer_follows_the_first_and_opens_it_again(two: Two) -> None:
    letter = two.full()
    first = two.say(letter, pledge=two.pledge(letter, Party.CITY))
    actions.resolve_comment(first, by=two.by, at=two.now())
    first.refresh_from_db()
    answer = two.say(letter, "Yes.", by=two.by, answers=first)
    first.refresh_from_db()
    assert (answer.pledge_id, first.resolved_at, first.resolved_by) == (
        first.pledge_id, None, None,
    )  # fmt: skip
    (talk,) = talks_of(letter, two.mona, None)
    assert ([r.pk for r in talk.replies], talk.new) == ([answer.pk], {answer.pk})
    assert by_pledge([talk]) == {first.pledge_id: 2}


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_comment_letter_refuses_nothing_and_too_much(two: Two, text: str) -> None:
    letter = two.full()
    with pytest.raises(ValidationError) as refused:
        two.say(letter, text)
    assert list(refused.value.message_dict) == ["text"]


def test_unread_comments_are_those_of_others_since_one_last_looked(two: Two) -> None:
    letter = two.full()
    two.say(letter)
    two.say(letter, by=two.by)
    (found,) = letters_with_unread_comments(two.by)
    assert (found, found.unread) == (letter, 1)  # type: ignore[attr-defined]
    actions.read_letter(letter, by=two.by, at=two.now())
    assert list(letters_with_unread_comments(two.by)) == []
    two.say(letter, "Once more.")
    look = look_of(letter, two.by)
    new = [talk.new for talk in talks_of(letter, two.by, look)]
    assert sorted(len(each) for each in new) == [0, 0, 1]


def test_edit_comment_and_withdraw_comment_are_for_ones_own(two: Two) -> None:
    comment = two.say(two.full())
    edited = actions.edit_comment(comment, " Better words. ", by=two.mona, at=two.now())
    assert (edited.text, edited.edited_at is not None) == ("Better words.", True)
    for attempt in (
        lambda: actions.edit_comment(comment, "Theirs", by=two.by, at=NOW),
        lambda: actions.withdraw_comment(comment, by=two.by, at=NOW),
    ):
        with pytest.raises(Denied):
            attempt()
    gone = actions.withdraw_comment(comment, by=two.mona, at=two.now())
    assert (gone.text, talks_of(gone.letter, two.by, None)) == ("", [])
    with pytest.raises(ValidationError, match="taken back"):
        actions.edit_comment(comment, "Again", by=two.mona, at=NOW)


def test_withdraw_comment_leaves_the_answers(two: Two) -> None:
    letter = two.full()
    first = two.say(letter)
    two.say(letter, by=two.by, answers=first)
    actions.withdraw_comment(first, by=two.mona, at=two.now())
    (talk,) = talks_of(letter, two.mona, None)
    assert (talk.first.withdrawn_at is not None, len(talk.replies)) == (True, 1)


def test_resolve_comment_and_reopen_comment_are_for_both_and_for_the_whole(two: Two) -> None:
    letter = two.full()
    first = two.say(letter)
    answer = two.say(letter, by=two.by, answers=first)
    solved = actions.resolve_comment(first, by=two.by, at=two.now())
    assert solved.resolved_by_id == two.by.account_id
    opened = actions.reopen_comment(first, by=two.mona, at=two.now())
    assert opened.resolved_at is None
    with pytest.raises(ValidationError, match="whole conversation"):
        actions.resolve_comment(answer, by=two.by, at=NOW)


@pytest.mark.parametrize("state", [LetterState.ACTIVE, LetterState.ENDED])
def test_comments_belong_to_a_letter_under_way(two: Two, state: LetterState) -> None:
    letter = two.in_state(state)
    with pytest.raises(ValidationError, match="belong to a draft"):
        two.say(letter)


def test_comments_go_with_a_draft_that_is_thrown_away(two: Two) -> None:
    letter = two.full()
    first = two.say(letter, pledge=two.pledge(letter, Party.MEMBER))
    two.say(letter, by=two.by, answers=first)
    two.share(letter)
    actions.discard_letter(letter, by=two.by, at=two.now())
    assert Comment.objects.count() == 0


def test_readers_without_a_part_in_letters_see_no_comments(two: Two) -> None:
    two.say(two.full())
    reader: Any = make_staff(two.pact, StaffRole.BOARD)
    assert list(Comment.objects.visible_to(reader)) == []
