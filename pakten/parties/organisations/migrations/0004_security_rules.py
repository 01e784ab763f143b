"""Security of the new tables, and the rules that no path into the database gets around.

An organisation has a contact from its first transaction on, unless its time has ended; a group has
two levels; what was said in a talk is not rewritten by the application.
"""

from django.db import migrations

from pakten.base.tenancy.operations import APP_ROLE, audited, secure

TABLES = (
    "organisations_activedistrict",
    "organisations_contactreview",
    "organisations_talk",
)

# Both functions run as their owner: at commit the context of the pact may be gone.
KEEP_A_CONTACT = """
CREATE FUNCTION keep_a_contact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  house bigint := CASE WHEN TG_TABLE_NAME = 'organisations_contact'
    THEN (to_jsonb(OLD) ->> 'organisation_id')::bigint ELSE (to_jsonb(NEW) ->> 'id')::bigint END;
BEGIN
  IF EXISTS (SELECT 1 FROM organisations_organisation WHERE id = house AND stage <> 'ended')
     AND NOT EXISTS (
       SELECT 1 FROM organisations_contact WHERE organisation_id = house AND left_on IS NULL)
  THEN
    RAISE EXCEPTION 'organisation % has no contact', house
      USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_has_a_contact';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER organisation_has_a_contact
  AFTER INSERT OR UPDATE OF stage ON organisations_organisation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_a_contact();
CREATE CONSTRAINT TRIGGER organisation_has_a_contact
  AFTER DELETE OR UPDATE OF left_on, organisation_id ON organisations_contact
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_a_contact();
"""
DROP_CONTACT = "DROP FUNCTION keep_a_contact() CASCADE"

TWO_LEVELS = """
CREATE FUNCTION group_of_two_levels() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.parent_id IS NOT NULL AND (
    EXISTS (SELECT 1 FROM organisations_organisation WHERE parent_id = NEW.id)
    OR NOT EXISTS (
      SELECT 1 FROM organisations_organisation
      WHERE id = NEW.parent_id AND parent_id IS NULL AND pact_id = NEW.pact_id))
  THEN
    RAISE EXCEPTION 'organisation % cannot belong to %', NEW.id, NEW.parent_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'group_of_two_levels';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER group_of_two_levels AFTER INSERT OR UPDATE OF parent_id
  ON organisations_organisation FOR EACH ROW EXECUTE FUNCTION group_of_two_levels();
"""
DROP_LEVELS = "DROP FUNCTION group_of_two_levels() CASCADE"

SAID_STAYS = f"""
REVOKE UPDATE ON organisations_talk FROM {APP_ROLE};
GRANT UPDATE (done_on, contact_id) ON organisations_talk TO {APP_ROLE};
"""
SAID_MAY_CHANGE = f"GRANT UPDATE ON organisations_talk TO {APP_ROLE}"


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_people_groups_vetting"), ("audit", "0001_initial")]
    operations = [
        secure(*TABLES),
        audited(*TABLES),
        migrations.RunSQL(KEEP_A_CONTACT, DROP_CONTACT),
        migrations.RunSQL(TWO_LEVELS, DROP_LEVELS),
        migrations.RunSQL(SAID_STAYS, SAID_MAY_CHANGE),
    ]
