"""In which transaction a row changed, so that a reader can ask for what it has not seen yet.

A number of its own would not do: a row numbered earlier may be committed later. All that was not yet
committed at a reading has a transaction at or after `pg_snapshot_xmin` of that reading.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE audit_event ADD COLUMN changed_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_event_changed_in ON audit_event (changed_in);
"""
BACK = "ALTER TABLE audit_event DROP COLUMN changed_in;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_looks")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
