"""Locking: as shown, once, reproducible, never changed; again only as an edition with a reason."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from pakten.base.access import Denied
from pakten.oversight.annual.actions.locking import lock_year
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.document import report_pdf
from pakten.oversight.annual.freezing import fingerprint
from pakten.oversight.annual.models import LockedYear
from pakten.oversight.annual.queries import corrected_since
from tests.factories.annual import LAST, AnnualWorld, make_deeds
from tests.factories.world import NOW, TODAY


def test_lock_year_keeps_the_figures_as_they_are_shown(world: AnnualWorld) -> None:
    contents = Contents(world.lock().locked.figures)
    hires = contents.measures[0]
    assert (hires.kin, hires.total, hires.before, hires.target) == ("hires", 100, 50, 120)
    assert hires.data["splits"]["gender"] == {"woman": 40, "man": 60}
    assert hires.definition == "First day at work"
    assert contents.members == {"in_force": 1, "new": 0}


def test_lock_year_hides_what_is_hidden_on_every_page(world: AnnualWorld) -> None:
    make_deeds(world.house, world.hires, 1, 0, year=LAST - 2)
    hires = Contents(world.lock().locked.figures).measures[0]
    assert hires.total_of(LAST - 2) is None
    assert [n for n in hires.months(LAST) if n is not None and 0 < n < 5] == []


def test_lock_year_tells_which_promises_were_kept(world: AnnualWorld) -> None:
    sides = world.lock().locked.figures["sides"]
    assert sides["member"] == {"on_time": 1, "late": 0, "partly": 1, "not_kept": 0}


def test_lock_year_survives_the_ledger(world: AnnualWorld) -> None:
    report = world.written()
    before = {lang: report_pdf(report, lang) for lang in ("sv", "en", "ar")}
    make_deeds(world.house, world.hires, 5, 5)
    assert {lang: report_pdf(report, lang) for lang in ("sv", "en", "ar")} == before
    told = corrected_since(Contents(report.locked.figures))
    assert [(each.locked, each.now) for each in told] == [("100", "110")]


def test_lock_year_keeps_a_fingerprint(world: AnnualWorld) -> None:
    locked = LockedYear.objects.get(pk=world.lock().locked_id)
    assert locked.sha256 == fingerprint(locked.figures)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_lock_year_cannot_be_undone(world: AnnualWorld, change: str) -> None:
    rows = LockedYear.objects.filter(pk=world.lock().locked_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(sha256="0" * 64) if change == "update" else rows.delete()


def test_lock_year_refuses_a_year_that_runs(world: AnnualWorld) -> None:
    with pytest.raises(ValidationError, match="has not ended") as refused:
        lock_year(world.pact, TODAY.year, by=world.writer, at=NOW)
    assert list(refused.value.error_dict) == ["year"]


def test_lock_year_again_asks_why(world: AnnualWorld) -> None:
    world.lock()
    with pytest.raises(ValidationError) as refused:
        world.lock(reason="  ")
    assert list(refused.value.error_dict) == ["reason"]


def test_lock_year_again_is_an_edition_that_carries_the_words(world: AnnualWorld) -> None:
    first = world.written()
    make_deeds(world.house, world.hires, 5, 5)
    second = world.lock(reason="Ten deeds came late.")
    totals = [Contents(each.locked.figures).measures[0].total for each in (first, second)]
    assert ((first.locked.edition, second.locked.edition), totals) == ((1, 2), [100, 110])
    assert second.texts.count() == first.texts.count() == 4


def test_lock_year_is_not_the_boards(world: AnnualWorld) -> None:
    with pytest.raises(Denied):
        lock_year(world.pact, LAST, by=world.board, at=NOW)
