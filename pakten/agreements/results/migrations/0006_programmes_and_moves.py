"""Which form of cooperation a deed came under, rows that move, why one is taken back, who has read.

The cells of the new dimension come from the totals: no row had a form before this.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from pakten.base.tenancy.operations import append_only, secure

SUMS = """
SELECT deed.pact_id, extract(year FROM deed.occurred_on)::smallint, split.dimension,
       deed.measure_id, split.value, sum(deed.quantity),
       sum(CASE WHEN deed.reverses_id IS NULL THEN 1 ELSE -1 END)
FROM {source} AS deed CROSS JOIN LATERAL (VALUES
  ('total', ''), ('month', to_char(deed.occurred_on, 'YYYY-MM')), ('gender', deed.gender),
  ('age', deed.age_band), ('target_group', coalesce(deed.target_group_id::text, '')),
  ('district', coalesce(deed.district_id::text, '')), ('language', deed.language_stage),
  ('programme', coalesce(deed.form_id::text, '')),
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
CREATE OR REPLACE FUNCTION results_keep_cells() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  {ADD.format(sums=SUMS.format(source="fresh"))};
  RETURN NULL;
END $$;
"""
PROGRAMMES = """
INSERT INTO results_cell (pact_id, year, dimension, measure_id, value, quantity, rows)
SELECT pact_id, year, 'programme', measure_id, '', quantity, rows
FROM results_cell WHERE dimension = 'total'
"""
DIMENSIONS = [
    ("total", "Total"),
    ("month", "Month"),
    ("gender", "Women and men"),
    ("age", "Age"),
    ("target_group", "Target group"),
    ("district", "District"),
    ("language", "Swedish"),
    ("programme", "Form of cooperation"),
    ("organisation", "Organisation"),
    ("evidence", "Strength of evidence"),
    ("additionality", "Would it have happened anyway?"),
]
REASONS = [
    ("twice", "It was recorded twice"),
    ("number", "The number was wrong"),
    ("day", "The day was wrong"),
    ("member", "It was another member"),
    ("never", "It did not happen"),
    ("moved", "It counts towards another promise"),
    ("confirmed", "The other side has confirmed it"),
    ("changed", "What it was recorded from has changed"),
    ("other", "Another reason"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("pacts", "0002_security"),
        ("audit", "0001_initial"),
        ("results", "0005_only_for_triggers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="form",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pacts.cooperationform",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_rows",
                to="results.outcome",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="correction",
            field=models.CharField(blank=True, choices=REASONS, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="cell",
            name="dimension",
            field=models.CharField(choices=DIMENSIONS, max_length=14),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(
                condition=Q(("form__isnull", False)), fields=["form"], name="outcome_by_form"
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(
                condition=Q(("origin__isnull", False)), fields=["origin"], name="outcome_by_origin"
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(
                condition=Q(("reverses__isnull", False)),
                fields=["pact", "recorded_at"],
                name="outcome_corrections",
            ),
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_at", models.DateTimeField()),
                ("asked", models.CharField(max_length=500)),
                ("rows", models.PositiveIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pacts.pact",
                    ),
                ),
            ],
            options={"ordering": ["-read_at", "-id"]},
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(PROGRAMMES, "DELETE FROM results_cell WHERE dimension = 'programme'"),
        secure("results_reading"),
        append_only("results_reading"),
    ]
