"""Row-level security and history for everything in this room."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = ("assurance_round", "assurance_sample", "assurance_sampling")


class Migration(migrations.Migration):
    dependencies = [("assurance", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]
