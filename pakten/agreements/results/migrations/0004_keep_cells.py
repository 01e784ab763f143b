"""The trigger that keeps the cells, their policy, and the cells of what is recorded already."""

from django.db import migrations

from pakten.base.tenancy.operations import APP_ROLE, secure

# Sorted, so that two who record at once take the cells in the same order and never wait in a ring.
SUMS = """
SELECT deed.pact_id, extract(year FROM deed.occurred_on)::smallint, split.dimension,
       deed.measure_id, split.value, sum(deed.quantity),
       sum(CASE WHEN deed.reverses_id IS NULL THEN 1 ELSE -1 END)
FROM {source} AS deed CROSS JOIN LATERAL (VALUES
  ('total', ''), ('month', to_char(deed.occurred_on, 'YYYY-MM')), ('gender', deed.gender),
  ('age', deed.age_band), ('target_group', coalesce(deed.target_group_id::text, '')),
  ('district', coalesce(deed.district_id::text, '')), ('language', deed.language_stage),
  ('organisation', deed.organisation_id::text), ('evidence', deed.evidence),
  ('additionality', deed.additionality)) AS split(dimension, value)
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""
ADD = """
INSERT INTO results_cell AS cell (pact_id, year, dimension, measure_id, value, quantity, rows)
{sums}
ON CONFLICT (pact_id, year, dimension, measure_id, value) DO UPDATE
SET quantity = cell.quantity + excluded.quantity, rows = cell.rows + excluded.rows
"""
KEEP = f"""
CREATE FUNCTION results_keep_cells() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  {ADD.format(sums=SUMS.format(source="fresh"))};
  RETURN NULL;
END $$;
CREATE TRIGGER keep_cells AFTER INSERT ON results_outcome
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION results_keep_cells();
REVOKE INSERT, UPDATE, DELETE ON results_cell FROM {APP_ROLE};
"""
FORGET = "DROP TRIGGER keep_cells ON results_outcome; DROP FUNCTION results_keep_cells();"


class Migration(migrations.Migration):
    dependencies = [("results", "0003_cells")]
    operations = [
        secure("results_cell"),
        migrations.RunSQL(KEEP, FORGET),
        migrations.RunSQL(
            ADD.format(sums=SUMS.format(source="results_outcome")), migrations.RunSQL.noop
        ),
    ]
