"""Two ledgers that publish the same: every open page, file and answer must be the same for both.

What is hidden differs between the two (3 men and 12 women, or 4 and 11; a promise of ten kept to
seven or to six), and nothing else. A page that tells any of it, in words, a bar, a drawing or a
file, is not the same twice. The year is locked and its report published in both.
"""

import io
import re
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from pakten.agreements.commitments.states import LetterState
from pakten.oversight.annual.actions.locking import keep_figures
from pakten.oversight.annual.document import document_of
from pakten.oversight.annual.freezing import freeze_pact
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.states import ReportState
from pakten.oversight.reports import nesting
from pakten.parties.organisations.states import Kind, Stage
from pakten.parties.pacts.states import StaffRole
from tests.factories.browser import browser
from tests.factories.deeds import make_deeds
from tests.factories.letters import make_letter, make_pledge
from tests.factories.world import (
    NOW,
    TODAY,
    days,
    inside,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_staff,
)

pytestmark = pytest.mark.django_db
SPLITS = ("gender", "age", "target_group", "district", "language", "kind", "activity",
          "programme", "evidence")  # fmt: skip
# What differs from one answer to the next whatever the ledger holds.
PASSING = re.compile(
    r'nonce-?="?[^"\s>]+"?|X-CSRFToken": "[^"]*"|name="(?:csrfmiddlewaretoken|_once)" value="[^"]*"|'
    r"\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?|urn:uuid:\S+"
)
OPEN = ("home", "activities", "members", "results", "see_equality", "promises_kept",
        "results_by_member", "see_annual_reports", "open_data")  # fmt: skip


class World:
    """A pact with a member whose letter promises ten persons, and another member."""

    def __init__(self) -> None:
        self.pact = make_pact()
        by = make_staff(self.pact)
        self.analyst = make_staff(self.pact, StaffRole.ANALYST)
        with inside(self.pact):
            shown = {"stage": Stage.ACTIVE, "is_public": True}
            self.house = make_organisation(self.pact, **shown)
            self.club = make_organisation(self.pact, kind=Kind.ASSOCIATION, **shown)
            self.places = [make_district(self.pact, code) for code in ("norra", "sodra")]
            self.measure = make_measure(self.pact, code="hires", is_headline=True)
            # The women are counted here too, so what is left of all is the men: fewer than five.
            self.inner = make_measure(
                self.pact, code="through", inside="hires", activity=self.measure.activity
            )
            over = {"starts_on": days(-300), "due_on": days(-1), "quantity": 10}
            now = {"starts_on": days(-300), "due_on": days(200), "quantity": 12}
            for each in (self.house, self.club):
                pledges = [make_pledge(each, self.measure, **dates) for dates in (over, now)]
                make_letter(each, *pledges, by=by, state=LetterState.ACTIVE, active_from=days(-300))
                setattr(self, "pledge" if each == self.house else "other", pledges[0])

    def fill(self, few: int) -> None:
        """Fifteen deeds, `few` of them by men, in Norra and with the association."""
        shapes = ((15 - few, "woman", 1, self.house), (few, "man", 0, self.club))
        with inside(self.pact):
            for how_many, gender, place, house in shapes:
                told = {"gender": gender, "district": self.places[place], "age_band": "25-34"}
                on = TODAY.replace(month=1, day=1)
                pledge = self.pledge if house == self.house else self.other
                make_deeds(
                    house, self.measure, on, how_many, language_stage="sfi_c", pledge=pledge, **told
                )
                if gender == "woman":
                    make_deeds(house, self.inner, on, how_many, language_stage="sfi_c", **told)

    def addresses(self) -> list[str]:
        """Every open address that a figure could stand at."""
        own = [reverse(name) for name in OPEN if _exists(name)]
        own += [f"/members/{each.pk}/" for each in (self.house, self.club)]
        own += [f"/activities/{self.measure.activity.code}/"]
        for split in ("", *SPLITS):
            for form in ("csv", "json", "svg", "px.json", "xlsx"):
                own += [
                    f"/data/figures/{kin}.{form}?year={TODAY.year}&split={split}"
                    for kin in ("hires", "through")
                ]
        files = ("years", "months", "members", "promises", "definitions", "targets", "keeping")
        forms = ("csv", "json", "px.json", "xlsx")
        own += [f"/data/{name}.{form}" for name in files for form in forms]
        own += ["/data/news.atom", "/data/dcat.rdf", f"/results/reports/{TODAY.year}/"]
        return own + self.asked()

    def asked(self) -> list[str]:
        """What a machine can ask for."""
        figures = f"/api/v1/figures?measure=hires&from={TODAY.year}"
        own = [f"{figures}&split={split}" for split in ("total", "month", *SPLITS)]
        own += [each.replace("hires", "through") for each in own]
        rooms = ("pact", "measures", "measures/hires", "members", "promises", "reports")
        return own + [f"/api/v1/{room}" for room in (*rooms, f"members/{self.house.pk}")]

    def explored(self) -> list[str]:
        asked = f"/analysis/?measure=hires&from={TODAY.year}&to={TODAY.year}&beside=1"
        steps = [f"{asked}&step={step}" for step in ("quarter", "month")]
        splits = [f"{asked}&by={split}" for split in SPLITS]
        splits += [each.replace("hires", "through") for each in splits]
        files = [f"{each}&format={form}" for each in splits for form in ("csv", "xlsx")]
        return [*steps, *splits, *files, "/analysis/conversion/", "/equality/"]

    def publish(self) -> str:
        """The report of the year, locked today and open to all; what its PDF is made of."""
        with inside(self.pact):
            figures = freeze_pact(self.pact, TODAY.year, at=NOW, today=TODAY)
            locked = keep_figures(self.pact, figures, edition=1, by=None, at=NOW)
            report = AnnualReport.objects.create(
                pact=self.pact, locked=locked, state=ReportState.PUBLISHED, published_at=NOW
            )
            return f"{figures}{document_of(report, {}, 'sv')}"

    def read(self, few: int) -> dict[str, Any]:
        """What every address answers with such a ledger; the ledger is empty again after."""
        point = transaction.savepoint()
        self.fill(few)
        found = {"the document": (200, self.publish())}
        for client, addresses in (
            (browser(self.pact), self.addresses()),
            (browser(self.pact, self.analyst), self.explored()),
        ):
            for address in addresses:
                response = client.get(address)
                found[address] = (response.status_code, _told(response))
        transaction.savepoint_rollback(point)
        return found


