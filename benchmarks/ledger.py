"""`python -m benchmarks.ledger [ROWS]`: figures at ten million deeds, beside plain SQL and DuckDB.

On a data folder of its own with one invented pact: 40 measures, 1 000 organisations, five years.
Every way of asking is checked to give the same sums. DuckDB is measured where it is installed.
"""

import importlib.util
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

from pakten.config import embedded

Ask = Callable[[], list[Any]]
YEAR, FIRST = 2025, 2021
REPEATS = 5
SPLITS = {
    "total": "''",
    "month": "to_char(occurred_on, 'YYYY-MM')",
    "gender": "gender",
    "age": "age_band",
    "target_group": "target_group_id::text",
    "district": "district_id::text",
    "organisation": "organisation_id::text",
}
IN_YEAR = f"occurred_on BETWEEN '{YEAR}-01-01' AND '{YEAR}-12-31'"
COLUMNS = """(pact_id, measure_id, organisation_id, occurred_on, quantity, gender, age_band,
  target_group_id, district_id, language_stage, evidence, additionality, source, note, recorded_at)"""
DEEDS = f"""
INSERT INTO {{table}} {COLUMNS}
SELECT %(pact)s, (%(measures)s::bigint[])[1 + floor(40 * power(random(), 1.6))::int],
  (%(houses)s::bigint[])[1 + floor(1000 * power(random(), 2))::int],
  date '{FIRST}-01-01' + floor(random() * 1826)::int, 1 + floor(random() * 3)::int,
  (array['woman', 'man', 'unstated'])[1 + floor(random() * 3)::int],
  (array['16-24', '25-34', '35-44', '45-54', '55+'])[1 + floor(random() * 5)::int],
  (%(groups)s::bigint[])[1 + floor(random() * 5)::int],
  (%(districts)s::bigint[])[1 + floor(random() * 11)::int],
  (array['none', 'sfi_a', 'sfi_b', 'sfi_c', 'sfi_d'])[1 + floor(random() * 5)::int],
  (array['self', 'both', 'register'])[1 + floor(random() * 3)::int], 'unknown',
  'bench:' || number, '', now()
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS number
"""


def median(ask: Ask) -> tuple[float, list[Any]]:
    """Seconds, and what was answered."""
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        found = ask()
        times.append(time.perf_counter() - begun)
    return statistics.median(times), found


def prepare(url: str) -> dict[str, Any]:
    """A pact with a catalogue and organisations; the ids that deeds are spread over."""
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "pakten.config.settings",
        "PAKTEN_DB_AS": "owner",
    }
    import_module("django").setup()
    return dict(import_module("benchmarks.ledger_world").make())


def fill(connection: psycopg.Connection[Any], ids: dict[str, Any], rows: int) -> None:
    """The deeds in one go, then their cells in one go: as a bulk load would."""
    connection.execute("ALTER TABLE results_outcome DISABLE TRIGGER keep_cells")
    for first in range(1, rows + 1, 1_000_000):
        span = {"first": first, "last": min(first + 999_999, rows)}
        connection.execute(DEEDS.format(table="results_outcome"), ids | span)
    connection.execute("ALTER TABLE results_outcome ENABLE TRIGGER keep_cells")
    migration = import_module("pakten.agreements.results.migrations.0006_programmes_and_moves")
    connection.execute(migration.ADD.format(sums=migration.SUMS.format(source="results_outcome")))
    connection.execute("VACUUM ANALYZE results_outcome")
    connection.execute("VACUUM ANALYZE results_cell")


def plain(dimension: str, more: str = "") -> str:
    """One GROUP BY on the rows of the year."""
    return (
        f"SELECT '{dimension}', measure_id, {SPLITS[dimension]} AS value, sum(quantity)::bigint"
        f" FROM results_outcome WHERE {IN_YEAR} {more} GROUP BY 2, 3"
    )


def cells(more: str) -> str:
    return (
        "SELECT dimension, measure_id, value, quantity FROM results_cell"
        f" WHERE pact_id = %(pact)s AND year = {YEAR} AND {more}"
    )


def ask_rows(connection: psycopg.Connection[Any], texts: Iterable[str]) -> Ask:
    wanted = list(texts)
    return lambda: [row for text in wanted for row in connection.execute(text).fetchall()]


def ask_cells(connection: psycopg.Connection[Any], ids: dict[str, Any], more: str) -> Ask:
    return lambda: connection.execute(cells(more), ids).fetchall()


