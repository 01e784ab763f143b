"""The deeds of the ledger's measurement: laid in fast, and recorded one by one."""

import statistics
import time
from importlib import import_module
from typing import Any

import psycopg

REPEATS = 5
SINGLES = 300
FIRST = 2021
COLUMNS = """(pact_id, measure_id, organisation_id, occurred_on, quantity, gender, age_band,
  target_group_id, district_id, language_stage, form_id, evidence, additionality, source, note,
  correction, recorded_at)"""
DEEDS = f"""
INSERT INTO results_outcome {COLUMNS}
SELECT %(pact)s, (%(measures)s::bigint[])[1 + floor(40 * power(random(), 1.6))::int],
  (%(houses)s::bigint[])[1 + floor(1000 * power(random(), 2))::int],
  date '{FIRST}-01-01' + floor(random() * 1826)::int, 1 + floor(random() * 3)::int,
  (array['woman', 'man', 'unstated'])[1 + floor(random() * 3)::int],
  (array['16-24', '25-34', '35-44', '45-54', '55+'])[1 + floor(random() * 5)::int],
  (%(groups)s::bigint[])[1 + floor(random() * 5)::int],
  (%(districts)s::bigint[])[1 + floor(random() * 11)::int],
  (array['none', 'sfi_a', 'sfi_b', 'sfi_c', 'sfi_d'])[1 + floor(random() * 5)::int],
  (%(forms)s::bigint[])[1 + floor(random() * 12)::int],
  (array['self', 'both', 'register'])[1 + floor(random() * 3)::int], 'unknown',
  'bench:' || number, '', '', now()
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS number
"""
ONE = f"""
INSERT INTO results_outcome {COLUMNS}
VALUES (%s, %s, %s, %s, 1, 'woman', '25-34', %s, %s, 'sfi_b', %s, 'both', 'unknown', %s, '', '', now())
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), conname, pg_get_constraintdef(c.oid)
FROM pg_index LEFT JOIN pg_constraint c ON c.conindid = indexrelid AND c.contype = 'u'
WHERE indrelid = 'results_outcome'::regclass AND NOT indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conindid = indexrelid AND f.contype = 'f')
"""
Connection = psycopg.Connection[Any]


def add_cells(connection: Connection, source: str = "results_outcome") -> None:
    """The cells of so many rows in one statement, by the words of the trigger itself."""
    sql = import_module("pakten.agreements.results.migrations.0006_programmes_and_moves")
    connection.execute(sql.ADD.format(sums=sql.SUMS.format(source=source)))


def fill(connection: Connection, ids: dict[str, Any], first: int, last: int) -> None:
    """Lay in the deeds as a bulk load would: no triggers, indexes and cells once, at the end."""
    connection.execute("SET synchronous_commit = off")
    connection.execute("SET maintenance_work_mem = '1GB'")
    connection.execute("SET work_mem = '256MB'")
    connection.execute("SET session_replication_role = replica")
    found = connection.execute(INDEXES).fetchall()
    for name, _text, constraint, _rule in found:
        connection.execute(
            f"ALTER TABLE results_outcome DROP CONSTRAINT {constraint}"
            if constraint
            else f"DROP INDEX {name}"
        )
    for start in range(first, last + 1, 1_000_000):
        span = {"first": start, "last": min(start + 999_999, last)}
        connection.execute(DEEDS, ids | span)
    for _name, text, constraint, rule in found:
        connection.execute(
            f"ALTER TABLE results_outcome ADD CONSTRAINT {constraint} {rule}"
            if constraint
            else text
        )
    connection.execute("SET session_replication_role = origin")
    connection.execute("TRUNCATE results_cell")
    add_cells(connection)
    connection.execute("RESET ALL")
    connection.execute("VACUUM ANALYZE results_outcome")
    connection.execute("VACUUM ANALYZE results_cell")


def equal() -> None:
    """Every figure is the sum of its rows, or the measurement means nothing."""
    wrong = import_module("pakten.agreements.results.queries").wrong_cells()
    if wrong:
        raise RuntimeError(f"{len(wrong)} cells are not the sums of their rows")


def record(connection: Connection, ids: dict[str, Any], number: int, count: int) -> float:
    """Single deeds, each in its own transaction; how many a second."""
    begun = time.perf_counter()
    for each in range(number, number + count):
        row = (
            ids["pact"], ids["measures"][each * 7 % 40], ids["houses"][each * 13 % 1000],
            f"2025-{1 + each % 12:02}-{1 + each % 28:02}", ids["groups"][each % 5],
            ids["districts"][each % 11], ids["forms"][each % 12], f"single:{each}",
        )  # fmt: skip
        connection.execute(ONE, row, prepare=True)
    return count / (time.perf_counter() - begun)


def writing(connection: Connection, ids: dict[str, Any], number: int) -> tuple[float, float]:
    """Deeds a second with live figures, and without: medians of turns about, each warmed up."""
    rates: dict[bool, list[float]] = {True: [], False: []}
    for _turn in range(REPEATS):
        for live in (True, False):
            word = "ENABLE" if live else "DISABLE"
            connection.execute(f"ALTER TABLE results_outcome {word} TRIGGER keep_cells")
            record(connection, ids, number, 20)
            rates[live].append(record(connection, ids, number + 20, SINGLES))
            if not live:
                each = range(number, number + 20 + SINGLES)
                bare = ", ".join(f"'single:{one}'" for one in each)
                add_cells(connection, f"(SELECT * FROM results_outcome WHERE source IN ({bare}))")
            number += 20 + SINGLES
    connection.execute("ALTER TABLE results_outcome ENABLE TRIGGER keep_cells")
    return statistics.median(rates[True]), statistics.median(rates[False])
