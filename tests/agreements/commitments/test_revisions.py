"""A letter in force drawn up anew: what is carried on, what holds meanwhile, and what counts."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.states import EndReason, LetterState, Party, RevisionReason
from pakten.agreements.results.actions import Happening, record_outcome
from pakten.agreements.results.queries import with_done
from pakten.agreements.results.states import Evidence
from pakten.base.notices.models import Notice
from tests.factories.drafting import Two
from tests.factories.signing import TERMS
from tests.factories.world import TODAY, days

WHY = actions.Revision(RevisionReason.WANTS_MORE, "We open a new house.")
NOW_ON = replace(TERMS, valid_from=TODAY)


def in_force(two: Two) -> Letter:
    """A letter that has held for a while."""
    letter = two.signed()
    Letter.objects.filter(pk=letter.pk).update(active_from=days(-30), valid_from=days(-30))
    Pledge.objects.filter(letter_lines__letter=letter).update(starts_on=days(-30))
    letter.refresh_from_db()
    return letter


def test_revise_letter_begins_the_next_version_with_its_reason(two: Two) -> None:
    old = in_force(two)
    new = actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
    assert (new.version, new.replaces, new.revision_reason, new.reason) == (
        2, old, "wants_more", "We open a new house.",
    )  # fmt: skip
    assert [str(s) for s in new.signatories.all()] == [str(s) for s in old.signatories.all()]
    told = Notice.objects.filter(about__contains="revision").values_list("body", flat=True)
    assert all("We open a new house." in body for body in told)


def test_revise_letter_leaves_the_old_one_in_force(two: Two) -> None:
    old = in_force(two)
    new = actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
    old.refresh_from_db()
    assert (old.state, new.state) == (LetterState.ACTIVE, LetterState.DRAFT)
    actions.discard_letter(new, by=two.by, at=two.now())
    assert list(Letter.objects.in_force(TODAY)) == [old]


def test_revise_letter_carries_pledges_on_with_their_first_days(two: Two) -> None:
    old = in_force(two)
    new = actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
    carried = two.pledge(new, Party.MEMBER)
    assert (carried.origin, carried.starts_on) == (two.pledge(old, Party.MEMBER), days(-30))
    actions.edit_pledge(
        new, carried, two.terms(quantity=7, starts_on=days(-30)), by=two.by, at=two.now()
    )
    signing.ready_letter(new, by=two.by, at=two.now())


def test_what_was_done_for_a_pledge_counts_for_its_next_form(two: Two) -> None:
    old = in_force(two)
    deed = Happening(two.jobs, two.house, days(-3), 2, "test:1", Evidence.CONFIRMED)
    record_outcome(deed, by=two.by, at=two.now())
    new = actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
    done = {p.pk: p.done for p in with_done(Pledge.objects.filter(promised_by=Party.MEMBER))}
    first, second = (two.pledge(letter, Party.MEMBER).pk for letter in (old, new))
    assert done == {first: 2, second: 2}


def test_signing_a_revision_replaces_the_old(two: Two) -> None:
    old = in_force(two)
    new = actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
    signing.ready_letter(new, by=two.by, at=two.now())
    new.refresh_from_db()
    for party in Party:
        two.sign(new, party)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.end_reason) == (LetterState.ENDED, EndReason.REPLACED)
    assert (new.state, new.active_from) == (LetterState.ACTIVE, TODAY)


def test_revise_letter_wants_words(two: Two) -> None:
    old = in_force(two)
    with pytest.raises(ValidationError) as refused:
        actions.revise_letter(old, NOW_ON, replace(WHY, words=" "), by=two.by, at=two.now())
    assert list(refused.value.message_dict) == ["reason"]


@pytest.mark.parametrize("state", [s for s in LetterState if s != LetterState.ACTIVE])
def test_revise_letter_needs_a_letter_in_force(two: Two, state: LetterState) -> None:
    letter = two.in_state(state)
    with pytest.raises(ValidationError, match="Only a letter in force"):
        actions.revise_letter(letter, NOW_ON, WHY, by=two.by, at=two.now())


def test_revise_letter_once_at_a_time(two: Two) -> None:
    old = in_force(two)
    actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
    with pytest.raises(ValidationError, match="already being drawn up"):
        actions.revise_letter(old, NOW_ON, WHY, by=two.by, at=two.now())
