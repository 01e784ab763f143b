"""Two who sign at the same moment, on real transactions: both are counted, in force once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import translation

from pakten.agreements.commitments.models import Letter, Signature
from pakten.agreements.signing.actions.codes import send_code, use_code
from pakten.agreements.signing.actions.signing import sign_letter
from pakten.agreements.signing.models import SigningCode
from pakten.base.notices.models import Message
from tests.agreements.signing.conftest import Table
from tests.factories.world import NOW, inside

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(count: int, work: object) -> list[object]:
    """Run `work(n)` in as many threads, started together, each with a connection of its own."""
    start = Barrier(count)

    def run(n: int) -> object:
        try:
            start.wait()
            return work(n)  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_sign_letter_at_the_same_moment_counts_both_and_is_in_force_once() -> None:
    table = Table()
    with inside(table.pact, table.by):
        names = ["Mona", "Omar", "Karin"]
        signatories = [table.who(name) for name in names]

    def sign(n: int) -> int:
        with inside(table.pact, table.by):
            signed = table.signature(table.letter)
            return sign_letter(table.letter, signatories[n], signed, by=table.by, at=NOW).pk

    assert len(set(at_once(3, sign))) == 3
    with inside(table.pact, table.by):
        letter = Letter.objects.get(pk=table.letter.pk)
        told = Message.objects.filter(subject__startswith="In force", to="omar@klarasjo.example")
        assert (letter.state, letter.signatures.count(), told.count()) == ("active", 3, 1)


def test_sign_letter_twice_at_the_same_moment_counts_once() -> None:
    table = Table()
    with inside(table.pact, table.by):
        mona = table.who("Mona")

    def sign(_n: int) -> bool:
        try:
            with inside(table.pact, table.by), translation.override("en"):
                signed = table.signature(table.letter)
                sign_letter(table.letter, mona, signed, by=table.by, at=NOW)
        except Exception as refused:  # noqa: BLE001  the one that came second
            return "already signed" not in str(refused)
        return True

    assert sorted(map(bool, at_once(2, sign))) == [False, True]
    with inside(table.pact, table.by):
        assert Signature.objects.count() == 1


def test_use_code_at_the_same_moment_works_once() -> None:
    table = Table()
    with inside(table.pact, table.by):
        omar = table.who("Omar")
        send_code(omar, "/", at=NOW)
        digits = table.code("omar")

    def use(_n: int) -> bool:
        with inside(table.pact, table.by):
            return use_code(omar, digits, at=NOW) is not None

    assert sorted(map(bool, at_once(4, use))) == [False, False, False, True]
    with inside(table.pact, table.by):
        assert SigningCode.objects.get().used_at == NOW
