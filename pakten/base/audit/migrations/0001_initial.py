"""The history table and the one trigger function that writes it.

The function runs as its owner, so the app role can read history but never write or change it.
"""

from django.db import migrations, models

from pakten.base.tenancy.operations import append_only, secure

RECORD = """
CREATE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
  whole jsonb := coalesce(new_row, old_row);
  old_part jsonb := old_row;
  new_part jsonb := new_row;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(key, old_row -> key), jsonb_object_agg(key, value)
      INTO old_part, new_part
      FROM jsonb_each(new_row) WHERE value IS DISTINCT FROM old_row -> key;
    IF new_part IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO audit_event (pact_id, "table", row_id, kind, verb, account_id, at, before, after)
  VALUES (
    coalesce((whole ->> 'pact_id')::bigint, nullif(current_setting('app.pact_id', true), '')::bigint),
    TG_TABLE_NAME, (whole ->> 'id')::bigint, TG_OP,
    coalesce(current_setting('app.verb', true), ''),
    nullif(current_setting('app.account_id', true), '')::bigint,
    now(), old_part - 'password', new_part - 'password');
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_app_role")]
    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pact_id", models.BigIntegerField(null=True)),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("INSERT", "Added"), ("UPDATE", "Changed"), ("DELETE", "Removed")],
                        max_length=6,
                    ),
                ),
                ("verb", models.CharField(blank=True, max_length=60)),
                ("account_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["table", "row_id", "-at"], name="audit_event_row")
                ],
            },
        ),
        migrations.RunSQL(RECORD, "DROP FUNCTION audit_record()"),
        secure("audit_event"),
        append_only("audit_event"),
        migrations.RunSQL("REVOKE INSERT ON audit_event FROM pakten_app", migrations.RunSQL.noop),
    ]
