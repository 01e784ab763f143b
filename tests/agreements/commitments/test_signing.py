"""From ready to signed to ended, and everything that is refused on the way."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.agreements.commitments import actions, signing
from pakten.agreements.commitments.content import hash_of, lines_of, promises_of, signers_of
from pakten.agreements.commitments.models import Letter, Signature
from pakten.agreements.commitments.rules import SignatoryTerms, readiness
from pakten.agreements.commitments.states import LETTERS, EndReason, LetterState, Party
from pakten.base.notices.models import Message
from pakten.parties.organisations.states import Stage
from tests.factories.signing import TERMS, World
from tests.factories.world import NOW, TODAY, days


def missing(world: World, letter: Letter, **changes: Any) -> set[str]:
    signers = changes.pop("signers", signers_of(letter))
    checks = readiness(replace(TERMS, **changes), promises_of(lines_of(letter)), signers)
    return {check.code for check in checks if check.blocks}


def test_readiness_of_an_empty_letter_lists_what_is_missing(world: World) -> None:
    letter = world.draft()
    assert missing(world, letter) == {"member_promises", "city_promises"}
    with pytest.raises(ValidationError) as refused:
        signing.ready_letter(letter, by=world.by, at=NOW)
    assert len(refused.value.messages) == 2


def test_readiness_asks_for_somebody_responsible_at_the_city(world: World) -> None:
    letter = world.draft()
    world.add(letter)
    world.add(letter, Party.CITY)
    assert missing(world, letter) == {"responsible"}


def test_readiness_asks_for_signatories_and_dates(world: World) -> None:
    letter = world.full()
    assert missing(world, letter) == set()
    assert missing(world, letter, signers=[("city", "Karin Holm")]) == {"signatories"}
    assert missing(world, letter, valid_to=days(300)) == {"dates"}


def test_ready_letter_fixes_the_fingerprint_and_tells_the_member(world: World) -> None:
    letter = world.ready()
    assert letter.content_hash == hash_of(letter, lines_of(letter))
    assert (letter.state, world.stage) == (LetterState.READY, Stage.READY)
    assert [m.to for m in Message.objects.all()] == ["mona@klarasjo.example"]


def test_fingerprint_changes_with_every_part_of_the_content(world: World) -> None:
    letter = world.full()
    first = hash_of(letter, lines_of(letter))
    pledge = letter.lines.select_related("pledge")[0].pledge
    seen = {first}
    for changes in ({"quantity": 5}, {"due_on": days(399)}, {"note": "more"}):
        actions.edit_pledge(letter, pledge, world.terms(**changes), by=world.by, at=NOW)
        pledge.refresh_from_db()
        seen.add(hash_of(letter, lines_of(letter)))
    for changes in ({"background": "x"}, {"valid_to": days(701)}):
        letter = actions.edit_letter(letter, replace(TERMS, **changes), by=world.by, at=NOW)
        seen.add(hash_of(letter, lines_of(letter)))
    who = letter.signatories.get(party=Party.CITY)
    actions.edit_signatory(letter, who, SignatoryTerms("Karin Holm", "mayor"), by=world.by, at=NOW)
    letter = Letter.objects.get(pk=letter.pk)
    assert len(seen | {hash_of(letter, lines_of(letter))}) == 7


def test_reopen_letter_clears_the_signatures(world: World) -> None:
    letter = world.ready()
    world.sign(letter, Party.MEMBER)
    reopened = signing.reopen_letter(letter, by=world.by, at=NOW)
    assert (reopened.state, reopened.content_hash, world.stage) == (
        LetterState.DRAFT, "", Stage.DRAFT,
    )  # fmt: skip
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("origin", LetterState)
@pytest.mark.parametrize("target", LETTERS)
def test_letter_moves_as_the_table_says(
    world: World, origin: LetterState, target: LetterState
) -> None:
    letter = world.in_state(origin)
    moves: dict[LetterState, Any] = {
        LetterState.READY: lambda: signing.ready_letter(letter, by=world.by, at=NOW),
        LetterState.DRAFT: lambda: signing.reopen_letter(letter, by=world.by, at=NOW),
        LetterState.ACTIVE: lambda: [world.sign(letter, party) for party in Party],
        LetterState.ENDED: lambda: signing.end_letter(
            letter, EndReason.MEMBER_LEFT, by=world.by, at=NOW
        ),
    }
    if origin in LETTERS[target][0]:
        moves[target]()
    else:
        with pytest.raises(ValidationError):
            moves[target]()
    letter.refresh_from_db()
    assert letter.state == (target if origin in LETTERS[target][0] else origin)


def test_end_letter_takes_the_member_out(world: World) -> None:
    letter = world.signed()
    done = signing.end_letter(letter, EndReason.MEMBER_LEFT, by=world.by, at=NOW)
    assert (done.ended_on, world.stage) == (TODAY, Stage.ENDED)


@pytest.mark.parametrize("reason", [EndReason.RAN_OUT, EndReason.REPLACED])
def test_end_letter_refuses_a_reason_that_is_not_true(world: World, reason: EndReason) -> None:
    with pytest.raises(ValidationError) as refused:
        signing.end_letter(world.signed(), reason, by=world.by, at=NOW)
    assert list(refused.value.message_dict) == ["end_reason"]
