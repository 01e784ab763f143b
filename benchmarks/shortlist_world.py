"""The example pact with many participants, for short lists as a page asks for them."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.queries.shortlist import shortlist_of
from pakten.base.tenancy.context import enter
from pakten.config.commands.quickly import migrate_quickly
from pakten.config.example.load import load_example
from pakten.config.example.world import Scale
from pakten.parties.people.models import Participant


class Asked(NamedTuple):
    """What is measured: a row by its key, and a short list; each takes a number."""

    fetch: Callable[[int], object]
    page: Callable[[int], object]


def make(seekers: int, openings: int) -> int:
    """Migrate and load; gives the pact."""
    migrate_quickly()
    now = timezone.now()
    with transaction.atomic():
        scale = Scale(openings=openings, participants=seekers)
        return load_example(
            password="integrationspakt", today=timezone.localdate(now), at=now, scale=scale
        ).pk


def asked(pact: int) -> Asked:
    """Inside a transaction: the pact is entered."""
    enter(pact, None)
    people = list(Participant.objects.values_list("pk", flat=True)[:1_000])
    openings = list(
        Opening.objects.select_related("organisation", "district", "occupation__parent")
        .prefetch_related("requirements__concept")
        .order_by("pk")
    )
    today = timezone.localdate()
    return Asked(
        lambda n: Participant.objects.get(pk=people[n % len(people)]),
        lambda n: shortlist_of(openings[n % len(openings)], today),
    )
