"""`pakten letters`: what it writes, what it refuses, and with which code it ends."""

import csv
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pakten.agreements.commitments.models import Signature
from pakten.agreements.commitments.states import LetterState
from pakten.base.documents.signers import pem_of
from pakten.config import cli
from pakten.config.commands import letters, trust
from pakten.config.refusal import Refusal
from tests.config.test_cli import pakten
from tests.factories.papers import with_annotation
from tests.factories.sealing import Sealing, city_signer, other_signer
from tests.factories.world import days, inside, make_organisation

Export = Callable[..., int]


@pytest.fixture
def world(db: None) -> Sealing:
    return Sealing(slug="exempel")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    def run(**words: Any) -> int:
        given = {"directory": tmp_path / "out", "pact": None, "lang": "sv", "overwrite": False}
        return letters.export(Namespace(**{**given, **words}))

    return run


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    file = tmp_path / "city.pem"
    file.write_text(pem_of(city_signer().certificate))
    return file


def saved(folder: Path, data: bytes, name: str = "letter.pdf") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def listed(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "index.csv").read_text("utf-8-sig").splitlines()))


def sealed(world: Sealing) -> bytes:
    with inside(world.pact):
        return world.file()


def verified(file: Path, certificate: Path) -> int:
    return trust.verify(Namespace(file=file, trust=certificate))


def test_letters_verify_passes_only_the_untouched_letter(
    world: Sealing, tmp_path: Path, certificate: Path, capsys: Any
) -> None:
    data = sealed(world)
    assert verified(saved(tmp_path, data), certificate) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "genuine. Almhaga Omsorg AB and City" in said.out
    for changed in (data + b"\n", with_annotation(data), data[:-1], b"hello"):
        assert verified(saved(tmp_path, changed), certificate) == 1
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1)


def test_letters_verify_refuses_by_another_certificate(
    world: Sealing, tmp_path: Path, certificate: Path, capsys: Any
) -> None:
    certificate.write_text(pem_of(other_signer().certificate))
    assert verified(saved(tmp_path, sealed(world)), certificate) == 1
    assert "The seal is not the city's." in capsys.readouterr().err


def test_letters_verify_ends_with_2_without_a_file_or_a_certificate(
    tmp_path: Path, certificate: Path
) -> None:
    nothing = saved(tmp_path, b"hello")
    assert verified(tmp_path / "nowhere.pdf", certificate) == 2
    assert verified(tmp_path, certificate) == 2
    assert verified(nothing, tmp_path / "nowhere.pem") == 2
    assert verified(nothing, nothing) == 2


@pytest.mark.slow
def test_letters_verify_needs_no_database_with_a_certificate(
    world: Sealing, tmp_path: Path, certificate: Path
) -> None:
    file = saved(tmp_path, sealed(world))
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PAKTEN_VAR": str(tmp_path)}
    done = pakten("letters", "verify", str(file), "--trust", str(certificate), **nowhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "secret").exists()
    gone = pakten("letters", "verify", str(tmp_path / "no.pdf"), "--trust", str(certificate))
    assert (gone.returncode, gone.stderr.count("\n")) == (2, 1)


def test_letters_verify_by_the_register_says_how_the_letter_stands(
    world: Sealing, tmp_path: Path, capsys: Any
) -> None:
    file = saved(tmp_path, sealed(world))
    assert letters.verify(Namespace(file=file)) == 0
    assert capsys.readouterr().out.strip().endswith("In force today.")
    file.write_bytes(file.read_bytes() + b"x")
    assert letters.verify(Namespace(file=file)) == 1
    assert letters.verify(Namespace(file=tmp_path / "nowhere.pdf")) == 2


def test_letters_export_writes_every_signed_letter_and_what_is_needed_to_check_it(
    world: Sealing, export: Export, tmp_path: Path
) -> None:
    with inside(world.pact):
        ended = {"state": LetterState.ENDED, "end_reason": "ran_out", "ended_on": days(-1)}
        world.sign(make_organisation(world.pact, name="Å & Ö/AB"), **ended)
        world.sign(make_organisation(world.pact), state=LetterState.READY)
    assert export() == 0
    files = sorted((tmp_path / "out").glob("*.pdf"))
    assert [file.name.rsplit("-", 3)[0] for file in files] == [
        "avsiktsforklaring-a-oab", "avsiktsforklaring-almhaga-omsorg-ab",
    ]  # fmt: skip
    assert [verified(file, tmp_path / "out" / "certificate.pem") for file in files] == [0, 0]
    rows = listed(tmp_path / "out")
    assert sorted(row["file"] for row in rows) == [file.name for file in files]
    assert [row["state"] for row in rows] == ["active", "ended"]


def test_letters_export_twice_gives_the_same_files(
    world: Sealing, export: Export, tmp_path: Path
) -> None:
    export()
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert export() == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_letters_export_in_both_languages_lists_both(
    world: Sealing, export: Export, tmp_path: Path
) -> None:
    assert (export(), export(lang="en")) == (0, 0)
    rows = listed(tmp_path / "out")
    assert [row["language"] for row in rows] == ["en", "sv"]


def test_letters_export_writes_over_nothing_of_somebody_elses(
    world: Sealing, export: Export, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    index = saved(tmp_path / "out", b"my own list", "index.csv")
    with pytest.raises(Refusal, match="not of this export"):
        export()
    assert index.read_bytes() == b"my own list"
    assert export(overwrite=True) == 0
    (file,) = (tmp_path / "out").glob("*.pdf")
    file.write_bytes(b"changed")
    with pytest.raises(Refusal, match="--overwrite"):
        export()
    assert export(overwrite=True) == 0
    assert file.read_bytes().startswith(b"%PDF-")


def test_letters_export_says_which_letter_cannot_be_sealed_and_writes_the_rest(
    world: Sealing, export: Export, tmp_path: Path, capsys: Any
) -> None:
    with inside(world.pact):
        other = world.sign(make_organisation(world.pact))
        Signature.objects.filter(letter=other, name="Omar Diaz").delete()
    assert export() == 1
    assert f"not written: letter {other.pk}: Omar Diaz has not signed" in capsys.readouterr().err
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1


def test_letters_export_refuses_in_words(world: Sealing, export: Export, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There is no pact “nowhere”; there are: exempel"):
        export(pact="nowhere")
    with pytest.raises(Refusal, match="File exists"):
        export(directory=saved(tmp_path, b"a file"))
    assert not list(tmp_path.glob("out/.*"))


def test_letters_renew_certificate_keeps_what_was_sealed_valid(
    world: Sealing, tmp_path: Path, capsys: Any
) -> None:
    file = saved(tmp_path, sealed(world))
    assert letters.renew(Namespace(pact=None)) == 0
    assert "letters of intent" in capsys.readouterr().out
    assert letters.verify(Namespace(file=file)) == 0


def test_letters_words_choose_the_way_without_a_database() -> None:
    words = cli.parser().parse_args(["letters", "verify", "a.pdf"])
    assert (words.does, words.role, words.begins) == ("letters.verify", "app", True)
    by_hand = cli.parser().parse_args(["letters", "verify", "a.pdf", "--trust", "c.pem"])
    assert (by_hand.does, by_hand.role, by_hand.begins) == ("trust.verify", None, False)
