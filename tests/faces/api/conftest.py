"""A pact with figures that have to be hidden, a shown member, and one that is not."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from pakten.agreements.commitments.states import LetterState
from pakten.base.statistics.states import Gender
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Measure, Pact, Target
from tests.factories.browser import browser
from tests.factories.deeds import make_deeds
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    TODAY,
    days,
    inside,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
    text,
)

LAST_YEAR = TODAY.year - 1


@dataclass
class World:
    """Thirteen women and three men began work last year: the men are hidden, and so the women."""

    pact: Pact
    hires: Measure
    shown: Organisation
    unseen: Organisation

    def get(self, address: str, **headers: str) -> Any:
        return browser(self.pact).get(address, headers=headers)

    def rows(self, address: str) -> list[dict[str, str]]:
        """The rows of a CSV file."""
        return list(csv.DictReader(io.StringIO(self.get(address).content.decode())))


def make_world(name: str) -> World:
    pact = make_pact(name=text("The pact"))
    by = make_staff(pact)
    with inside(pact):
        hires = make_measure(pact, name=text(f"Hires of {name}"), unit=text("persons"))
        shown = make_organisation(
            pact, name=f"{name} Bageri", stage=Stage.ACTIVE, is_public=True,
            member_since=days(-300),
        )  # fmt: skip
        unseen = make_organisation(pact, name=f"{name} Dold AB", stage=Stage.ACTIVE)
        for house in (shown, unseen):
            pledge = make_pledge(house, hires, due_on=days(-9), quantity=2)
            make_letter(house, pledge, by=by, state=LetterState.ACTIVE)
        make_deeds(shown, hires, date(LAST_YEAR, 3, 9), 13, gender=Gender.WOMAN)
        make_deeds(shown, hires, date(LAST_YEAR, 4, 9), 3, gender=Gender.MAN)
        Target.objects.create(
            pact=pact, kin=hires.kin, year=TODAY.year, quantity=40, decided_on=days(-9)
        )
    return World(pact, hires, shown, unseen)


@pytest.fixture
def world(db: None) -> World:
    made = make_world("Ytterby")
    make_world("Annanstad")
    return made


@pytest.fixture
def outsider(world: World) -> Client:
    return browser(world.pact)
