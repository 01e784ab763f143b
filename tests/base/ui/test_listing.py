"""Lists: search, filters, sorts, pages and exports."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from openpyxl import load_workbook

from pakten.base.ui.exports import Column, as_csv, as_xlsx, export, safe
from pakten.base.ui.listing import Filter, Listing

LABELS = ("alder", "beech", "birch", "elm", "oak")


def listing(query: str = "", **more: Any) -> Listing[ContentType]:
    options: dict[str, Any] = {
        "search": ("model", "app_label"),
        "filters": (Filter("app", "App", (("", "All"), ("wood", "Wood"), ("park", "Park")), lookup="app_label"),),
        "sorts": {"model": ("model",), "app": ("app_label", "-model")},
        "default_sort": "model",
        "per_page": 2,
    }  # fmt: skip
    rows = ContentType.objects.filter(app_label__in=("wood", "park"))
    return Listing(QueryDict(query), rows, **{**options, **more})


@pytest.fixture(autouse=True)
def _trees(db: None) -> None:
    ContentType.objects.bulk_create(
        ContentType(app_label="park" if "b" in name else "wood", model=name) for name in LABELS
    )


def models(found: Listing[ContentType]) -> list[str]:
    return [row.model for row in found.queryset]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", list(LABELS)),
        ("q=B", ["beech", "birch"]),
        ("q=bi+park", ["birch"]),
        ("app=park", ["beech", "birch"]),
        ("app=sea", list(LABELS)),
        ("sort=-model", list(reversed(LABELS))),
        ("sort=app", ["birch", "beech", "oak", "elm", "alder"]),
        ("sort=-app", ["alder", "elm", "oak", "beech", "birch"]),
        ("sort=password", list(LABELS)),
    ],
)
def test_listing_searches_filters_and_sorts_by_the_url(query: str, names: list[str]) -> None:
    assert models(listing(query)) == names


@pytest.mark.parametrize(
    ("query", "names"),
    [("", ["alder", "beech"]), ("page=3", ["oak"]), ("page=99", ["oak"]), ("page=x", ["alder", "beech"])],
)  # fmt: skip
def test_listing_pages_never_fall_off_the_end(query: str, names: list[str]) -> None:
    assert [row.model for row in listing(query).rows] == names


def test_listing_tells_what_narrows_it() -> None:
    found = listing("q=oak&app=wood")
    assert (found.total, found.is_filtered, found.filters[0].chosen) == (1, True, "Wood")
    assert (listing().is_filtered, listing("app=sea").is_filtered) == (False, False)


def test_listing_is_empty_only_when_nothing_was_asked() -> None:
    nothing = ContentType.objects.none()
    empty: Listing[ContentType] = Listing(
        QueryDict(), nothing, sorts={"m": ("model",)}, default_sort="m"
    )
    assert (empty.is_empty, listing("q=zzz").is_empty) == (True, False)


def test_sort_links_turn_the_column_in_force() -> None:
    found = listing("sort=model")
    links = [(found.sort_state(by), found.sort_link(by)) for by in ("model", "app")]
    assert links == [("ascending", "-model"), ("", "app")]


@pytest.mark.parametrize(("query", "kind"), [("format=csv", "csv"), ("format=exe", ""), ("", "")])
def test_listing_knows_two_formats(query: str, kind: str) -> None:
    assert listing(query).format == kind


@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@SUM(A1)", "\tx", "\rx", "\nx"])
def test_safe_quotes_what_a_spreadsheet_would_run(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("value", [-2, 1.5, True, date(2026, 11, 20), "Åsa", "a=b"])
def test_safe_leaves_numbers_dates_and_plain_text(value: Any) -> None:
    assert safe(value) == value


def test_safe_makes_moments_local_and_nothing_empty() -> None:
    noon = datetime(2026, 11, 20, 11, tzinfo=UTC)
    assert (safe(noon), safe(None)) == (datetime(2026, 11, 20, 12), "")  # noqa: DTZ001


def test_csv_opens_in_swedish_excel() -> None:
    data = as_csv(["Namn", "Andel"], [["Åsa; Bo", 1.5]])
    assert data == '\ufeffNamn;Andel\r\n"Åsa; Bo";1,5\r\n'.encode()


def test_xlsx_has_a_bold_heading_that_stays() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(["Namn", "Antal"], [["Åsa", 2]]))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert (rows, sheet["A1"].font.bold, sheet.freeze_panes) == ([["Namn", "Antal"], ["Åsa", 2]], True, "A2")  # fmt: skip


@pytest.mark.parametrize(("kind", "mime"), [("csv", "text/csv"), ("xlsx", "application/vnd")])
def test_export_holds_every_row_and_is_named_after_the_day(kind: str, mime: str) -> None:
    columns = (Column("Model", "model"), Column("Long", lambda row: len(row.model)))
    response = export(listing(f"format={kind}"), columns, filename="trees")
    assert response["Content-Type"].startswith(mime)
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert len(response.content.decode().splitlines()) == 1 + len(LABELS)


def test_column_follows_a_path_and_calls_methods() -> None:
    row = SimpleNamespace(city=SimpleNamespace(name=lambda: "Nystad"), none=None)
    assert [Column("", p).read(row) for p in ("city.name", "none.name")] == ["Nystad", None]


def test_safe_leaves_out_what_no_workbook_holds() -> None:
    assert safe("Ko\x0bck\x1f") == "Kock"
    assert as_xlsx(["Namn"], [[safe("a\x0bb")]])
