"""The proof that the figures shown equal the rows they come from."""

from django.db import connection

from pakten.agreements.results.models import Cell

WRONG_CELLS = """
WITH ledger AS (
  SELECT deed.measure_id, extract(year FROM deed.occurred_on)::smallint AS year,
         split.dimension, split.value, sum(deed.quantity) AS quantity,
         sum(CASE WHEN deed.reverses_id IS NULL THEN 1 ELSE -1 END) AS rows
  FROM results_outcome AS deed CROSS JOIN LATERAL (VALUES
    ('total', ''), ('month', to_char(deed.occurred_on, 'YYYY-MM')), ('gender', deed.gender),
    ('age', deed.age_band), ('target_group', coalesce(deed.target_group_id::text, '')),
    ('district', coalesce(deed.district_id::text, '')), ('language', deed.language_stage),
    ('organisation', deed.organisation_id::text), ('evidence', deed.evidence),
    ('programme', coalesce(deed.form_id::text, '')),
    ('additionality', deed.additionality)) AS split(dimension, value)
  GROUP BY 1, 2, 3, 4
)
SELECT dimension, measure_id, year, value
FROM ledger FULL JOIN results_cell AS cell USING (measure_id, year, dimension, value)
WHERE (ledger.quantity, ledger.rows) IS DISTINCT FROM (cell.quantity, cell.rows)
ORDER BY 1, 2, 3, 4
"""


def wrong_cells() -> list[tuple[str, int, int, str]]:
    """Cells of the pact that are not the sum of its ledger: (dimension, measure, year, value).

    There are none: the check that the figures shown equal the rows they come from.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRONG_CELLS)
        return list(cursor.fetchall())


def counted_cells() -> int:
    """How many figures the pact has."""
    return Cell.objects.count()
