"""The letter as a document: tagged, complete, and deaf to markup in what people wrote."""

import base64
import re
import zlib

import pytest

from pakten.agreements.commitments import actions
from pakten.agreements.commitments.content import lines_of
from pakten.agreements.commitments.document import document_of, file_name, letter_pdf
from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.rules import SignatoryTerms
from pakten.agreements.commitments.states import LetterState, Party
from pakten.parties.pacts.models import Logo, Look
from tests.factories.browser import browser
from tests.factories.signing import World
from tests.factories.world import NOW, inside

PICTURES = {
    "png": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
    "webp": base64.b64decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA="),
}


def objects(pdf: bytes) -> bytes:
    """The file with its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return pdf + b"\n".join(opened)


def pages(letter: Letter, lang: str = "sv") -> bytes:
    return objects(letter_pdf(letter, lines_of(letter), lang, at=NOW))


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("state", LetterState)
def test_letter_pdf_is_tagged_in_its_language(world: World, state: LetterState, lang: str) -> None:
    pdf = pages(world.in_state(state), lang)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in pdf
    assert b"/Table" in pdf
    assert b"/Marked true" in pdf
    assert re.search(rf"/Lang ?\({lang}".encode(), pdf)
    assert b"pdfuaid:part>1<" in pdf


def test_letter_pdf_takes_markup_as_plain_words(world: World) -> None:
    letter = world.full()
    Letter.objects.filter(pk=letter.pk).update(
        background='#panic("x") *bold* $1/0$ @nobody \\ </script> "quoted" #import "/etc/passwd"'
    )
    letter.refresh_from_db()
    assert b"/StructTreeRoot" in pages(letter)


def test_document_of_a_letter_says_what_was_promised_and_who_signed(world: World) -> None:
    letter = world.ready()
    world.sign(letter, Party.MEMBER)
    said = document_of(letter, lines_of(letter))
    assert said["stamp"] == ""
    assert said["hash"] == letter.content_hash
    assert [s["name"] for s in said["signatures"]] == ["Mona Rahimi, HR", "Karin Holm, director"]
    (section,) = said["sections"]
    assert [row[1].startswith("Hire 4 people") for row in section["member"]] == [True]
    assert len(section["city"]) == 1


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_letter_pdf_carries_the_city_s_logo(world: World, kind: str) -> None:
    letter = world.full()
    without = letter_pdf(letter, lines_of(letter), "sv", at=NOW)
    logo = Logo.objects.create(
        pact=world.pact, kind=f"image/{kind}", data=PICTURES[kind], width=1, height=1,
        alt="The city's crown", uploaded_at=NOW,
    )  # fmt: skip
    Look.objects.create(pact=world.pact, state="used", logo=logo, made_at=NOW, used_at=NOW)
    made = objects(letter_pdf(letter, lines_of(letter), "sv", at=NOW))
    shown = [re.search(rb"/Subtype ?/Image", file) is not None for file in (made, objects(without))]
    assert shown == [True, False]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_letter_pdf_has_a_place_for_each_who_signs(world: World, lang: str) -> None:
    letter = world.full()
    omar = SignatoryTerms("Omar Diaz", "CFO")
    actions.add_signatory(letter, Party.MEMBER, omar, by=world.by, at=NOW)
    said = document_of(letter, lines_of(letter))["signatures"]
    assert [s["name"] for s in said] == [
        "Mona Rahimi, HR",
        "Omar Diaz, CFO",
        "Karin Holm, director",
    ]
    assert re.search(rf"/Lang ?\({lang}".encode(), pages(letter, lang))


def test_document_of_a_draft_is_stamped(world: World) -> None:
    letter = world.full()
    assert document_of(letter, lines_of(letter))["stamp"] in {"Draft", "Utkast"}


def test_letter_pdf_is_served_under_a_name_without_persons(db: None) -> None:
    made = World()
    with inside(made.pact, made.by):
        letter = made.full()
    answer = browser(made.pact, made.by).get(f"/letters/{letter.pk}/letter.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert file_name(letter).endswith(f"-{letter.pk}-v1.pdf")
    assert "Mona" not in answer["Content-Disposition"]


def test_letter_of_an_example_pact_says_so(world: World) -> None:
    letter = world.in_state(LetterState.ACTIVE)
    assert document_of(letter, lines_of(letter))["stamp"] == ""
    letter.pact.is_example = True
    said = document_of(letter, lines_of(letter))
    assert (said["stamp"], "invented" in said["foot"]) == ("Example", True)
