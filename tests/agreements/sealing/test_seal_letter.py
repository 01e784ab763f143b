"""Sealing: each letter once per language, by whoever is quickest, and nothing half-made."""

from pakten.agreements.sealing.actions import seal_letter
from pakten.agreements.sealing.models import SealedLetter
from pakten.base.documents.verification import check_seal
from tests.factories.sealing import Sealing, city_signer


def test_seal_letter_makes_a_file_in_each_language(world: Sealing) -> None:
    seal_letter(pact_id=world.pact.pk, letter_id=world.letter.pk)
    made = SealedLetter.objects.filter(letter=world.letter)
    assert [each.language for each in made] == ["en", "sv"]
    faults = [check_seal(bytes(e.file.content), [city_signer().certificate]).fault for e in made]
    assert faults == ["", ""]
