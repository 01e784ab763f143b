"""Opening another pact from the command line."""

import argparse
from typing import Any

import pytest

from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door
from pakten.config.cli import parser
from pakten.config.commands.pacts import create, show
from pakten.config.refusal import Refusal
from pakten.parties.pacts.models import Activity, Pact, Staff
from tests.factories.world import inside, make_account

pytestmark = pytest.mark.django_db


def words(*more: str, **changes: str) -> argparse.Namespace:
    values = {"name": "Ekpakten", "city": "Ekstad", "admin-email": "maria@ekstad.example"}
    given = [f"--{key}={value}" for key, value in {**values, **changes}.items()]
    return parser().parse_args(["pacts", "create", "ekstad", *given, *more])


def staff(pact: Pact) -> list[tuple[Any, ...]]:
    with inside(pact), open_door():
        return list(Staff.objects.values_list("account__email", "role", "account__name"))


def test_create_pact_makes_it_with_its_administrator(capsys: Any) -> None:
    assert create(words("--catalogue=example", "--host=pakt.ekstad.example")) == 0
    pact = Pact.objects.get(slug="ekstad")
    assert (str(pact), pact.host) == ("Ekpakten, Ekstad", "pakt.ekstad.example")
    assert staff(pact) == [("maria@ekstad.example", "admin", "maria")]
    with inside(pact):
        assert Activity.objects.count() == 6
    assert capsys.readouterr().out.startswith("The pact “ekstad” is open; maria@ekstad.example")


def test_create_pact_twice_changes_nothing(capsys: Any) -> None:
    create(words())
    assert create(words()) == 0
    assert "was open already" in capsys.readouterr().out
    assert len(staff(Pact.objects.get(slug="ekstad"))) == 1


def test_create_pact_gives_a_known_account_the_role() -> None:
    known = make_account("Maria Lund", email="Maria@Ekstad.example")
    create(words())
    with open_door():
        assert Account.objects.filter(email__iexact="maria@ekstad.example").get() == known
    pact = Pact.objects.get(slug="ekstad")
    with inside(pact):
        assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "--name is needed, at most 120 characters."),
        ({"city": "x" * 81}, "--city is needed, at most 80 characters."),
        ({"admin-email": "maria"}, "--admin-email is no address: “maria”."),
        ({"host": "not a host"}, "--host is no host name such as pakt.city.se: “not a host”."),
        ({"catalogue": "half"}, "--catalogue is “example” or “empty”, not “half”."),
    ],
)
def test_create_pact_refuses_in_one_line(changes: dict[str, str], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        create(words(**changes))
    assert str(refused.value) == said
    assert not Pact.objects.filter(slug="ekstad").exists()


@pytest.mark.parametrize("slug", ["e", "Ekstad", "1city", "ek stad", "ek-", "x" * 51])
def test_create_pact_refuses_a_slug(slug: str) -> None:
    given = words()
    given.slug = slug
    with pytest.raises(Refusal, match="SLUG is 3 to 50 small letters"):
        create(given)


def test_create_pact_refuses_what_another_has() -> None:
    create(words(host="pakt.ekstad.example"))
    with pytest.raises(Refusal, match="another name, city or host"):
        create(words(city="Annanstad"))
    other = words(host="pakt.ekstad.example")
    other.slug = "annan"
    with pytest.raises(Refusal, match="Another pact has the host"):
        create(other)


def test_list_pacts_tells_one_line_each(capsys: Any) -> None:
    create(words())
    capsys.readouterr()
    assert show(argparse.Namespace()) == 0
    assert capsys.readouterr().out.splitlines() == ["ekstad\tEkstad\t-\t1 administrators"]
