"""Nothing that is written meanwhile is missed by who asks what has changed."""

import pytest
from django.db import connection

from pakten.base.audit.changes import changes_since
from pakten.base.tenancy.context import pact_context
from pakten.parties.pacts.models import Pact
from tests.factories.world import make_pact

TABLES = ["pacts_pact"]


def rename(pact: Pact, name: str) -> None:
    Pact.objects.filter(pk=pact.pk).update(city=name)


@pytest.mark.django_db
def test_changed_since_tells_rows_and_what_differs() -> None:
    pact = make_pact()
    with pact_context(pact.pk):
        before = changes_since(None, TABLES).mark
        rename(pact, "Sjöstaden")
        told = [each for each in changes_since(before, TABLES).rows if each.row_id == pact.pk]
        assert told[-1].after == {"city": "Sjöstaden"}
        assert changes_since(before, ["people_participant"])[1:] == (True, [])


@pytest.mark.django_db(transaction=True)
def test_changed_since_misses_nothing_committed_after_a_later_mark() -> None:
    pact = make_pact()
    slow = connection.copy()
    try:
        with slow.cursor() as other:
            slow.set_autocommit(False)
            other.execute("SELECT set_config('app.pact_id', %s, true)", [str(pact.pk)])
            other.execute("UPDATE pacts_pact SET city = 'Bergstad' WHERE id = %s", [pact.pk])
            with pact_context(pact.pk):
                mark, wrote, _rows = changes_since(None, TABLES)
                assert not wrote
                assert changes_since(mark, TABLES).rows == []
            slow.commit()
        with pact_context(pact.pk):
            told = [each.after for each in changes_since(mark, TABLES).rows]
        assert told[-1] == {"city": "Bergstad"}
    finally:
        slow.close()
