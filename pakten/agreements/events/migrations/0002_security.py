"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = ("events_event", "events_invitation")


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]
