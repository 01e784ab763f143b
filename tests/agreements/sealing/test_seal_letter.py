"""Sealing: each letter once per language, by whoever is quickest, and nothing half-made."""

import json
from typing import Any

import pytest
from django.db import connection

from pakten.agreements.commitments.models import Letter, Signature
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.sealing.actions import (
    NotSealable,
    seal_all_letters,
    seal_in,
    seal_letter,
    unsealed,
)
from pakten.agreements.sealing.models import SealedFile, SealedLetter, SigningCertificate
from pakten.agreements.sealing.reading import NAME, facts_in
from pakten.base.documents.signers import SigningFailed
from pakten.base.documents.verification import check_seal
from tests.factories.papers import root_of
from tests.factories.sealing import Sealing, city_signer
from tests.factories.services import serving, signing_service, stamping_service
from tests.factories.world import NOW, days, inside, make_organisation, make_pact


def read(data: bytes) -> Any:
    return check_seal(data, [city_signer().certificate])


def test_seal_letter_makes_a_file_in_each_language(world: Sealing) -> None:
    seal_letter(pact_id=world.pact.pk, letter_id=world.letter.pk)
    made = SealedLetter.objects.filter(letter=world.letter)
    assert [each.language for each in made] == ["en", "sv"]
    assert [read(bytes(each.file.content)).fault for each in made] == ["", ""]


def test_seal_letter_twice_changes_nothing(world: Sealing) -> None:
    seal_letter(pact_id=world.pact.pk, letter_id=world.letter.pk)
    before = list(SealedLetter.objects.values())
    seal_letter(pact_id=world.pact.pk, letter_id=world.letter.pk)
    assert list(SealedLetter.objects.values()) == before


def test_seal_letter_goes_on_where_a_killed_worker_stopped(world: Sealing) -> None:
    first = world.seal(language="sv")
    seal_letter(pact_id=world.pact.pk, letter_id=world.letter.pk)
    kept = SealedLetter.objects.filter(letter=world.letter, language="sv")
    assert list(kept) == [first]
    assert SealedLetter.objects.filter(letter=world.letter).count() == 2


def test_seal_letter_says_for_machines_what_was_signed_and_by_whom(world: Sealing) -> None:
    found = read(world.file())
    facts, content = facts_in(found.attached), json.loads(found.attached[NAME])
    assert [(each.party, each.name) for each in facts.signed] == [
        ("city", "Karin Holm"), ("member", "Ingrid Sandell"), ("member", "Omar Diaz"),
    ]  # fmt: skip
    assert (facts.member, facts.content_hash) == ("Almhaga Omsorg AB", world.letter.content_hash)
    assert [p.quantity for p in facts.pledges] == [4, 4]
    assert content["state"] == "active"
    assert "@" not in json.dumps(content)


def test_seal_letter_makes_an_accessible_file_for_the_archive(world: Sealing) -> None:
    root = root_of(world.file(language="en"))
    assert (root["/Lang"], "/StructTreeRoot" in root) == ("en", True)
    told = root["/Metadata"].data.decode()
    assert 'pdfuaid:part="1"' in told
    assert 'pdfaid:conformance="A"' in told


@pytest.mark.parametrize("state", [LetterState.DRAFT, LetterState.READY])
def test_seal_letter_asks_only_for_letters_in_force_or_that_were(
    world: Sealing, state: LetterState
) -> None:
    with inside(world.pact):
        other = world.sign(make_organisation(world.pact), state=state)
        assert unsealed(world.pact.pk) == [world.letter.pk]
        ended = {"end_reason": "ran_out", "ended_on": days(-1)}
        past = world.sign(make_organisation(world.pact), state=LetterState.ENDED, **ended)
        assert unsealed(world.pact.pk) == [world.letter.pk, past.pk]
    assert other.state == state


def test_seal_letter_refuses_a_letter_somebody_has_not_signed(world: Sealing) -> None:
    Signature.objects.filter(name="Omar Diaz").delete()
    with pytest.raises(NotSealable, match="Omar Diaz has not signed"):
        world.seal()
    seal_letter(
        pact_id=world.pact.pk, letter_id=world.letter.pk
    )  # says so in the log, tries no more
    assert not SealedLetter.objects.exists()


def test_seal_letter_refuses_a_signature_on_another_text(world: Sealing) -> None:
    Signature.objects.filter(name="Omar Diaz").update(content_hash="1" * 64)
    with pytest.raises(NotSealable, match="signed another text"):
        world.seal()


def test_seal_letter_refuses_a_text_that_is_not_the_signed_one(world: Sealing) -> None:
    Letter.objects.filter(pk=world.letter.pk).update(background="Something else")
    with pytest.raises(NotSealable, match="not the one that was signed"):
        world.seal()


def test_seal_letter_by_a_service_trusts_its_certificate(db: None, settings: Any) -> None:
    world, seen = Sealing(), []  # type: ignore[var-annotated]
    with serving(signing_service(city_signer(), seen)) as address:
        settings.SIGNER_URL = address + "{pact}"
        with inside(world.pact):
            made = world.file()
    assert read(made).fault == ""
    assert len(seen) == 1
    assert b"Almhaga" not in seen[0]


def test_seal_letter_keeps_what_the_time_stamp_service_is_known_by(
    world: Sealing, settings: Any
) -> None:
    with serving(stamping_service()) as address:
        settings.STAMP_URL = address
        world.seal()
    kept = SigningCertificate.objects.values_list("purpose", "subject")
    assert list(kept)[-1] == ("stamp", "CN=Exact Time")


def test_seal_letter_tries_again_later_where_a_service_is_away(
    world: Sealing, settings: Any
) -> None:
    settings.STAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(SigningFailed):
        seal_letter(pact_id=world.pact.pk, letter_id=world.letter.pk)
    assert not SealedLetter.objects.exists()


def test_seal_letter_is_asked_for_once_for_every_letter_that_lacks_a_file(world: Sealing) -> None:
    world.seal(language="sv")
    seal_all_letters(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'seal_letter'")
        jobs = [row[0] for row in cursor.fetchall()]
    asked = [json.loads(each) if isinstance(each, str) else each for each in jobs]
    assert asked == [{"pact_id": world.pact.pk, "letter_id": world.letter.pk}]


def test_seal_letter_of_another_pact_is_not_found(world: Sealing) -> None:
    other = make_pact()
    with pytest.raises(Letter.DoesNotExist):
        seal_in("sv", pact_id=other.pk, letter_id=world.letter.pk, at=NOW)


def test_seal_letter_keeps_the_file_out_of_the_history(world: Sealing) -> None:
    world.seal()
    with connection.cursor() as cursor:
        cursor.execute('SELECT DISTINCT "table" FROM audit_event WHERE "table" LIKE \'sealing%\'')
        tables = sorted(row[0] for row in cursor.fetchall())
    assert tables == ["sealing_sealedletter", "sealing_signingcertificate"]
    assert SealedFile.objects.count() == 1
