"""The loaded example pact, and loads of smaller ones on other days."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from pakten.base.tenancy.context import pact_context
from pakten.config.example.load import load_example
from pakten.config.example.world import Scale
from pakten.parties.pacts.models import Pact

SMALL = Scale(openings=40, participants=60)
TWINS = 2  # the same person met at two offices


@pytest.fixture
def pact(example: None, db: Any) -> Iterator[Pact]:
    """The example as `make run` shows it."""
    found = Pact.objects.get()
    with pact_context(found.pk):
        yield found


def load_on(day: date) -> Pact:
    """A small example as if the day were today."""
    at = timezone.make_aware(datetime.combine(day, time(11)))
    return load_example(password="one long password", today=day, at=at, scale=SMALL)
