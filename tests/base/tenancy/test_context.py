"""A forgotten filter cannot leak, a missing context raises."""

import pytest
from django.db import DataError, ProgrammingError, connection, transaction

from pakten.base.tenancy.context import enter, pact_context
from pakten.parties.organisations.models import Organisation
from tests.factories.world import inside, make_organisation, make_pact

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return list(Organisation.objects.values_list("name", flat=True))


def test_tests_run_as_the_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("pakten_app",)


def test_rows_of_another_pact_are_not_there() -> None:
    mine, other = make_pact(), make_pact()
    for pact, name in ((mine, "Ours"), (other, "Theirs")):
        with inside(pact):
            make_organisation(pact, name=name)
    with inside(mine):
        assert names() == ["Ours"]
    with inside(other):
        assert names() == ["Theirs"]


def test_query_without_context_raises() -> None:
    pact = make_pact()
    with inside(pact):
        make_organisation(pact)
    with pytest.raises((DataError, ProgrammingError)), transaction.atomic():
        names()


def test_row_cannot_be_written_into_another_pact() -> None:
    mine, other = make_pact(), make_pact()
    with inside(mine), pytest.raises(ProgrammingError), transaction.atomic():
        make_organisation(other)


def test_nested_context_is_put_back() -> None:
    outer, inner = make_pact(), make_pact()
    with inside(outer):
        make_organisation(outer, name="Outer")
        with inside(inner):
            assert names() == []
        assert names() == ["Outer"]


def test_context_is_put_back_after_an_error() -> None:
    outer, inner = make_pact(), make_pact()
    with inside(outer):
        make_organisation(outer, name="Outer")
        with pytest.raises(RuntimeError), pact_context(inner.pk):
            raise RuntimeError
        assert names() == ["Outer"]


@pytest.mark.django_db(transaction=True)
def test_context_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        enter(1)
