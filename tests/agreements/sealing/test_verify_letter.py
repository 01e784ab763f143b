"""The page where anybody checks a file: verdict first, nothing kept, nothing breaks it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.browser import browser
from tests.factories.sealing import Sealing


def ask(world: Sealing, data: bytes, **options: Any) -> Any:
    client = browser(world.pact, **options)
    file = SimpleUploadedFile("letter.pdf", data, content_type="application/pdf")
    return client.post("/verify/", {"file": file})


def test_verify_letter_tells_what_a_genuine_file_says(world: Sealing) -> None:
    answer = ask(world, world.file())
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "The file is genuine and unchanged" in text
    assert all(name in text for name in ("Ingrid Sandell", "Omar Diaz", "Karin Holm"))
    assert "It is in force until" in text


def test_verify_letter_refuses_an_addition(world: Sealing) -> None:
    answer = ask(world, world.file() + b"\n% added")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Do not trust this file" in text
    assert "8 bytes have been added at the end" in text
