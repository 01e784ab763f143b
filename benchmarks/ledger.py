"""`python -m benchmarks.ledger [ROWS ...]`: the figures' goals R1, R2 and R3, in one run.

On a data folder of its own with one invented pact: 40 measures, 1 000 organisations, five years.
Cells beside GROUP BY on the same rows and, where it is installed, DuckDB in memory with two
threads. Every way of asking must give the same sums, and every cell is proved against the rows.
Several sizes, as `1000000 10000000`, also print how flat the figures stay from one to the next.
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

from benchmarks.ledger_rows import REPEATS, Connection, equal, fill, writing
from pakten.config import embedded

Ask = Callable[[], list[Any]]
YEAR = 2025
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
FIGURES = "R1 annual figures, 40 measures x 5 splits and total"


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


def ask_rows(connection: Connection, texts: Iterable[str]) -> Ask:
    wanted = list(texts)
    return lambda: [row for text in wanted for row in connection.execute(text).fetchall()]


def ask_cells(connection: Connection, ids: dict[str, Any], more: str) -> Ask:
    return lambda: connection.execute(cells(more), ids).fetchall()


def duck(connection: Connection, folder: Path) -> Callable[[Iterable[str]], Ask]:
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
        (FIGURES, [plain(name) for name in groups], f"dimension IN ({few})"),
        ("R2 whole report with 1 000 organisations", [plain(name) for name in SPLITS],
         f"dimension IN ({all_of_them})"),
        ("a member's page", [plain("organisation", one)],
         f"dimension = 'organisation' AND value = '{house}'"),
        ("one split on demand", [plain("district")], "dimension = 'district'"),
    ]  # fmt: skip


def table(connection: Connection, ids: dict[str, Any], folder: Path) -> dict[str, float]:
    """Each question three ways, with the same answer; how long the cells took."""
    duckdb = duck(connection, folder) if importlib.util.find_spec("duckdb") else None
    head = "| question | cells ms | GROUP BY ms | × | DuckDB ms | × |"
    print(f"{head}\n|---|---:|---:|---:|---:|---:|")
    took = {}
    for name, texts, more in questions(ids["houses"][7]):
        took[name], found = median(ask_cells(connection, ids, more))
        rows, same = median(ask_rows(connection, texts))
        if sorted(found) != sorted(same):
            raise RuntimeError(f"{name}: the cells are not the sums of the rows")
        line = f"| {name} | {took[name] * 1e3:.2f} | {rows * 1e3:.0f} | {rows / took[name]:.0f} |"
        if duckdb is None:
            print(line, "not installed | |")
            continue
        other, third = median(duckdb(texts))
        if sorted(map(str, found)) != sorted(map(str, third)):
            raise RuntimeError(f"{name}: DuckDB gives other sums")
        print(line, f"{other * 1e3:.1f} | {other / took[name]:.1f} |", flush=True)
    return took


def recording(connection: Connection, ids: dict[str, Any], number: int) -> None:
    """R3, kept on disk at every deed as in real use, and with the disk's part left out."""
    print(
        "\n| R3 recording | live figures, a second | bare insert, a second | × |\n|---|---:|---:|---:|"
    )
    for step, (name, setting) in enumerate((("each on disk", "on"), ("disk left out", "off"))):
        connection.execute(f"SET synchronous_commit = {setting}")
        live, bare = writing(connection, ids, number + step * 100_000)
        print(f"| {name} | {live:.0f} | {bare:.0f} | {live / bare:.2f} |", flush=True)
    connection.execute("RESET synchronous_commit")
    equal()
    print("every cell equals its rows, those recorded just now too", flush=True)


def measure(connection: Connection, ids: dict[str, Any], folder: Path, have: int, rows: int) -> dict[str, float]:  # fmt: skip
    """Grow to a size, then all tables."""
    begun = time.perf_counter()
    fill(connection, ids, have + 1, rows)
    equal()
    count, size = connection.execute(
        "SELECT count(*), pg_size_pretty(pg_database_size(current_database())) FROM results_cell"
    ).fetchone() or (0, "")
    took = time.perf_counter() - begun
    print(
        f"\n{rows} deeds, {count} cells, {size}, laid in and proved in {took:.0f} s\n", flush=True
    )
    found = table(connection, ids, folder)
    recording(connection, ids, 10 * rows)
    return found


def main() -> int:
    sizes = sorted(int(word) for word in sys.argv[1:]) or [10_000_000]
    took: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        embedded.start(folder)
        try:
            ids = prepare(embedded.url_for(folder))
            with psycopg.connect(embedded.url_for(folder), autocommit=True) as connection:
                for have, rows in zip([0, *sizes], sizes, strict=False):
                    took.append(measure(connection, ids, folder, have, rows))
        finally:
            embedded.stop(folder)
    for question in took[0] if len(took) > 1 else ():
        change = took[-1][question] / took[0][question]
        print(f"flat from {sizes[0]} to {sizes[-1]}: {question}: {change:.2f} x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
