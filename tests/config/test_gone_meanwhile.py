"""Two who take the same thing away at once: the second is told that it is gone, and nothing crashes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction

from pakten.agreements.commitments.models import Letter, Pledge, Signatory, TemplateLine
from pakten.agreements.events.models import Invitation
from pakten.base.access import Role
from pakten.base.accounts.models import SavedView
from pakten.oversight.equality.models import Eligible
from pakten.oversight.surveys.models import Interview, Survey
from pakten.oversight.value.models import UnitValue
from pakten.parties.guidance.models import NextStep
from pakten.parties.imports.models import Import
from pakten.parties.organisations.models import Contact
from pakten.parties.pacts.models import Target
from tests.factories.everything import Everything, everything
from tests.fences.test_matrix import ADDRESSES

REMOVALS: dict[str, type[models.Model]] = {
    "remove_target": Target,
    "discard_import": Import,
    "remove_contact": Contact,
    "remove_step": NextStep,
    "remove_guest": Invitation,
    "remove_template_line": TemplateLine,
    "remove_pledge": Pledge,
    "remove_signatory": Signatory,
    "discard_letter": Letter,
    "remove_view": SavedView,
    "remove_unit_value": UnitValue,
    "discard_survey": Survey,
    "remove_interview": Interview,
    "remove_eligible": Eligible,
}


class Another:
    """Somebody who takes the row away just before its action locks it."""

    def __init__(self, model: type[models.Model]) -> None:
        self.table, self.came = model._meta.db_table, False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not self.came and "FOR" in sql and "UPDATE" in sql and sql.startswith("SELECT"):
            self.came = True
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE NONE")
                cursor.execute(f"DELETE FROM {self.table}")
                cursor.execute("SET LOCAL ROLE pakten_app")
        return execute(sql, params, many, context)


@pytest.fixture
def world(db: None) -> Everything:
    return everything()


def test_remove_what_another_has_just_removed_is_not_found(world: Everything) -> None:
    client, told = world.browser(Role.COORDINATOR), {}
    routes = {str(entry.name): route for route, entry in ADDRESSES}
    for name, model in REMOVALS.items():
        address = world.address(routes[name], "own")
        with transaction.atomic(), connection.execute_wrapper(Another(model)):
            told[name] = client.post(address, {"sent": "1"}).status_code
            transaction.set_rollback(True)
    assert {name: code for name, code in told.items() if code not in (302, 404, 422)} == {}
