"""Keys: made when first needed, locked, out of the history, and renewed without losing trust."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from pakten.agreements.sealing.keys import (
    adopt_certificate,
    renew_certificate,
    signer_for,
    store_signer,
)
from pakten.agreements.sealing.models import SealingKey, SigningCertificate
from pakten.agreements.sealing.queries import certificates
from pakten.agreements.sealing.states import Purpose
from pakten.base.documents.signers import fingerprint_of, make_signer
from pakten.parties.pacts.models import Pact
from tests.factories.papers import paper
from tests.factories.papers import seal as seal_paper
from tests.factories.sealing import Sealing, city_signer, other_signer
from tests.factories.world import NOW, inside, make_pact


@pytest.fixture
def pact(db: None) -> Iterator[Pact]:
    made = make_pact(city="Exempelstaden", is_example=True)
    with inside(made):
        yield made


def in_use(pact: Pact) -> list[str]:
    rows = SigningCertificate.objects.filter(pact=pact, retired_at__isnull=True)
    return list(rows.values_list("fingerprint", flat=True))


def test_signer_is_made_when_first_needed_and_then_kept(pact: Pact) -> None:
    first, row = signer_for(pact, at=NOW)
    again, same = signer_for(pact, at=NOW)
    assert row == same
    assert first.certificate == again.certificate
    assert row.subject == "CN=Exempelstaden\\, letters of intent\\, example,O=Exempelstaden"
    assert row.valid_to - row.valid_from == timedelta(days=5 * 365)


def test_signer_of_another_pact_is_another(pact: Pact) -> None:
    mine, _row = signer_for(pact, at=NOW)
    other = make_pact()
    with inside(other):
        theirs, _row = signer_for(other, at=NOW)
        assert SigningCertificate.objects.count() == 1
    assert mine.certificate != theirs.certificate


def test_key_is_locked_and_in_no_history(pact: Pact) -> None:
    store_signer(pact, city_signer(), at=NOW)
    locked = SealingKey.objects.get().locked
    assert locked.startswith("gAAAA")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE after::text LIKE '%gAAAA%'")
        assert cursor.fetchone() == (0,)
    assert "locked" not in str(SigningCertificate.objects.values().get())


def test_key_opens_with_an_earlier_secret_too(pact: Pact, settings: Any) -> None:
    row = store_signer(pact, city_signer(), at=NOW)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new" * 20
    assert signer_for(pact, at=NOW)[1] == row


def test_key_that_no_secret_opens_is_replaced_and_what_it_sealed_still_holds(
    pact: Pact, settings: Any
) -> None:
    row = store_signer(pact, city_signer(), at=NOW)
    settings.SECRET_KEY = "lost" * 20
    signer, new = signer_for(pact, at=NOW)
    assert new != row
    assert in_use(pact) == [fingerprint_of(signer.certificate)]
    assert city_signer().certificate in certificates(pact.pk)[Purpose.SEAL]


def test_renew_certificate_throws_the_old_key_away_and_keeps_the_certificate(pact: Pact) -> None:
    old = store_signer(pact, city_signer(), at=NOW)
    _signer, new = renew_certificate(pact, at=NOW)
    old.refresh_from_db()
    assert (old.retired_at, new.retired_at) == (NOW, None)
    assert list(SealingKey.objects.values_list("certificate", flat=True)) == [new.pk]


def test_renew_certificate_happens_a_year_before_the_last_day(pact: Pact) -> None:
    old = store_signer(pact, make_signer("Short", "Exempelstaden", at=NOW, years=1), at=NOW)
    assert signer_for(pact, at=NOW + timedelta(days=2))[1] != old


def test_adopt_certificate_twice_is_once(pact: Pact) -> None:
    first = adopt_certificate(pact, city_signer().certificate, at=NOW)
    assert adopt_certificate(pact, city_signer().certificate, at=NOW) == first


def test_adopt_certificate_of_old_takes_it_into_use_again(pact: Pact) -> None:
    first = adopt_certificate(pact, city_signer().certificate, at=NOW)
    adopt_certificate(pact, other_signer().certificate, at=NOW)
    assert adopt_certificate(pact, city_signer().certificate, at=NOW) == first
    assert in_use(pact) == [first.fingerprint]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM sealing_signingcertificate",
        "UPDATE sealing_sealingkey SET locked = ''",
        "UPDATE sealing_sealedfile SET content = ''",
    ],
)
def test_certificates_keys_and_files_are_not_changed_by_the_application(
    world: Sealing, statement: str
) -> None:
    world.seal()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_what_an_old_certificate_sealed_is_still_genuine(world: Sealing) -> None:
    made = world.file()
    renew_certificate(world.pact, at=NOW)
    known = certificates(world.pact.pk)[Purpose.SEAL]
    assert len(known) == 2
    assert seal_paper(paper()) != made
