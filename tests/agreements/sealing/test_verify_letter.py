"""The page where anybody checks a file: verdict first, nothing kept, nothing breaks it."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.sealing.models import SealedLetter
from pakten.agreements.sealing.queries import verify_here
from pakten.agreements.sealing.states import Standing
from tests.factories.browser import browser
from tests.factories.papers import flipped, paper, with_annotation, with_new_title
from tests.factories.papers import seal as seal_paper
from tests.factories.sealing import Sealing, other_signer
from tests.factories.world import TODAY, days, inside, make_pact


def ask(world: Sealing, data: bytes | None, **options: Any) -> Any:
    client = browser(world.pact, **options)
    client.raise_request_exception = True
    file = SimpleUploadedFile("my <letter>.pdf", data or b"", content_type="application/pdf")
    return client.post("/verify/", {} if data is None else {"file": file})


def text_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def standing(data: bytes, today: date = TODAY) -> Standing | None:
    verdict, register = verify_here(data, today)
    assert verdict.ok
    return register.standing if register else None


def test_verify_letter_is_open_to_all_and_found_in_the_foot(world: Sealing) -> None:
    text = text_of(browser(world.pact).get("/verify/"))
    assert "We read the file and forget it" in text
    assert 'href="/verify/"' in text


def test_verify_letter_tells_what_a_genuine_file_says(world: Sealing) -> None:
    text = text_of(ask(world, world.file()))
    assert "The file is genuine and unchanged" in text
    for said in ("Almhaga Omsorg AB", "Ingrid Sandell", "Omar Diaz", "Karin Holm", "Hire 4 people",
                 "3 of 3 have signed", "1, the newest", "It is in force until"):  # fmt: skip
        assert said in text
    assert "my &lt;letter&gt;.pdf" in text


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_verify_letter_answers_in_the_readers_language(world: Sealing, language: str) -> None:
    answer = ask(world, world.file(), language=language)
    assert f'lang="{language}"' in text_of(answer)


def test_verify_letter_says_how_much_was_added_and_what_to_do(world: Sealing) -> None:
    text = text_of(ask(world, world.file() + b"\n% added"))
    for said in ("Do not trust this file", "8 bytes have been added", "3 of 3 have signed",
                 "Ask whoever gave you the file"):  # fmt: skip
        assert said in text


def test_verify_letter_leads_those_who_may_to_the_genuine_file(world: Sealing) -> None:
    changed = with_annotation(world.file())
    address = f"/letters/{world.letter.pk}/sealed/sv/"
    assert address in text_of(ask(world, changed, actor=world.by))
    assert address not in text_of(ask(world, changed))


@pytest.mark.parametrize("change", [with_new_title, with_annotation])
def test_verify_letter_refuses_an_incremental_update(world: Sealing, change: Any) -> None:
    assert "Do not trust this file" in text_of(ask(world, change(world.file())))


def test_verify_letter_refuses_a_namesakes_seal(world: Sealing) -> None:
    text = text_of(ask(world, seal_paper(paper(), other_signer())))
    assert "The seal is not the city" in text


def test_verify_letter_refuses_a_seal_around_no_letter(world: Sealing) -> None:
    verdict, register = verify_here(seal_paper(paper()), TODAY)
    assert (verdict.code, register) == ("unknown_certificate", None)  # it names no pact


def test_verify_letter_tells_a_draft_from_a_sealed_letter(world: Sealing) -> None:
    text = text_of(ask(world, paper()))
    assert "This is not a sealed letter" in text
    assert "A draft, a scan or a file saved anew has no seal" in text


@pytest.mark.parametrize("data", [b"hello", b"\x89PNG", b"", b"%PDF-1.7 /ByteRange [0 3 10 10]   "])
def test_verify_letter_answers_what_cannot_be_read(world: Sealing, data: bytes) -> None:
    text_of(ask(world, data), 422)


def test_verify_letter_without_a_file_says_so_next_to_the_field(world: Sealing) -> None:
    assert "Choose the file you want to check." in text_of(ask(world, None), 422)


def test_verify_letter_refuses_a_huge_file_unread(world: Sealing) -> None:
    text = text_of(ask(world, b"%PDF-" + b"0" * 10_000_000), 422)
    assert "The file is larger than 10 MB" in text


@pytest.mark.slow
def test_verify_letter_survives_mangled_files(world: Sealing) -> None:
    chance, good = random.Random(7), world.file()
    for _round in range(40):
        bad = bytearray(good)
        for _change in range(chance.choice((1, 20, 2000))):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        start = chance.randrange(len(bad))
        del bad[start : start + chance.choice((0, 1, 500))]
        verdict, _register = verify_here(bytes(bad), TODAY)
        assert not verdict.ok


def test_verify_letter_keeps_nothing_of_the_file(world: Sealing) -> None:
    data = world.file()
    with CaptureQueriesContext(connection) as queries:
        ask(world, data)
    wrote = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert [sql for sql in wrote if "django_session" not in sql and "shared_cache" not in sql] == []
    assert len(queries) <= 30  # of them 12 of the limit of how often, 4 of the test's own session


def test_verify_letter_is_limited_in_how_often(world: Sealing, settings: Any) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"verify_letter": "2/10m/ip"}
    assert [ask(world, b"hello").status_code for _n in range(3)] == [422, 422, 429]
    cache.clear()


def test_verify_letter_says_how_the_letter_stands(world: Sealing) -> None:
    data = world.file()
    assert standing(data) == Standing.IN_FORCE
    assert standing(data, world.letter.valid_to + timedelta(days=1)) == Standing.ENDED
    letter = Letter.objects.filter(pk=world.letter.pk)
    letter.update(active_from=days(3))
    assert standing(data) == Standing.TO_COME
    letter.update(state=LetterState.ENDED, end_reason="member_left", ended_on=days(-1))
    assert standing(data) == Standing.ENDED


def test_verify_letter_names_the_version_that_replaced_it(world: Sealing) -> None:
    data = world.file()
    ended = {"state": LetterState.ENDED, "end_reason": "replaced", "ended_on": days(-1)}
    Letter.objects.filter(pk=world.letter.pk).update(**ended)
    world.sign(world.house, version=2)
    assert standing(data) == Standing.REPLACED
    assert "It was replaced by version 2" in text_of(ask(world, data))


def test_verify_letter_refuses_a_second_file_of_the_same_letter(world: Sealing) -> None:
    data = world.file()
    SealedLetter.objects.update(sha256="0" * 64)
    text = text_of(ask(world, data))
    assert "The city keeps another file of this letter" in text
    assert "Ingrid Sandell" not in text


def test_verify_letter_without_the_letter_in_the_register_says_it_cannot_tell(
    world: Sealing,
) -> None:
    data = world.file()
    SealedLetter.objects.update(language="en")
    assert standing(data) is None
    assert "The register cannot tell" in text_of(ask(world, data))


def test_verify_letter_knows_the_files_of_every_pact_here(world: Sealing) -> None:
    data, other = world.file(), make_pact()
    with inside(other):
        assert verify_here(data, TODAY)[0].ok
    file = SimpleUploadedFile("letter.pdf", data)
    assert "The file is genuine" in text_of(browser(other).post("/verify/", {"file": file}))


def test_verify_letter_does_not_let_one_pacts_seal_vouch_for_another(world: Sealing) -> None:
    data = world.file()
    other = make_pact()
    world.pact.slug, other.slug = "moved", world.pact.slug
    world.pact.save()
    other.save()
    assert verify_here(data, TODAY)[0].code == "unknown_certificate"


def test_verify_letter_refuses_a_changed_byte(world: Sealing) -> None:
    data = world.file()
    for place in range(20_000, len(data), 9001):
        assert not verify_here(flipped(data, place), TODAY)[0].ok