def _told(response: HttpResponseBase) -> str:
    """What an answer says, without what passes. Of a workbook: what stands in its cells."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if "spreadsheet" in response.headers["Content-Type"]:
        book = load_workbook(io.BytesIO(body), read_only=True)
        body = str([list(sheet.iter_rows(values_only=True)) for sheet in book]).encode()
    return PASSING.sub("", body.decode(errors="replace"))


def _exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


@pytest.fixture
def world() -> World:
    return World()


def test_no_page_tells_two_ledgers_apart_that_publish_the_same(world: World) -> None:
    one, other = world.read(3), world.read(4)
    assert [address for address in one if one[address] != other[address]] == []
    assert sum(status == 200 for status, _body in one.values()) > 20


def test_pages_tell_two_ledgers_apart_that_publish_something_else(world: World) -> None:
    """The comparison can fail: with 5 men, women and men are shown."""
    one, other = world.read(3), world.read(5)
    assert one["/results/"] != other["/results/"]
    explored = f"/analysis/?measure=hires&from={TODAY.year}&to={TODAY.year}&beside=1&by=gender"
    assert one[explored] != other[explored]


@pytest.mark.parametrize("broken", [False, True])
def test_the_rest_of_a_measure_is_told_only_when_the_hiding_is_broken(
    world: World, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    """Fifteen in all and the women again: 12 or 11 would tell of 3 or 4 men."""
    if broken:
        monkeypatch.setattr(nesting, "told_beside", lambda _whole, inner, _least: [[*inner]])
    told = []
    for few in (3, 4):
        point = transaction.savepoint()
        world.fill(few)
        answer = browser(world.pact).get(f"/data/figures/through.csv?year={TODAY.year}&split=")
        told.append((answer.status_code, _told(answer)))
        transaction.savepoint_rollback(point)
    assert [status for status, _body in told] == [200, 200]
    assert (told[0] != told[1]) == broken
