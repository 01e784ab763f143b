"""`pakten privacy retention` and `pakten audit check`: what they print, and what they come to."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from pakten.base.audit.actions import look
from pakten.base.audit.models import Look
from pakten.base.audit.states import LookPurpose
from pakten.config.commands import privacy
from pakten.parties.people.models import CallbackRequest
from tests.factories.openings import PlacementWorld
from tests.factories.world import inside


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    made = PlacementWorld()
    with inside(made.pact):
        CallbackRequest.objects.create(
            pact=made.pact, name="Ayan", phone="070-111 22 33", language="so",
            asked_at=timezone.now() - timedelta(days=400),
        )  # fmt: skip
        for person in (made.person, made.another()):
            look(person.pk, LookPurpose.PAGE, made.counsellor, timezone.now())
        yield made


def calls() -> int:
    return CallbackRequest.objects.count()


@pytest.mark.parametrize(("dry", "left"), [(True, 1), (False, 0)])
def test_privacy_retention_says_what_goes_and_dry_leaves_it(
    world: Any, capsys: pytest.CaptureFixture[str], dry: bool, left: int
) -> None:
    assert privacy.retention(Namespace(pact=world.pact.slug, dry_run=dry)) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(line[0], line[1], line[-1]) for line in lines] == [
        (world.pact.slug, "people.CallbackRequest", "1")
    ]
    with inside(world.pact):
        assert calls() == left


def test_privacy_retention_twice_says_that_nothing_is_left(
    world: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    for _time in range(2):
        privacy.retention(Namespace(pact=world.pact.slug, dry_run=False))
    assert (
        capsys.readouterr().out.splitlines()[-1] == f"{world.pact.slug}\tnothing is past its rule"
    )


def test_audit_check_prints_the_last_link(world: Any, capsys: pytest.CaptureFixture[str]) -> None:
    last = Look.objects.order_by("-id")[0]
    assert privacy.check(Namespace(pact=world.pact.slug)) == 0
    assert capsys.readouterr().out == f"{world.pact.slug}\t2 looks, unbroken\t{last.hash}\n"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_look SET account_id = 77 WHERE id = %s",
        "UPDATE audit_look SET at = at - interval '1 day' WHERE id = %s",
        "DELETE FROM audit_look WHERE id = %s",
    ],
)
def test_audit_check_finds_what_the_owner_changed(
    world: Any, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    first = Look.objects.order_by("id")[0].pk
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(change, [first])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("SET LOCAL ROLE pakten_app")
    assert privacy.check(Namespace(pact=world.pact.slug)) == 1
    assert "broken at row" in capsys.readouterr().err
