"""A crowd of members beside those of the example: copies of its rows, made by the database."""

from typing import Any

import psycopg

MEMBERS = 5_000
NEW = "organisations_organisation AS house WHERE house.number LIKE '55900%'"
# A letter with as many pledges as the average letter in force of the example.
LETTER = """(
  WITH size AS (SELECT letter_id, count(*) AS n FROM commitments_letterline AS line
    JOIN commitments_letter AS letter ON letter.id = letter_id
    JOIN organisations_organisation AS house ON house.id = letter.organisation_id
    WHERE letter.state = 'active' AND house.number NOT LIKE '55900%' GROUP BY 1)
  SELECT letter_id FROM size ORDER BY abs(n - (SELECT avg(n) FROM size)), letter_id LIMIT 1)"""
DISTRICT = "(ARRAY(SELECT id FROM pacts_district ORDER BY id))[1 + n % (SELECT count(*) FROM pacts_district)]"
WORDS = "ARRAY['Solberga','Älvsjö','Norra','Bergs','Lindö','Klara','Ängs','Tall','Vinter','Hav']"
TRADES = (
    "ARRAY['Bygg AB','Vård AB','Hotell AB','Städ AB','Logistik AB','IF','Teknik AB','Handel AB']"
)


def copies(connection: psycopg.Connection[Any], table: str, source: str, **other: str) -> None:
    """Insert copies of the rows `old` of a source, with some columns another expression."""
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND is_generated = 'NEVER' AND column_name <> 'id'",
        [table],
    ).fetchall()
    names = [name for (name,) in rows]
    values = ", ".join(other.get(name, f'old."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {source}")


def fill(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Add members with two contacts each, letters and pledges; give ids for the filters."""
    with connection.transaction():
        connection.execute(
            "SELECT set_config('app.pact_id', (SELECT min(id)::text FROM pacts_pact), true)"
        )
        _members(connection)
        _letters(connection)
    connection.execute("ANALYZE")
    row = connection.execute(
        "SELECT (SELECT min(id) FROM pacts_activity), (SELECT min(id) FROM pacts_district)"
    ).fetchone()
    assert row is not None
    return {"activity": row[0], "district": row[1]}


def _members(connection: psycopg.Connection[Any]) -> None:
    copies(
        connection,
        "organisations_organisation",
        f"organisations_organisation AS old, generate_series(1, {MEMBERS}) AS n WHERE old.id ="
        " (SELECT min(organisation_id) FROM commitments_letter WHERE state = 'active')",
        number="'55900' || lpad(n::text, 5, '0')",
        name=f"({WORDS})[1 + n % 10] || ' ' || n || ' ' || ({TRADES})[1 + n % 8]",
        employees="n % 900",
        district_id=DISTRICT,
        stage="CASE WHEN n % 10 < 7 THEN 'active' ELSE 'dialogue' END",
        contacted_on="current_date - n % 200",
        parent_id="NULL",
        is_public="false",
        vetting="'none'",
        vetted_until="NULL",
    )
    copies(
        connection,
        "organisations_contact",
        f"organisations_contact AS old, generate_series(0, 1) AS n, {NEW}"
        " AND old.id = (SELECT min(id) FROM organisations_contact)",
        organisation_id="house.id",
        name="'Kontakt ' || house.number || ' ' || n",
        email="'kontakt' || right(house.number, 4) || '@' || n || '.example'",
        position="n",
    )


def _letters(connection: psycopg.Connection[Any]) -> None:
    copies(
        connection,
        "commitments_letter",
        f"commitments_letter AS old, {NEW} AND house.stage = 'active' AND old.id = {LETTER}",
        organisation_id="house.id",
        valid_to="current_date + (house.id % 700)::int + 1",
        replaces_id="NULL",
    )
    copies(
        connection,
        "commitments_pledge",
        f"commitments_pledge AS old, {NEW} AND house.stage = 'active' AND old.id IN"
        f" (SELECT pledge_id FROM commitments_letterline WHERE letter_id = {LETTER})",
        organisation_id="house.id",
    )
    copies(
        connection,
        "commitments_letterline",
        "commitments_letterline AS old, commitments_pledge AS pledge, commitments_letter AS letter,"
        f" {NEW} AND letter.organisation_id = house.id AND pledge.organisation_id = house.id"
        f" AND old.id = (SELECT min(id) FROM commitments_letterline WHERE letter_id = {LETTER})",
        letter_id="letter.id",
        pledge_id="pledge.id",
    )
