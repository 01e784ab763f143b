"""Questions nobody would ask: whatever stands in an address, the service never breaks.

`PAKTEN_FUZZ=1000` asks so many of each address (a minute or two); the suite asks a few.
"""

import json
import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pakten.config.wsgi import application
from pakten.faces.api.service import document
from tests.faces.api.conftest import World, make_world

CASES = int(os.environ.get("PAKTEN_FUZZ", "12"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(document())))
SCHEMA.app = application
OPERATIONS = [each.ok() for each in SCHEMA.get_all_operations()]
FORMS = ("svg", "csv", "json", "px.json", "xlsx")


@pytest.fixture
def asked(db: None) -> Iterator[World]:
    """A world, and a connection that stays open between requests, as it does for Django's client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield make_world("Ytterby")
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_service_never_breaks(asked: World, operation: schemathesis.APIOperation) -> None:
    statuses = set()

    @given(case=operation.as_strategy())
    @settings(
        max_examples=CASES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: schemathesis.Case) -> None:
        statuses.add(case.call_and_validate(checks=CHECKS).status_code)

    ask()
    assert statuses <= {200, 404, 422}
