"""Writing beside locked figures: marks, contradictions, two writers, languages and their freshness."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from pakten.oversight.annual.actions.writing import (
    Draft,
    correct_figure,
    inserted,
    keep_figure,
    write_report,
)
from pakten.oversight.annual.checklist import contradictions_of
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.inserts import Insert, contradictions, filled, inserts_of, put_right
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.queries import freshness, texts_of
from pakten.oversight.annual.states import Part
from tests.factories.annual import AnnualWorld
from tests.factories.world import NOW

NBSP = "\u00a0"
FIGURES = {
    each.key: each
    for each in (
        Insert("hires", 493, "count", "hired"),
        Insert("places", 1334, "count", "places"),
        Insert("kept", 72, "share", "kept"),
        Insert("hires_more", 93, "change", "more"),
    )
}


def test_write_report_shows_locked_figures_as_the_language_does() -> None:
    assert filled("{hires} of {places}, {kept}, {hires_more} more, {other}", FIGURES) == (
        f"493 of 1{NBSP}334, 72{NBSP}%, 93 more, {{other}}"
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [("490", "hires"), ("1 330", "places"), ("1,330", "places"), (f"70{NBSP}%", "kept"), ("70 %", "kept"),
     ("75 av 100", "kept"), ("-95", None), ("493", None), ("1 334", None), ("72 %", None), ("2025", None),
     ("800", None), ("2026-01-30", None), ("{hires}", None), ("93", None), ("7", None)],
)  # fmt: skip
def test_contradictions_are_numbers_near_a_locked_one(typed: str, key: str | None) -> None:
    found = contradictions(f"We had {typed} that year.", FIGURES)
    assert [(each.typed, each.insert.key) for each in found] == ([(typed, key)] if key else [])


def test_contradictions_leave_what_is_kept() -> None:
    assert contradictions("We had 490 guests.", FIGURES, kept=["490"]) == []


def test_put_right_changes_the_number_and_nothing_else() -> None:
    said = put_right("490 people, not 4900 and not 1490.", "490", FIGURES["hires"])
    assert said == "{hires} people, not 4900 and not 1490."


def test_inserted_adds_the_mark_last() -> None:
    draft = Draft("", "We were ", "", 0)
    assert inserted(draft, "hires") == replace(draft, body="We were {hires}")
    assert inserted(draft, "") == draft


def test_inserts_leave_hidden_figures_out(world: AnnualWorld) -> None:
    keys = inserts_of(Contents(world.lock().locked.figures))
    assert {k: v.figure for k, v in keys.items() if k.startswith("hires")} == {
        "hires": 100, "hires_before": 50, "hires_more": 50, "hires_target": 120,
        "hires_women": 40, "hires_men": 60, "hires_women_share": 40,
    }  # fmt: skip


@pytest.fixture
def report(world: AnnualWorld) -> AnnualReport:
    return world.lock()


def test_write_report_refuses_a_mark_that_is_none(world: AnnualWorld, report: AnnualReport) -> None:
    with pytest.raises(ValidationError, match=r"\{nothing\}") as refused:
        world.write(report, body="{nothing} began.")
    assert list(refused.value.error_dict) == ["body"]


def test_write_report_refuses_too_many_words(world: AnnualWorld, report: AnnualReport) -> None:
    with pytest.raises(ValidationError, match="Take away 5"):
        world.write(report, body="word " * 95)


def test_write_report_tells_of_somebody_elses_text(
    world: AnnualWorld, report: AnnualReport
) -> None:
    world.write(report, body="Theirs.")
    with pytest.raises(ValidationError) as refused:
        world.write(report, body="Mine.", revision=0)
    assert refused.value.code == "stale"
    assert report.texts.get().body == "Theirs."
    assert world.write(report, body="Mine.", revision=1).revision == 2


def test_write_report_makes_english_older(world: AnnualWorld, report: AnnualReport) -> None:
    world.write(report)
    world.write(report, lang="en")
    world.write(report, body="Changed.", revision=1)
    assert [(each.lang, each.older) for each in freshness(texts_of(report))] == [
        ("sv", 0), ("en", 1), ("ar", 0),
    ]  # fmt: skip
    world.write(report, lang="en", body="Changed too.", revision=1)
    assert [each.older for each in freshness(texts_of(report))] == [0, 0, 0]


def test_write_report_takes_only_a_summary_in_arabic(
    world: AnnualWorld, report: AnnualReport
) -> None:
    with pytest.raises(ValidationError, match="summary"):
        world.write(report, Part.METHOD, "ar")


def test_write_report_stops_when_it_is_sent(world: AnnualWorld, report: AnnualReport) -> None:
    AnnualReport.objects.filter(pk=report.pk).update(state="review")
    with pytest.raises(ValidationError, match="not being written"):
        write_report(report, Part.BRIEF, "sv", Draft("", "x", "", 0), by=world.writer, at=NOW)


def test_correct_figure_puts_the_locked_one(world: AnnualWorld, report: AnnualReport) -> None:
    world.write(report, body="98 people began.")
    world.write(report, lang="en", body="{hires} people began.")
    contents = Contents(report.locked.figures)
    found = contradictions_of(contents, texts_of(report))[Part.BRIEF, "sv"]
    assert [(each.typed, each.insert.key) for each in found] == [("98", "hires")]
    correct_figure(report, Part.BRIEF, "sv", "98", "hires", by=world.writer, at=NOW)
    assert report.texts.get(lang="sv").body == "{hires} people began."
    assert contradictions_of(contents, texts_of(report)) == {}
    assert [each.older for each in freshness(texts_of(report))] == [0, 0, 0]


def test_keep_figure_is_remembered(world: AnnualWorld, report: AnnualReport) -> None:
    world.write(report, body="98 guests came.")
    keep_figure(report, Part.BRIEF, "sv", "98", by=world.writer, at=NOW)
    assert contradictions_of(Contents(report.locked.figures), texts_of(report)) == {}