def duck(connection: psycopg.Connection[Any], folder: Path) -> Callable[[Iterable[str]], Ask]:
    """The same rows in DuckDB's own tables, in memory, with the same questions."""
    names = "measure_id, organisation_id, occurred_on, quantity, gender, age_band, target_group_id"
    file = folder / "deeds.csv"
    copy = f"COPY (SELECT {names}, district_id FROM results_outcome) TO STDOUT (FORMAT csv, HEADER)"
    with file.open("wb") as into, connection.cursor().copy(copy) as out:
        for part in out:
            into.write(part)
    base = import_module("duckdb").connect()
    base.execute("SET threads = 2")
    base.execute(f"CREATE TABLE results_outcome AS SELECT * FROM read_csv('{file}')")
    file.unlink()

    def asking(texts: Iterable[str]) -> Ask:
        wanted = [t.replace("to_char(occurred_on, 'YYYY-MM')", "strftime(occurred_on, '%Y-%m')")
                  for t in texts]  # fmt: skip
        return lambda: [row for text in wanted for row in base.execute(text).fetchall()]

    return asking


def questions(house: int) -> list[tuple[str, list[str], str]]:
    """Name, the plain SQL, and what narrows the cells."""
    groups = [name for name in SPLITS if name != "organisation"]
    few, all_of_them = (", ".join(f"'{name}'" for name in names) for names in (groups, SPLITS))
    one = f"AND organisation_id = {house}"
    return [
        ("annual figures, 40 measures x 6 splits", [plain(name) for name in groups],
         f"dimension IN ({few})"),
        ("whole report with 1 000 organisations", [plain(name) for name in SPLITS],
         f"dimension IN ({all_of_them})"),
        ("a member's page", [plain("organisation", one)],
         f"dimension = 'organisation' AND value = '{house}'"),
        ("one split on demand", [plain("district")], "dimension = 'district'"),
    ]  # fmt: skip


def table(connection: psycopg.Connection[Any], ids: dict[str, Any], folder: Path) -> None:
    """Each question three ways, with the same answer."""
    duckdb = duck(connection, folder) if importlib.util.find_spec("duckdb") else None
    print(
        "| question | cells ms | plain SQL ms | × | DuckDB ms | × |\n|---|---:|---:|---:|---:|---:|"
    )
    for name, texts, more in questions(ids["houses"][7]):
        cell, found = median(ask_cells(connection, ids, more))
        rows, same = median(ask_rows(connection, texts))
        if sorted(found) != sorted(same):
            raise RuntimeError(f"{name}: the cells are not the sums of the rows")
        line = f"| {name} | {cell * 1e3:.2f} | {rows * 1e3:.0f} | {rows / cell:.0f} |"
        if duckdb is None:
            print(line, "not installed | |")
            continue
        other, _same = median(duckdb(texts))
        print(line, f"{other * 1e3:.1f} | {other / cell:.1f} |", flush=True)


def writing(connection: psycopg.Connection[Any], ids: dict[str, Any], rows: int) -> None:
    """Single deeds a second, each in its own transaction: with live cells, and without."""
    rates: dict[bool, list[float]] = {True: [], False: []}
    number = rows
    for _ in range(REPEATS):
        for live in (True, False):
            word = "ENABLE" if live else "DISABLE"
            connection.execute(f"ALTER TABLE results_outcome {word} TRIGGER keep_cells")
            begun = time.perf_counter()
            for _deed in range(400):
                number += 1
                span = {"first": number, "last": number}
                connection.execute(DEEDS.format(table="results_outcome"), ids | span)
            rates[live].append(400 / (time.perf_counter() - begun))
    connection.execute("ALTER TABLE results_outcome ENABLE TRIGGER keep_cells")
    live, bare = statistics.median(rates[True]), statistics.median(rates[False])
    print(
        f"\nrecording: {live:.0f} deeds/s with live figures, {bare:.0f} without: {live / bare:.2f} ×"
    )


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        embedded.start(folder)
        try:
            ids = prepare(embedded.url_for(folder))
            with psycopg.connect(embedded.url_for(folder), autocommit=True) as connection:
                begun = time.perf_counter()
                fill(connection, ids, rows)
                count = connection.execute("SELECT count(*) FROM results_cell").fetchone()
                print(f"{rows} deeds, {count and count[0]} cells,"
                      f" filled in {time.perf_counter() - begun:.0f} s\n", flush=True)  # fmt: skip
                table(connection, ids, folder)
                writing(connection, ids, rows)
        finally:
            embedded.stop(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
