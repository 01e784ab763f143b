"""Fetching the sealed file, and printing it where a draft would have been drawn."""

from pakten.agreements.commitments.states import LetterState
from pakten.base.documents.verification import check_seal
from tests.factories.browser import browser
from tests.factories.sealing import Sealing, city_signer
from tests.factories.world import make_organisation, make_representative


def address(world: Sealing, language: str = "sv") -> str:
    return f"/letters/{world.letter.pk}/sealed/{language}/"


def test_see_sealed_letter_gives_the_file_as_it_was_sealed(world: Sealing) -> None:
    kept = world.file()
    answer = browser(world.pact, world.by).get(address(world))
    assert (answer.status_code, answer.content) == (200, kept)
    name = f"letter-of-intent-almhaga-omsorg-ab-{world.letter.pk}-v1-sv.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_see_sealed_letter_is_for_the_house_itself_and_no_other(world: Sealing) -> None:
    world.seal()
    own = make_representative(world.house)
    other = make_representative(make_organisation(world.pact))
    assert browser(world.pact, own).get(address(world)).status_code == 200
    assert browser(world.pact, other).get(address(world)).status_code == 404
    assert browser(world.pact).get(address(world)).status_code == 302


def test_see_sealed_letter_that_is_not_made_is_not_found(world: Sealing) -> None:
    client = browser(world.pact, world.by)
    assert client.get(address(world)).status_code == 404
    assert client.get(address(world, "ar")).status_code == 404


def test_see_letter_leads_to_the_sealed_files(world: Sealing) -> None:
    client = browser(world.pact, world.by)
    page = f"/letters/{world.letter.pk}/"
    assert "The sealed file is being made" in client.get(page).content.decode()
    world.seal()
    assert address(world) in client.get(page).content.decode()


def test_print_letter_is_the_sealed_file_in_the_readers_language(world: Sealing) -> None:
    kept = world.file(language="en")
    answer = browser(world.pact, world.by).get(f"/letters/{world.letter.pk}/letter.pdf")
    assert answer.content == kept
    assert answer["Content-Disposition"].startswith("inline; ")


def test_print_letter_of_a_draft_is_drawn_without_a_seal(world: Sealing) -> None:
    draft = world.sign(make_organisation(world.pact), state=LetterState.DRAFT)
    answer = browser(world.pact, world.by).get(f"/letters/{draft.pk}/letter.pdf")
    assert check_seal(answer.content, [city_signer().certificate]).fault == "no_seal"
