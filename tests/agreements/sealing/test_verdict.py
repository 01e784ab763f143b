"""The verdict without a database: what makes a sealed file a letter that all have signed."""

import json
from typing import Any

import pytest

from pakten.agreements.commitments.models import Letter
from pakten.agreements.sealing.actions import TEMPLATE
from pakten.agreements.sealing.reading import NAME, canonical, facts_in
from pakten.agreements.sealing.verdict import FAULTS, HARMLESS, UNREADABLE, verify_pdf
from pakten.base.documents.pdf import ARCHIVE, render_pdf
from pakten.base.documents.verification import check_seal
from tests.factories.papers import seal
from tests.factories.sealing import Sealing, city_signer
from tests.factories.world import NOW

TRUSTED = [city_signer().certificate]


def content_of(world: Sealing) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(check_seal(world.file(), TRUSTED).attached[NAME])
    return made


def sealed_with(content: Any) -> bytes:
    """A file with a real seal of the city's around whatever content."""
    file = {"name": NAME, "kind": "application/json", "about": "x", "content": content}
    words = dict.fromkeys(("page", "signatures", "none", "hash", "hash_why", "unsigned"), "x")
    data: dict[str, Any] = {
        "title": "T", "author": "A", "stamp": "", "foot": "", "subtitle": "", "parties": [],
        "background": "", "sections": [], "signatures": [], "hash": "", "words": words,
    }  # fmt: skip
    return seal(render_pdf(TEMPLATE, data | {"attached": file}, "sv", at=NOW, standards=ARCHIVE))


def code(content: Any) -> str:
    return verify_pdf(sealed_with(canonical(content).decode()), TRUSTED).code


def test_verdict_is_good_for_a_letter_that_all_have_signed(world: Sealing) -> None:
    verdict = verify_pdf(world.file(), TRUSTED)
    assert (verdict.ok, verdict.code, verdict.fault) == (True, "", "")
    assert code(content_of(world)) == ""


def test_verdict_refuses_a_sealed_letter_that_somebody_has_not_signed(world: Sealing) -> None:
    content = content_of(world)
    content["signatories"][1]["signed"] = None
    assert code(content) == "not_letter"
    del content["signatories"][0]  # the city's
    assert code(content) == "not_letter"


def test_verdict_refuses_a_sealed_letter_with_another_text_than_was_signed(world: Sealing) -> None:
    content = content_of(world)
    content["content"]["pledges"][0]["quantity"] = 40
    assert code(content) == "not_letter"
    content = content_of(world)
    content["signatories"][0]["signed"]["content_hash"] = "0" * 64
    assert code(content) == "not_letter"


@pytest.mark.parametrize(
    "content", ["", "[]", "nonsense", '{"kind": "other"}', "[" * 5000, '{"kind": {}, "form": 1}']
)
def test_verdict_refuses_a_seal_around_something_else(db: None, content: str) -> None:
    assert verify_pdf(sealed_with(content), TRUSTED).code == "not_letter"


def test_verdict_of_an_addition_says_what_stood_before_it(world: Sealing) -> None:
    verdict = verify_pdf(world.file() + b"more", TRUSTED)
    assert (verdict.code, verdict.ok) == ("added", False)
    assert verdict.facts is not None
    assert verdict.facts.member == "Almhaga Omsorg AB"


def test_verdict_believes_nothing_of_a_file_that_is_refused(world: Sealing) -> None:
    assert verify_pdf(world.file(), []).facts is None
    assert verify_pdf(world.file()[:-1], TRUSTED).facts is None


def test_every_fault_has_words_and_every_group_names_faults() -> None:
    assert set(FAULTS) >= UNREADABLE | HARMLESS
    assert all(said.endswith(".") for said in FAULTS.values())


def test_facts_are_the_letters(world: Sealing) -> None:
    facts = facts_in(check_seal(world.file(), TRUSTED).attached)
    letter = Letter.objects.get()
    assert (facts.letter, facts.version, facts.valid_from, facts.valid_to) == (
        letter.pk, letter.version, letter.valid_from, letter.valid_to,
    )  # fmt: skip
    assert (facts.pact, facts.city, facts.example) == (world.pact.slug, world.pact.city, False)
