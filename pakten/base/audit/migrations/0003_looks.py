"""The access log, chained by the database, and the only way in which history forgets.

`audit_look` gets its number and its hash under a lock, so that the chain has one order. A row of
`audit_forgetting` empties the history of some rows of its pact, or removes what is old: the function
behind it runs as its owner, and nothing else may touch what is only added to. What it can do is bound:
values become null and nothing else changes, and nothing younger than a year is removed.
"""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Q

from pakten.base.tenancy.operations import append_only, only_for_triggers, secure

REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('app.forgets', true) = TG_TABLE_NAME
     AND current_user = pg_get_userbyid((SELECT relowner FROM pg_class WHERE oid = TG_RELID)) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: add a correcting row', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""
REFUSE_BEFORE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: add a correcting row', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""
EMPTIED = """
CREATE FUNCTION audit_emptied(held jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(key, NULL) FROM jsonb_each(held)
$$;
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.forgets', true) = TG_TABLE_NAME
     AND current_user = pg_get_userbyid((SELECT relowner FROM pg_class WHERE oid = TG_RELID)) THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF to_jsonb(NEW) - 'before' - 'after' = to_jsonb(OLD) - 'before' - 'after'
       AND NEW.before IS NOT DISTINCT FROM audit_emptied(OLD.before)
       AND NEW.after IS NOT DISTINCT FROM audit_emptied(OLD.after) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: add a correcting row', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER append_only ON audit_event;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
EMPTIED_BACK = """
DROP TRIGGER append_only ON audit_event;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION audit_refuse_change();
DROP FUNCTION audit_emptied(jsonb);
"""
CHAIN = """
CREATE FUNCTION audit_look_hash(
  prev text, id bigint, pact_id bigint, person_id bigint, account_id bigint, role text,
  organisation_id bigint, purpose text, at timestamptz
) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', prev, id::text, pact_id::text, person_id::text,
    account_id::text, role, coalesce(organisation_id::text, ''), purpose,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')), 'UTF8')), 'hex')
$$;
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.pact_id := current_setting('app.pact_id')::bigint;
  PERFORM pg_advisory_xact_lock(hashtext('audit_look'), (NEW.pact_id % 2147483647)::int);
  NEW.id := nextval(pg_get_serial_sequence('audit_look', 'id'));
  SELECT hash INTO NEW.prev FROM audit_look
    WHERE pact_id = NEW.pact_id ORDER BY id DESC LIMIT 1;
  IF NEW.prev IS NULL THEN
    SELECT anchor INTO NEW.prev FROM audit_forgetting
      WHERE pact_id = NEW.pact_id AND "table" = 'audit_look' AND anchor <> ''
      ORDER BY id DESC LIMIT 1;
  END IF;
  NEW.prev := coalesce(NEW.prev, '');
  NEW.hash := audit_look_hash(NEW.prev, NEW.id, NEW.pact_id, NEW.person_id, NEW.account_id, NEW.role,
    NEW.organisation_id, NEW.purpose, NEW.at);
  RETURN NEW;
END $$;
CREATE TRIGGER chained BEFORE INSERT ON audit_look FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE INDEX look_by_pact ON audit_look (pact_id, id);
"""
CHAIN_BACK = """
DROP TRIGGER chained ON audit_look;
DROP INDEX look_by_pact;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_look_hash(text, bigint, bigint, bigint, bigint, text, bigint, text, timestamptz);
"""
FORGET = """
CREATE FUNCTION audit_forget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.pact_id := current_setting('app.pact_id')::bigint;
  NEW.anchor := '';
  IF NEW.until > now() - interval '1 year' THEN
    RAISE EXCEPTION 'nothing younger than a year is removed' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM set_config('app.forgets', CASE WHEN NEW.until IS NULL THEN 'audit_event' ELSE NEW."table" END, true);
  IF NEW.until IS NULL THEN
    UPDATE audit_event SET before = audit_emptied(before), after = audit_emptied(after)
      WHERE "table" = NEW."table" AND row_id = ANY (NEW.row_ids)
      AND (pact_id = NEW.pact_id OR pact_id IS NULL
           OR NEW."table" IN ('accounts_account', 'account_emailaddress'));
  ELSIF NEW."table" = 'audit_event' THEN
    DELETE FROM audit_event WHERE pact_id = NEW.pact_id AND at < NEW.until;
  ELSIF NEW."table" = 'results_reading' THEN
    DELETE FROM results_reading WHERE pact_id = NEW.pact_id AND read_at < NEW.until;
  ELSIF NEW."table" = 'audit_look' THEN
    PERFORM pg_advisory_xact_lock(hashtext('audit_look'), (NEW.pact_id % 2147483647)::int);
    SELECT hash INTO NEW.anchor FROM audit_look WHERE pact_id = NEW.pact_id AND id < coalesce(
      (SELECT min(id) FROM audit_look WHERE pact_id = NEW.pact_id AND at >= NEW.until),
      9223372036854775807) ORDER BY id DESC LIMIT 1;
    NEW.anchor := coalesce(NEW.anchor, '');
    DELETE FROM audit_look WHERE pact_id = NEW.pact_id AND id < coalesce(
      (SELECT min(id) FROM audit_look WHERE pact_id = NEW.pact_id AND at >= NEW.until),
      9223372036854775807);
  ELSE
    RAISE EXCEPTION '% has no age to go by', NEW."table" USING ERRCODE = 'restrict_violation';
  END IF;
  GET DIAGNOSTICS NEW.rows = ROW_COUNT;
  PERFORM set_config('app.forgets', '', true);
  RETURN NEW;
END $$;
CREATE TRIGGER forgets BEFORE INSERT ON audit_forgetting
  FOR EACH ROW EXECUTE FUNCTION audit_forget();
"""
FORGET_BACK = "DROP TRIGGER forgets ON audit_forgetting; DROP FUNCTION audit_forget()"
PURPOSES = [
    ("page", "Opened your page"),
    ("shortlist", "Looked closer at you for a place"),
    ("proposal", "Worked with a proposal for you"),
    ("presented", "Read what you agreed to show"),
    ("round", "Looked at you in a matching round"),
    ("plan", "Worked with your plan"),
    ("export", "Took out a copy of your data"),
    ("shared", "Shared with the employment service"),
    ("erasure", "Asked for your data to be removed"),
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_only_for_triggers")]
    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pact_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=20)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("purpose", models.CharField(choices=PURPOSES, max_length=20)),
                ("at", models.DateTimeField()),
                ("prev", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["pact_id", "person_id", "-at"], name="look_by_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Forgetting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pact_id", models.BigIntegerField()),
                ("table", models.CharField(max_length=63)),
                (
                    "row_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                ("rows", models.PositiveIntegerField(default=0)),
                ("anchor", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(row_ids__isnull=True, until__isnull=False)
                        | Q(row_ids__isnull=False, until__isnull=True),
                        name="forgetting_of_rows_or_of_age",
                    )
                ]
            },
        ),
        secure("audit_look", "audit_forgetting"),
        append_only("audit_look", "audit_forgetting"),
        migrations.RunSQL(REFUSE, REFUSE_BEFORE),
        migrations.RunSQL(EMPTIED, EMPTIED_BACK),
        migrations.RunSQL(CHAIN, CHAIN_BACK),
        migrations.RunSQL(FORGET, FORGET_BACK),
        only_for_triggers("audit_forget"),
    ]
